package dev.surety.escrow.domain.escrow;

import dev.surety.escrow.domain.funds.EscrowAmounts;
import dev.surety.escrow.domain.funds.EscrowFunds;
import dev.surety.escrow.domain.funds.PaymentFact;
import java.time.Instant;
import java.util.Optional;

/** Folds the funding of an escrow. */
final class FundingFold {
    private FundingFold() {}

    static Escrow after(Escrow escrow, EscrowEvent event, Instant at, String key) {
        return switch (event) {
            case EscrowEvent.FundingStarted(var payment, var method) when escrow instanceof Escrow.Created created ->
                new Escrow.Funding(
                        created.agreement(),
                        created.payBy(),
                        payment,
                        method,
                        key,
                        at,
                        false,
                        0,
                        Optional.empty());
            case EscrowEvent.FundingActionNeeded(_, _, var actBy) when escrow instanceof Escrow.Funding funding ->
                waits(funding, funding.asked(), Optional.of(actBy));
            case EscrowEvent.FundingUnknown _ when escrow instanceof Escrow.Funding funding ->
                waits(funding, funding.asked() + 1, funding.actBy());
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
                        EscrowFunds.of(
                                EscrowAmounts.funded(funding.agreement(), amount),
                                new PaymentFact(payment, PaymentFact.Status.CAPTURED, method, "")),
                        deliverBy);
            default -> throw EscrowFold.illegal(escrow, event);
        };
    }

    private static Escrow waits(Escrow.Funding funding, int asked, Optional<Instant> actBy) {
        return new Escrow.Funding(
                funding.agreement(),
                funding.payBy(),
                funding.payment(),
                funding.method(),
                funding.intentKey(),
                funding.intentAt(),
                true,
                asked,
                actBy);
    }
}
