package dev.surety.payouts.app.payout;

import dev.surety.model.Invariants;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import dev.surety.payouts.domain.payout.InFile;
import dev.surety.payouts.domain.payout.Payout;
import dev.surety.payouts.domain.payout.PayoutEvent;
import dev.surety.payouts.domain.payout.PayoutFold;
import dev.surety.payouts.domain.payout.PayoutOrder;
import dev.surety.runtime.journal.Chain;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A payout's events, up to a version; empty if it has not begun. */
public record PayoutChain(PayoutId id, Chain chain, List<PayoutFold.Dated> events) {
    public PayoutChain {
        events = List.copyOf(events);
    }

    public MarketplaceId marketplace() {
        return chain.id().marketplace();
    }

    public int version() {
        return chain.version();
    }

    public boolean isEmpty() {
        return events.isEmpty();
    }

    public Optional<Payout> find() {
        return PayoutFold.of(events);
    }

    public Payout payout() {
        return find().orElseThrow(() -> new Invariants.Breach("legal-path: the payout has begun"));
    }

    public PayoutOrder order() {
        return payout().order();
    }

    /** Its place in a file, once it has one. */
    public Optional<InFile> file() {
        return events.stream()
                .map(PayoutFold.Dated::event)
                .flatMap(event -> event instanceof PayoutEvent.SendingByFile(var file, var group, _, _)
                        ? Stream.of(new InFile(file, group))
                        : Stream.empty())
                .findFirst();
    }

    /** The vault's commitment to the profile whose address its file gives, if it gives one. */
    public Optional<String> profile() {
        return events.stream()
                .map(PayoutFold.Dated::event)
                .flatMap(event -> event instanceof PayoutEvent.SendingByFile(_, _, var profile, _)
                        ? profile.stream()
                        : Stream.empty())
                .findFirst();
    }

    /** The last line of the bank that debited it. */
    public Optional<PayoutEvent.Debit> debit() {
        return events.reversed().stream()
                .map(PayoutFold.Dated::event)
                .flatMap(event -> switch (event) {
                    case PayoutEvent.Paid paid -> Optional.of(paid.debit()).stream();
                    case PayoutEvent.StatusNoted noted -> noted.debit().stream();
                    default -> Optional.<PayoutEvent.Debit>empty().stream();
                })
                .findFirst();
    }

    /** The last line of the bank that brought its money back. */
    public Optional<PayoutEvent.Credit> credit() {
        return events.reversed().stream()
                .map(PayoutFold.Dated::event)
                .flatMap(event -> switch (event) {
                    case PayoutEvent.Returned returned -> Optional.of(returned.credit()).stream();
                    case PayoutEvent.StatusNoted noted -> noted.credit().stream();
                    default -> Optional.<PayoutEvent.Credit>empty().stream();
                })
                .findFirst();
    }

    RunStep step() {
        Payout payout = payout();
        return new RunStep(id, payout.state(), payout.order().amount(), payout.code());
    }
}
