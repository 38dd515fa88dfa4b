package dev.surety.escrow.domain;

import dev.surety.escrow.domain.EscrowCommand.Accept;
import dev.surety.escrow.domain.EscrowCommand.Captured;
import dev.surety.escrow.domain.EscrowCommand.Declined;
import dev.surety.escrow.domain.EscrowCommand.Deliver;
import dev.surety.escrow.domain.EscrowCommand.Fund;
import dev.surety.escrow.domain.EscrowCommand.Release;
import dev.surety.escrow.domain.EscrowCommand.StillUnknown;
import dev.surety.escrow.domain.EscrowCommand.TimeIsUp;
import dev.surety.escrow.domain.EscrowEvent.Why;
import dev.surety.model.id.PaymentId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The rules of an escrow: one total decision over state and command, pure, at a given instant. A method per state
 * reads as a column of the chart in the module's README; who may send which command is decided before.
 */
public final class EscrowRules {
    /** Deadlines that take something from a party fire this much later than they are judged: clocks differ. */
    public static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);

    private EscrowRules() {}

    public static Decision decide(Escrow escrow, EscrowCommand command, Instant now) {
        // Wrong in itself comes before what the state allows.
        if (command instanceof Release(var amount, var _)
                && amount.filter(of -> !of.currency().equals(escrow.agreement().price().currency()))
                        .isPresent()) {
            return Decision.refuse(CommonReason.INVALID, "The amount is in another currency than the escrow.");
        }
        return switch (escrow) {
            case Escrow.Created created -> whileCreated(created, command, now);
            case Escrow.Funding funding -> whileFunding(funding, command, now);
            case Escrow.Held held -> whileHeld(held, command, now);
            case Escrow.Delivered delivered -> whileDelivered(delivered, command, now);
            case Escrow.Settled _, Escrow.Expired _ -> whenOver(escrow, command);
        };
    }

    private static Decision whileCreated(Escrow.Created created, EscrowCommand command, Instant now) {
        return switch (command) {
            case Fund(var payment, var method, var words) when now.isBefore(created.payBy()) ->
                Decision.happens(new EscrowEvent.FundingStarted(payment, method, words));
            case Fund _ -> closed("The time to pay is over.");
            case TimeIsUp _ when !now.isBefore(created.payBy()) -> Decision.happens(new EscrowEvent.Expired());
            case TimeIsUp _, Deliver _, Accept _, Release _, Captured _, Declined _, StillUnknown _ ->
                notAllowed(created);
        };
    }

    private static Decision whileFunding(Escrow.Funding funding, EscrowCommand command, Instant now) {
        return switch (command) {
            case Captured(var payment, var amount) when isOurs(funding, payment) -> funded(funding, amount, now);
            case Declined(var payment, var code) when isOurs(funding, payment) ->
                Decision.happens(new EscrowEvent.FundingDeclined(payment, funding.method(), code));
            case StillUnknown(var payment) when isOurs(funding, payment) ->
                Decision.happens(new EscrowEvent.FundingUnknown(payment, funding.method()));
            case Fund _, Deliver _, Accept _, Release _, Captured _, Declined _, StillUnknown _, TimeIsUp _ ->
                notAllowed(funding);
        };
    }

    private static Decision whileHeld(Escrow.Held held, EscrowCommand command, Instant now) {
        return switch (command) {
            case Deliver(var words) ->
                Decision.happens(new EscrowEvent.Delivered(
                        now.plus(held.agreement().terms().timers().inspect()), words));
            case Release(var amount, var words) ->
                release(held.agreement(), held.holdings(), amount, Why.RELEASED, words);
            case Fund _, Accept _, Captured _, Declined _, StillUnknown _, TimeIsUp _ -> notAllowed(held);
        };
    }

    private static Decision whileDelivered(Escrow.Delivered delivered, EscrowCommand command, Instant now) {
        Agreement agreement = delivered.agreement();
        Holdings holdings = delivered.holdings();
        return switch (command) {
            case Accept(var words) -> release(agreement, holdings, Optional.empty(), Why.ACCEPTED, words);
            case Release(var amount, var words) -> release(agreement, holdings, amount, Why.RELEASED, words);
            case TimeIsUp _ when !now.isBefore(delivered.inspectUntil()) ->
                release(agreement, holdings, Optional.empty(), Why.INSPECTION_OVER, Optional.empty());
            case TimeIsUp _, Fund _, Deliver _, Captured _, Declined _, StillUnknown _ -> notAllowed(delivered);
        };
    }

    private static Decision whenOver(Escrow over, EscrowCommand command) {
        return switch (command) {
            case Fund _, Deliver _, Accept _, Release _, Captured _, Declined _, StillUnknown _, TimeIsUp _ ->
                notAllowed(over);
        };
    }

    private static Decision funded(Escrow.Funding funding, Money amount, Instant now) {
        Agreement agreement = funding.agreement();
        if (!amount.equals(agreement.charge())) {
            return Decision.refuse(CommonReason.INVALID, "The payment's amount is not what was asked.");
        }
        return Decision.happens(
                new EscrowEvent.Funded(
                        funding.payment(),
                        funding.method(),
                        amount,
                        now.plus(agreement.terms().timers().deliver())),
                Postings.building()
                        .debit(Account.of(AccountKind.INCOMING), amount)
                        .credit(Account.of(AccountKind.ESCROW, agreement.payee()), amount)
                        .build());
    }

    /**
     * Releasing r with fee shares s (the payee's) and t (the payer's) takes r + t from what is held: the payee gets
     * r − s, the marketplace s + t.
     */
    private static Decision release(
            Agreement agreement, Holdings holdings, Optional<Money> wanted, Why why, Optional<String> words) {
        Money left = agreement.price().minus(holdings.servedPrice());
        Money part = wanted.orElse(left);
        if (part.compareTo(left) > 0) {
            return Decision.refuse(CommonReason.AMOUNT_EXCEEDS, "There are " + left + " left to release.");
        }
        List<Money> shares = Shares.of(agreement, holdings, part);
        Holdings after = holdings.release(agreement, part, shares);
        var release = new EscrowEvent.Released(part, shares, why, words);
        Postings postings = Postings.building()
                .debit(Account.of(AccountKind.ESCROW, agreement.payee()), holdings.free().minus(after.free()))
                .credit(Account.of(AccountKind.PAYABLE, agreement.payee()), after.released().minus(holdings.released()))
                .credit(Account.of(AccountKind.FEES), after.fees().minus(holdings.fees()))
                .build();
        return after.isSpent()
                ? Decision.happens(new EscrowEvent.Settled(release, Escrow.Outcome.RELEASED), postings)
                : Decision.happens(release, postings);
    }

    private static boolean isOurs(Escrow.Funding funding, PaymentId payment) {
        return funding.payment().equals(payment);
    }

    private static Decision notAllowed(Escrow escrow) {
        return Decision.refuse(
                CommonReason.TRANSITION_NOT_ALLOWED,
                "This cannot be done while the escrow is " + escrow.stateName() + ".");
    }

    private static Decision closed(String detail) {
        return Decision.refuse(CommonReason.WINDOW_CLOSED, detail);
    }
}
