package dev.surety.ledger.app.report;

import dev.surety.ledger.app.Present;
import dev.surety.ledger.domain.account.Accounts;
import dev.surety.ledger.domain.account.LinePlace;
import dev.surety.ledger.domain.account.Lines;
import dev.surety.ledger.domain.report.Chargeback;
import dev.surety.ledger.domain.report.LineSources;
import dev.surety.ledger.domain.report.PaymentEntries;
import dev.surety.ledger.domain.report.PaymentEntry.Share;
import dev.surety.ledger.domain.report.PaymentEntry;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.ChainId;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.ledger.Line;
import dev.surety.model.money.Currency;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Splits the account {@code dispute} into open, lost and won chargebacks. The account's lines name the payments, and
 * each payment's entries tell the bank's word.
 */
public final class ReadChargebacks {
    /** Lines of the account that an answer reads at most. */
    public static final int MOST_LINES = 2_000;

    private static final String PAYMENT = "payment";

    private final Accounts accounts;
    private final Lines lines;
    private final PaymentEntries payments;
    private final LineSources sources;
    private final Present present;
    private final int mostLines;

    public ReadChargebacks(
            Accounts accounts,
            Lines lines,
            PaymentEntries payments,
            LineSources sources,
            Present present,
            int mostLines) {
        this.accounts = accounts;
        this.lines = lines;
        this.payments = payments;
        this.sources = sources;
        this.present = present;
        this.mostLines = mostLines;
    }

    public sealed interface Answer {}

    /** The account has more lines in this time than an answer reads. */
    public record TooManyLines(int most) implements Answer {}

    /**
     * @param all opened in the time asked for, oldest first
     * @param references by escrow
     * @param complete every line that opened a chargeback has told which
     */
    public record Read(List<Chargeback> all, Map<ChainId, String> references, boolean complete, Instant asOf)
            implements Answer {}

    public ZoneId zone(MarketplaceId marketplace) {
        return present.zone(marketplace);
    }

    /** Of the chargebacks opened from one instant until before another. */
    public Answer of(MarketplaceId marketplace, Optional<Currency> currency, Instant from, Instant until) {
        List<LedgerAccount> disputes = accounts.heldBy(marketplace, "").stream()
                .filter(account -> account.kind() == AccountKind.DISPUTE)
                .filter(account -> currency.map(account.currency()::equals).orElse(true))
                .toList();
        return read(marketplace, disputes, from, until, LinePlace.END);
    }

    /** Of one account those that were open just before an instant, by what the bank had said then. */
    public Answer openAt(LedgerAccount account, Instant until) {
        return switch (read(account.marketplace(), List.of(account), Instant.EPOCH, until, until)) {
            case Read(var all, var references, var complete, var asOf) ->
                new Read(
                        all.stream().filter(each -> each.state() == Chargeback.State.OPEN).toList(),
                        references,
                        complete,
                        asOf);
            case TooManyLines tooMany -> tooMany;
        };
    }

    /** @param known the entries before this instant count */
    private Answer read(
            MarketplaceId marketplace, List<LedgerAccount> disputes, Instant from, Instant until, Instant known) {
        List<Line> found = new ArrayList<>();
        disputes.forEach(account ->
                found.addAll(lines.newest(account, from, until, Optional.empty(), mostLines + 1)));
        if (found.size() > mostLines) {
            return new TooManyLines(mostLines);
        }
        List<Line> opening = found.stream()
                .filter(line -> line.chain().type().equals(PAYMENT) && line.amountMinor() < 0)
                .toList();
        List<PaymentEntry> entries = payments.of(opening.stream().map(Line::chain).distinct().toList()).stream()
                .filter(entry -> entry.at().isBefore(known))
                .toList();
        List<Chargeback> all = Chargeback.of(entries).stream()
                .filter(each -> !each.openedAt().isBefore(from) && each.openedAt().isBefore(until))
                .toList();
        Map<ChainId, String> references = sources.references(all.stream()
                .flatMap(each -> each.shares().stream())
                .map(Share::escrow)
                .distinct()
                .toList());
        return new Read(all, references, all.size() >= opening.size(), present.now(marketplace));
    }
}
