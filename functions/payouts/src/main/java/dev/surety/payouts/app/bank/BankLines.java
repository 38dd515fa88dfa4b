package dev.surety.payouts.app.bank;

import dev.surety.model.Invariants;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.journal.ChainId;
import dev.surety.payouts.domain.bank.BankAccount;
import dev.surety.payouts.domain.bank.BookedDebit;
import dev.surety.payouts.domain.bank.BookedLine;
import dev.surety.payouts.domain.bank.LineBooking;
import dev.surety.payouts.domain.bank.LineRules;
import dev.surety.payouts.domain.bank.Part;
import dev.surety.payouts.domain.bank.PayoutFacts;
import dev.surety.payouts.domain.bank.StatementLine;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.resilience.SideBySide;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the booked lines of an account, in the bank's order. Each line becomes a chain, which posts it. Then each
 * payout of the line is told. The cursor passes a line once all of that is done. After a crash the line comes again,
 * and so does each payout's news.
 */
public final class BankLines {
    /** The type of a line's chain. */
    public static final String LINE = "bank_line";

    private static final Logger LOG = LoggerFactory.getLogger(BankLines.class);

    /** Of one wake, beyond which no line is begun. The next wake, a moment later, reads the rest. */
    private static final int MOST_PAYMENTS = 100;

    private final AccountStore accounts;
    private final BankAccountSource bank;
    private final LineStore lines;
    private final LinePayouts payouts;
    private final LineRules rules;
    private final Settings settings;
    private final Hints hints;

    /**
     * @param present the time of a marketplace
     * @param fee the party that bears the fee of a return
     * @param atOnce how many payouts are read or told at one time
     */
    public record Settings(
            Function<MarketplaceId, Instant> present,
            Function<MarketplaceId, LineRules.FeeOfReturn> fee,
            int atOnce) {}

    /** Messages to ourselves that a chain has more work now. */
    public interface Hints {
        void hint(ChainId chain);
    }

    public BankLines(
            AccountStore accounts,
            BankAccountSource bank,
            LineStore lines,
            LinePayouts payouts,
            LineRules rules,
            Settings settings,
            Hints hints) {
        this.accounts = accounts;
        this.bank = bank;
        this.lines = lines;
        this.payouts = payouts;
        this.rules = rules;
        this.settings = settings;
        this.hints = hints;
    }

    /**
     * Returns false if the wake came too early.
     *
     * @param number of the entry that left the deadline; 0 in a hint, which is never too early
     */
    public boolean wake(ChainId id, int number) {
        AccountStore.Stored stored = accounts.load(id.marketplace(), id.id());
        if (stored.account().isEmpty() || (number > 0 && stored.chain().version() != number)) {
            return true;
        }
        Instant now = settings.present.apply(id.marketplace());
        boolean early = stored.last()
                .flatMap(entry -> entry.due())
                .filter(due -> now.isBefore(due.at()))
                .isPresent();
        if (number > 0 && early) {
            return false;
        }
        Read read = read(id, stored.account().get(), now);
        // A lost race means that another instance has read, which serves as well.
        if (accounts.append(stored, read.account, "asked", now) && read.more) {
            hints.hint(id);
        }
        return true;
    }

    private record Read(BankAccount account, boolean more) {}

    private Read read(ChainId id, BankAccount from, Instant now) {
        String cursor = from.cursor();
        int payments = 0;
        try {
            while (payments < MOST_PAYMENTS) {
                BankAccountSource.Lines page = bank.lines(id.marketplace(), id.id(), cursor);
                for (BankAccountSource.Fetched fetched : page.lines()) {
                    if (payments >= MOST_PAYMENTS) {
                        return new Read(from.heardInPart(cursor, now), true);
                    }
                    dealWith(id.marketplace(), fetched.line(), now);
                    cursor = fetched.cursor();
                    payments += Math.max(1, fetched.line().payments().size());
                }
                if (!page.more()) {
                    return new Read(from.heard(cursor, page.expected(), now), false);
                }
            }
            return new Read(from.heardInPart(cursor, now), true);
        } catch (Outage outage) {
            LOG.atWarn().setCause(outage).log("a line of the bank waits");
            return new Read(from.unheard(cursor, now), false);
        }
    }

    private void dealWith(MarketplaceId marketplace, StatementLine line, Instant now) {
        String id = line.id();
        BookedLine booked =
                lines.find(marketplace, id).orElseGet(() -> lines.book(marketplace, decide(marketplace, line), now));
        Invariants.hold(
                booked.isDebit() == line.isDebit() && booked.amount().equals(line.amount()),
                "line-once: the bank tells a line as it told it first");
        SideBySide.map(settings.atOnce, booked.parts(), part -> told(marketplace, id, booked, part));
    }

    private LineBooking decide(MarketplaceId marketplace, StatementLine line) {
        List<String> ours = line.payments().stream()
                .map(StatementLine.Payment::payout)
                .filter(payout -> Id.isWellFormed(PayoutId.PREFIX, payout))
                .distinct()
                .toList();
        Map<String, PayoutFacts> known = new HashMap<>();
        List<Optional<PayoutFacts>> found = SideBySide.map(
                settings.atOnce, ours, payout -> payouts.find(marketplace, new PayoutId(payout)));
        for (int i = 0; i < ours.size(); i++) {
            String payout = ours.get(i);
            found.get(i).ifPresent(facts -> known.put(payout, facts));
        }
        return rules.decide(line, known, settings.fee.apply(marketplace));
    }

    /** A payout that breaks a rule is told by a message of its own, so that the other payouts do not wait for it. */
    private boolean told(MarketplaceId marketplace, String id, BookedLine line, Part part) {
        try {
            tell(marketplace, id, line, part);
            return true;
        } catch (Invariants.Breach breach) {
            LOG.atError().setCause(breach).log("a line's news of a payout breaks a rule");
            hints.hint(new ChainId(LINE, marketplace, id));
            return false;
        }
    }

    private void tell(MarketplaceId marketplace, String id, BookedLine line, Part part) {
        if (part.as() == Part.As.DEBITED) {
            payouts.booked(marketplace, new PayoutId(part.payout()), new BookedDebit(id, line.bookedOn(), line.at()));
        }
        line.credit(id, part)
                .ifPresent(credit -> payouts.credited(marketplace, new PayoutId(part.payout()), credit));
    }
}
