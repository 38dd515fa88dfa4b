package dev.surety.payouts.app.statement;

import dev.surety.model.Invariants;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.journal.ChainId;
import dev.surety.payouts.app.bank.LinePayouts;
import dev.surety.payouts.app.bank.ReportedPayouts;
import dev.surety.payouts.app.payout.Nudges;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.app.statement.LineChains.Stored;
import dev.surety.payouts.app.statement.PaymentGroups.Group;
import dev.surety.payouts.domain.bank.BookedDebit;
import dev.surety.payouts.domain.bank.BookedLine;
import dev.surety.payouts.domain.bank.GroupDebit;
import dev.surety.payouts.domain.bank.LineState.Phase;
import dev.surety.payouts.domain.bank.LineState.Resolution;
import dev.surety.payouts.domain.bank.Part;
import dev.surety.payouts.domain.bank.PayoutFacts;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.resilience.SideBySide;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the payouts of a line what the bank booked. A group's payouts are told page by page: each wake tells one page,
 * appends it, and asks for the next wake. After a crash a page is told again, which does nothing more.
 */
public final class TellLine {
    private static final Logger LOG = LoggerFactory.getLogger(TellLine.class);

    /** More pages than any group has. */
    private static final int MOST_PAGES = 1_100;

    private final LineChains lines;
    private final LinePayouts payouts;
    private final ReportedPayouts reported;
    private final PaymentGroups groups;
    private final SettlementLines settlements;
    private final Nudges nudges;
    private final Present present;
    private final int atOnce;

    public TellLine(
            LineChains lines,
            LinePayouts payouts,
            ReportedPayouts reported,
            PaymentGroups groups,
            SettlementLines settlements,
            Nudges nudges,
            Present present,
            int atOnce) {
        this.lines = lines;
        this.payouts = payouts;
        this.reported = reported;
        this.groups = groups;
        this.settlements = settlements;
        this.nudges = nudges;
        this.present = present;
        this.atOnce = atOnce;
    }

    /** Such a wake is never too early. */
    public boolean wake(ChainId id, int number) {
        Optional<Stored> line = lines.find(id.marketplace(), id.id());
        if (line.isPresent() && (number == 0 || line.get().chain().version() == number)) {
            if (line.get().state().phase() != Phase.PARKED) {
                // A breach brings this message again, and at last alarms.
                line.get().state().line().parts().forEach(part -> part(line.get(), part));
                resolved(line.get());
            }
            if (page(line.get()).filter(after -> after.state().told().isPresent()).isPresent()) {
                nudges.nudge(id);
            }
            endDeadline(line.get());
        }
        return true;
    }

    /** An explanation leaves a deadline. Without a later entry, a test clock would wait at it for ever. */
    private void endDeadline(Stored line) {
        if (LineChains.isExplainedLast(line)) {
            var _ = lines.told(line, Optional.empty(), present.now(line.marketplace()));
        }
    }

    /** Tells the payout that a person's explanation of the line names. */
    void resolved(Stored line) {
        settlements.booked(line);
        Optional<PayoutId> payout = line.state()
                .resolution()
                .flatMap(Resolution::target)
                .filter(target -> Id.isWellFormed(PayoutId.PREFIX, target))
                .map(PayoutId::new);
        payout.ifPresent(id -> {
            LineChains.debit(line).ifPresent(debit -> payouts.booked(line.marketplace(), id, debit));
            LineChains.credit(line).ifPresent(credit -> reported.resolved(line.marketplace(), id, credit));
        });
    }

    /** Tells what a new line says at once, and leaves a group to the wakes that follow. */
    void tell(Stored line) {
        parts(line);
        settlements.booked(line);
        if (line.state().told().isPresent()) {
            nudges.nudge(line.chain().id());
        }
    }

    /** Tells all of a group's pages now, because another debit of the group asks what is left of it. */
    void finish(MarketplaceId marketplace, String id) {
        Stored line = lines.find(marketplace, id)
                .orElseThrow(() -> new Outage("another line of the group is being booked"));
        for (int page = 0; page < MOST_PAGES && line.state().told().isPresent(); page++) {
            line = page(line).orElseThrow(() -> new Outage("another worker tells the group of a line"));
        }
    }

    private Optional<Stored> page(Stored line) {
        if (line.state().told().isEmpty() || line.state().group().isEmpty()) {
            return Optional.empty();
        }
        GroupDebit debit = line.state().group().get();
        Group group = groups.find(line.marketplace(), debit.group(), "")
                .orElseThrow(() -> new Outage("the group of a booked line is not there"));
        Optional<String> from = line.state().told().filter(place -> !place.isEmpty());
        PaymentGroups.Page page = groups.payouts(line.marketplace(), group, from);
        SideBySide.map(atOnce, page.payouts(), payout -> ofGroup(line, debit, payout));
        return lines.told(line, page.next(), present.now(line.marketplace()));
    }

    private boolean ofGroup(Stored line, GroupDebit debit, PayoutId payout) {
        BookedLine booked = line.state().line();
        if (debit.without().contains(payout.value())) {
            if (debit.shows()) {
                reported.refusalShown(line.marketplace(), payout, line.id(), booked.at());
            }
            return false;
        }
        boolean isOpen = payouts.find(line.marketplace(), payout)
                .filter(facts -> isOf(line, facts))
                .isPresent();
        if (isOpen) {
            payouts.booked(
                    line.marketplace(), payout, new BookedDebit(line.id(), booked.bookedOn(), booked.at()));
        }
        return isOpen;
    }

    /** One that another line debited, or that had ended before the debit, is no part of it. */
    private static boolean isOf(Stored line, PayoutFacts facts) {
        return !facts.ended()
                && !facts.unsent()
                && facts.debit().filter(other -> !other.equals(line.id())).isEmpty();
    }

    private void parts(Stored line) {
        SideBySide.map(atOnce, line.state().line().parts(), part -> told(line, part));
    }

    /** A payout that breaks a rule is told by a message of its own, so that the other payouts do not wait for it. */
    private boolean told(Stored line, Part part) {
        try {
            part(line, part);
            return true;
        } catch (Invariants.Breach breach) {
            LOG.atError().setCause(breach).log("a line's news of a payout breaks a rule");
            nudges.nudge(line.chain().id());
            return false;
        }
    }

    private void part(Stored line, Part part) {
        BookedLine booked = line.state().line();
        Instant at = booked.at();
        if (part.as() == Part.As.DEBITED) {
            payouts.booked(
                    line.marketplace(),
                    new PayoutId(part.payout()),
                    new BookedDebit(line.id(), booked.bookedOn(), at));
        }
        booked.credit(line.id(), part)
                .ifPresent(credit -> payouts.credited(line.marketplace(), new PayoutId(part.payout()), credit));
    }
}
