package dev.surety.escrow.app.payment;

import dev.surety.escrow.domain.funds.PaymentFact;
import dev.surety.escrow.domain.payment.PaymentEvent.Part;
import dev.surety.escrow.domain.payment.PaymentEvent;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import dev.surety.runtime.journal.CommandKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Makes the one gateway call that takes money. It appends the intent, calls the gateway with a key that derives from
 * the intent, and appends the outcome. A crash before or after the call leaves an intent without an outcome. Then
 * {@link #finish} asks the gateway, and cancels a charge that it does not know.
 */
public final class ChargePayment {
    /** The code of a payment that was closed because its charge was never completed. */
    public static final String NOT_COMPLETED = "not_completed";

    private final Payments payments;
    private final AddToPayment adding;
    private final Gateways gateways;
    private final GatewayAccounts accounts;

    public ChargePayment(Payments payments, Gateways gateways, GatewayAccounts accounts) {
        this.payments = payments;
        this.adding = new AddToPayment(payments);
        this.gateways = gateways;
        this.accounts = accounts;
    }

    /** The charge's escrows and amount, and the key of its intent. */
    public record Request(
            MarketplaceId marketplace,
            PaymentId id,
            ParticipantId payer,
            List<Part> parts,
            String method,
            Optional<String> returnUrl,
            CommandKey key) {

        public Request {
            parts = List.copyOf(parts);
        }

        Money amount() {
            return parts.stream().map(Part::amount).reduce(Money::plus).orElseThrow();
        }
    }

    /** The intent's key for a payment that is part of a larger command, such as the funding of an escrow. */
    public static CommandKey intentKey(PaymentId id) {
        return CommandKey.ofFact("payment", id.value(), "requested");
    }

    /**
     * Appends the intent. Returns nothing if this call did not append it: only the writer of the intent may call the
     * gateway.
     */
    public Optional<PaymentChain> begin(Request wanted, Instant now, Actor actor) {
        PaymentChain before = payments.load(wanted.marketplace(), wanted.id());
        if (!before.events().isEmpty()) {
            return Optional.empty();
        }
        Gateway gateway = gateways.forNew();
        if (gateway.listsChanges()) {
            // This comes before the charge, so that a crash cannot leave a charged account that the timer does not ask
            // about.
            accounts.open(wanted.marketplace(), gateway.name(), now);
        }
        var requested = new PaymentEvent.Requested(
                wanted.payer(), wanted.parts(), wanted.amount(), gateway.name(), wanted.method());
        return payments.append(before, Payments.Fact.of(requested, now, actor, wanted.key()));
    }

    /** Calls the gateway for an intent that this call has just appended, and records the outcome. */
    public PaymentChain call(Request wanted, PaymentChain begun, Instant now) {
        GatewayResult answer = gateways.of(begun).charge(new Gateway.Charge(
                wanted.marketplace(), wanted.id(), wanted.amount(), wanted.method(), wanted.returnUrl()));
        return record(begun, answer, now);
    }

    /** Begins and calls the gateway. If another call has begun, finds out the outcome instead. */
    public PaymentChain charge(Request wanted, Instant now, Actor actor) {
        Optional<PaymentChain> begun = begin(wanted, now, actor);
        return begun.isPresent()
                ? call(wanted, begun.get(), now)
                : finish(wanted.marketplace(), wanted.id(), now, Optional.empty());
    }

    /**
     * Closes a charge that an earlier call left open. Asks the gateway, and cancels a charge that it does not know.
     *
     * @param actBy until when the payer may still complete the gateway's page; after that the charge is cancelled
     */
    public PaymentChain finish(MarketplaceId marketplace, PaymentId id, Instant now, Optional<Instant> actBy) {
        PaymentChain payment = payments.load(marketplace, id);
        if (payment.events().isEmpty()) {
            // The gateway was not called. This entry takes the first place of the chain, so no intent can follow.
            return record(payment, new GatewayResult.Declined(NOT_COMPLETED), now);
        }
        if (payment.payment().filter(known -> known.isOpen()).isEmpty()) {
            return payment;
        }
        Gateway gateway = gateways.of(payment);
        GatewayResult found = gateway.find(marketplace, id).orElseGet(() -> gateway.cancel(marketplace, id));
        boolean tooLate = actBy.filter(until -> !now.isBefore(until)).isPresent();
        return record(
                payment,
                found instanceof GatewayResult.Action && tooLate ? gateway.cancel(marketplace, id) : found,
                now);
    }

    /** Records the gateway's present answer. Leaves the payment open if the gateway does not know it. */
    public PaymentChain learn(PaymentChain payment, Instant now) {
        return gateways.of(payment).find(payment.chain().id().marketplace(), payment.id())
                .map(answer -> record(payment, answer, now))
                .orElse(payment);
    }

    /** Declines an intent for a reason of ours, before the gateway was called. */
    public PaymentChain giveUp(PaymentChain begun, String code, Instant now) {
        return record(begun, new GatewayResult.Declined(code), now);
    }

    private PaymentChain record(PaymentChain after, GatewayResult answer, Instant now) {
        return adding.add(after, payment -> {
            boolean open = payment.events().isEmpty()
                    || payment.payment().filter(known -> known.isOpen()).isPresent();
            return open ? fact(payment, answer, now) : Optional.empty();
        });
    }

    /** The fact that an answer adds; nothing if the chain has it already. */
    private Optional<Payments.Fact> fact(PaymentChain payment, GatewayResult answer, Instant now) {
        Optional<PaymentFact.Status> status = payment.payment().map(known -> known.status());
        String id = payment.id().value();
        Actor actor = Actor.of("gateway:" + gateway(payment));
        CommandKey answered = CommandKey.ofFact("payment", id, "answered");
        Optional<Payments.Fact> fact = switch (answer) {
            case GatewayResult.Done(var reference) -> Optional.of(captured(payment, reference, now, actor, answered));
            case GatewayResult.Declined(var code) ->
                Optional.of(Payments.Fact.of(new PaymentEvent.Declined(code), now, actor, answered));
            // This is news for an unknown charge, too: the payer now sees the page, and its time limit starts.
            case GatewayResult.Action _
            when !status.equals(Optional.of(PaymentFact.Status.ACTION_NEEDED)) ->
                Optional.of(Payments.Fact.of(
                        new PaymentEvent.ActionNeeded(),
                        now,
                        actor,
                        CommandKey.ofFact("payment", id, "action_needed")));
            case GatewayResult.Unknown _
            when status.equals(Optional.of(PaymentFact.Status.REQUESTED)) ->
                Optional.of(Payments.Fact.of(
                        new PaymentEvent.Unknown(), now, actor, CommandKey.ofFact("payment", id, "unknown")));
            case GatewayResult.Action _, GatewayResult.Unknown _ -> Optional.empty();
        };
        boolean first = status.equals(Optional.of(PaymentFact.Status.REQUESTED));
        return fact.map(of -> first ? of.answering(Optional.of(payment.chain().first().key())) : of);
    }

    /** The gateway that the intent names. Without an intent, the gateway that new payments use. */
    private String gateway(PaymentChain payment) {
        return payment.payment()
                .map(known -> known.requested().gateway())
                .orElseGet(() -> gateways.forNew().name());
    }

    private Payments.Fact captured(
            PaymentChain payment, String reference, Instant now, Actor actor, CommandKey key) {
        Money amount = payment.payment().orElseThrow().requested().amount();
        return Payments.Fact.of(new PaymentEvent.Captured(amount, reference), now, actor, key)
                .with(Postings.building()
                        .debit(Account.of(AccountKind.GATEWAY, gateway(payment)), amount)
                        .credit(Account.of(AccountKind.INCOMING), amount)
                        .build());
    }
}
