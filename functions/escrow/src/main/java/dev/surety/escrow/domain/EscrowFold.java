package dev.surety.escrow.domain;

import dev.surety.model.Invariants;
import dev.surety.model.journal.Entry;
import java.util.List;
import java.util.Optional;

/** An escrow from its entries. Total over what the rules can have let happen; anything else is a breach. */
public final class EscrowFold {
    private EscrowFold() {}

    /** One entry of an escrow's chain with its event read. */
    public record Step(Entry entry, EscrowEvent event) {}

    public static Escrow of(List<Step> steps) {
        Invariants.hold(!steps.isEmpty(), "legal-path: an escrow begins with its creation");
        Invariants.hold(
                steps.getFirst().event() instanceof EscrowEvent.Created,
                "legal-path: an escrow begins with its creation");
        var created = (EscrowEvent.Created) steps.getFirst().event();
        Escrow escrow = new Escrow.Created(created.agreement(), created.payBy(), Optional.empty());
        for (Step step : steps.subList(1, steps.size())) {
            escrow = after(escrow, step);
        }
        return escrow;
    }

    /** The escrow after one more step. */
    public static Escrow after(Escrow escrow, Step step) {
        return switch (step.event()) {
            case EscrowEvent.FundingStarted(var payment, var method, _) when escrow instanceof Escrow.Created created ->
                new Escrow.Funding(
                        created.agreement(),
                        created.payBy(),
                        payment,
                        method,
                        step.entry().key(),
                        step.entry().at(),
                        false,
                        0);
            case EscrowEvent.FundingUnknown _ when escrow instanceof Escrow.Funding funding ->
                new Escrow.Funding(
                        funding.agreement(),
                        funding.payBy(),
                        funding.payment(),
                        funding.method(),
                        funding.intentKey(),
                        funding.intentAt(),
                        true,
                        funding.asked() + 1);
            case EscrowEvent.FundingDeclined(var payment, var method, var code)
            when escrow instanceof Escrow.Funding funding ->
                new Escrow.Created(
                        funding.agreement(),
                        funding.payBy(),
                        Optional.of(new PaymentFact(payment, PaymentFact.Status.DECLINED, method, code)));
            case EscrowEvent.Funded(var payment, var method, var amount, var deliverBy)
            when escrow instanceof Escrow.Funding funding ->
                new Escrow.Held(
                        funding.agreement(),
                        Holdings.funded(funding.agreement(), amount),
                        new PaymentFact(payment, PaymentFact.Status.CAPTURED, method, ""),
                        deliverBy);
            case EscrowEvent.Delivered(var inspectUntil, _) when escrow instanceof Escrow.Held held ->
                new Escrow.Delivered(held.agreement(), held.holdings(), held.payment(), inspectUntil);
            case EscrowEvent.Released release -> released(escrow, release);
            case EscrowEvent.Settled(var release, var outcome) -> settled(released(escrow, release), outcome);
            case EscrowEvent.Expired _ when escrow instanceof Escrow.Created created ->
                new Escrow.Expired(created.agreement(), created.attempt());
            case EscrowEvent.Created _,
                    EscrowEvent.FundingStarted _,
                    EscrowEvent.FundingUnknown _,
                    EscrowEvent.FundingDeclined _,
                    EscrowEvent.Funded _,
                    EscrowEvent.Delivered _,
                    EscrowEvent.Expired _ ->
                throw new Invariants.Breach("legal-path: " + step.entry().event() + " in state " + escrow.stateName());
        };
    }

    private static Escrow released(Escrow escrow, EscrowEvent.Released release) {
        Agreement agreement = escrow.agreement();
        return switch (escrow) {
            case Escrow.Held(_, var holdings, var payment, var deliverBy) ->
                new Escrow.Held(
                        agreement,
                        holdings.release(agreement, release.amount(), release.shares()),
                        payment,
                        deliverBy);
            case Escrow.Delivered(_, var holdings, var payment, var inspectUntil) ->
                new Escrow.Delivered(
                        agreement,
                        holdings.release(agreement, release.amount(), release.shares()),
                        payment,
                        inspectUntil);
            case Escrow.Created _, Escrow.Funding _, Escrow.Settled _, Escrow.Expired _ ->
                throw new Invariants.Breach("legal-path: a release in state " + escrow.stateName());
        };
    }

    private static Escrow settled(Escrow escrow, Escrow.Outcome outcome) {
        Invariants.hold(escrow.holdingsNow().isSpent(), "escrow-conserved: settled means nothing is held");
        PaymentFact payment = escrow.paymentNow()
                .orElseThrow(() -> new Invariants.Breach("legal-path: settled without a payment"));
        return new Escrow.Settled(escrow.agreement(), escrow.holdingsNow(), payment, outcome);
    }
}
