package dev.surety.escrow.app;

import dev.surety.escrow.app.Authority.Side;
import dev.surety.escrow.app.TellEscrow.News;
import dev.surety.escrow.domain.Circumstances;
import dev.surety.escrow.domain.Decision;
import dev.surety.escrow.domain.EscrowCommand;
import dev.surety.escrow.domain.EscrowCommand.GiveBack;
import dev.surety.escrow.domain.EscrowEvent;
import dev.surety.escrow.domain.EscrowRules;
import dev.surety.escrow.domain.Payment;
import dev.surety.escrow.domain.PaymentEvent;
import dev.surety.escrow.domain.PaymentEvent.Back;
import dev.surety.escrow.domain.PaymentEvent.Refused;
import dev.surety.model.Invariants;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.id.RefundId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Entry;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import dev.surety.runtime.edge.http.Caller;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.resilience.Contended;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.LostRace;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.world.Pauses;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Refunds a payment as a whole. The payment's chain gets the order, which fixes what each escrow gives back and is the
 * answer; then each escrow is told, as if its payee had said so, and sends its part; when all have been told the chain
 * says who would not any more. Telling is done soon after the answer, by whoever hears the nudge, and otherwise when
 * the order's deadline comes: twenty calls to a gateway are too many for one request.
 */
public final class RefundPayment {
    private final Payments payments;
    private final AddToPayment adding;
    private final TellEscrow telling;
    private final Escrows escrows;
    private final PlanRefund planning;
    private final Prevailing prevailing;
    private final Nudges nudges;

    RefundPayment(
            Payments payments,
            Escrows escrows,
            TellEscrow telling,
            Pauses pauses,
            Prevailing prevailing,
            Nudges nudges) {
        this.payments = payments;
        this.adding = new AddToPayment(payments);
        this.escrows = escrows;
        this.telling = telling;
        this.planning = new PlanRefund(escrows, pauses);
        this.prevailing = prevailing;
        this.nudges = nudges;
    }

    /** What an escrow is asked to give back of its price; without an amount, all that it can. */
    public record Share(EscrowId escrow, Optional<Money> amount) {}

    /**
     * What is asked: an amount of the prices, before fees, to be borne in proportion; or shares as the caller says;
     * with neither, all that can be given back.
     */
    public record Wanted(
            Optional<Money> amount, List<Share> shares, Optional<String> reference, Optional<Integer> ifMatch) {
        public Wanted {
            shares = List.copyOf(shares);
        }
    }

    /** {@code words} keeps the reason in an escrow's vault; asked only when the order is sure to be appended. */
    public PaymentOutcome refund(
            Caller caller,
            CommandKey key,
            PaymentId id,
            Wanted wanted,
            Predicate<Entry> isSame,
            Function<EscrowId, Optional<String>> words) {
        MarketplaceId marketplace = caller.marketplace();
        var order = new RefundId(Id.derive(RefundId.PREFIX, key.hash()));
        for (int race = 0; race < Limits.LOST_RACES; race++) {
            LostRace.pause(race);
            PaymentChain payment = payments.load(marketplace, id);
            if (payment.payment().isEmpty()) {
                return PaymentOutcome.refuse(CommonReason.NOT_FOUND);
            }
            Optional<Entry> seen = payment.chain().seen(key);
            if (seen.isPresent()) {
                return isSame.test(seen.get())
                        ? new PaymentOutcome.Stands(payments.at(payment, seen.get().number()), true)
                        : PaymentOutcome.refuse(CommonReason.IDEMPOTENCY_KEY_REUSED);
            }
            Instant now = prevailing.now(marketplace);
            switch (plan(payment, wanted, order, now)) {
                case PlanRefund.Plan.Impossible(var refusal) -> {
                    return new PaymentOutcome.Refused(refusal);
                }
                case PlanRefund.Plan.Possible(var parts, var _) -> {
                    var ordered = new PaymentEvent.RefundOrdered(order, named(parts, words), wanted.reference());
                    Actor actor = Authority.actor(caller, Side.PAYEE);
                    Optional<Payments.Appended> after =
                            payments.append(payment, Payments.Fact.of(ordered, now, actor, key));
                    if (after.isPresent()) {
                        nudges.nudge(marketplace, id);
                        return new PaymentOutcome.Stands(
                                after.get().payment(), !after.get().fresh());
                    }
                }
            }
        }
        throw new Contended("a payment is being written by too many");
    }

    /** The same decision, and nothing of it done. */
    public PaymentOutcome dryRun(Caller caller, PaymentId id, Wanted wanted) {
        PaymentChain payment = payments.load(caller.marketplace(), id);
        if (payment.payment().isEmpty()) {
            return PaymentOutcome.refuse(CommonReason.NOT_FOUND);
        }
        // Nothing is sent back, so this id is nobody's.
        var order = new RefundId(Id.derive(RefundId.PREFIX, "dry run", id.value()));
        return switch (plan(payment, wanted, order, prevailing.now(caller.marketplace()))) {
            case PlanRefund.Plan.Impossible(var refusal) -> new PaymentOutcome.Refused(refusal);
            case PlanRefund.Plan.Possible(var parts, var postings) ->
                new PaymentOutcome.Would(
                        payment.imagined(new PaymentEvent.RefundOrdered(order, parts, wanted.reference())), postings);
        };
    }

    private PlanRefund.Plan plan(PaymentChain payment, Wanted wanted, RefundId order, Instant now) {
        boolean movedOn = wanted.ifMatch().filter(of -> of != payment.version()).isPresent();
        return movedOn
                ? new PlanRefund.Plan.Impossible(
                        CommonReason.VERSION_CONFLICT.with(CommonReason.VERSION_CONFLICT.title()))
                : planning.of(payment, wanted, order, now);
    }

    private static List<Back> named(List<Back> parts, Function<EscrowId, Optional<String>> words) {
        return parts.stream()
                .map(part -> new Back(part.escrow(), part.refund(), part.amount(), words.apply(part.escrow())))
                .toList();
    }

    /** Tells every escrow what was ordered and has not been told yet. */
    PaymentChain follow(PaymentChain from, Instant now) {
        PaymentChain payment = from;
        for (Payment.Ordered order : payment.payment().map(Payment::refunds).orElse(List.of())) {
            payment = order.isSpread() ? payment : spread(payment, order, now);
        }
        return payment;
    }

    private PaymentChain spread(PaymentChain payment, Payment.Ordered order, Instant now) {
        MarketplaceId marketplace = payment.chain().id().marketplace();
        PaymentEvent.RefundOrdered ordered = payment.ordered(order.id());
        Actor actor = payment.entryOf(ordered).actor();
        List<Refused> refused = new ArrayList<>();
        for (Back part : ordered.parts()) {
            begin(marketplace, part, ordered.reference(), actor, now)
                    .ifPresent(reason -> refused.add(new Refused(part.refund(), reason)));
        }
        CommandKey key = CommandKey.ofFact(
                "payment", payment.id().value(), "refund spread", order.id().value());
        Payments.Fact spread =
                Payments.Fact.of(new PaymentEvent.RefundSpread(order.id(), refused), now, Actor.RECONCILER, key);
        return adding.add(payment, as -> isSpread(as, order.id()) ? Optional.empty() : Optional.of(spread));
    }

    private static boolean isSpread(PaymentChain payment, RefundId order) {
        return payment.payment().orElseThrow().refunds().stream()
                .anyMatch(known -> known.id().equals(order) && known.isSpread());
    }

    /** Why the escrow would not, as its own chain says; nothing if its refund has begun. */
    private Optional<String> begin(
            MarketplaceId marketplace, Back part, Optional<String> reference, Actor actor, Instant now) {
        Optional<Money> amount = Optional.of(part.amount()).filter(Money::isPositive);
        var command = new GiveBack(part.refund(), amount, reference);
        CommandKey key = CommandKey.ofFact("payment refund", part.refund().value());
        EscrowChain escrow = escrows.find(marketplace, part.escrow())
                .orElseThrow(() -> new Outage("an escrow went while its payment was read"));
        EscrowChain told = telling.tell(
                        escrow,
                        as -> Optional.of(News.of(possible(as, command, now), key).noting(part.words())),
                        actor,
                        now)
                .escrow();
        // Not what was decided here, which another instance may have decided otherwise a moment before.
        EscrowEvent said = escrows.said(told, key)
                .orElseThrow(() -> new Invariants.Breach("legal-path: a paid escrow hears what is ordered of it"));
        return said instanceof EscrowEvent.RefundRefused(_, var reason) ? Optional.of(reason) : Optional.empty();
    }

    /** Refusing takes the key as beginning would: whoever wakes late with an old order finds it spent. */
    private static EscrowCommand possible(EscrowChain escrow, GiveBack command, Instant now) {
        return switch (EscrowRules.decide(escrow.escrow(), command, Circumstances.at(now))) {
            case Decision.Refused(var refusal) ->
                new EscrowCommand.RefuseRefund(
                        command.refund(), refusal.reason().code());
            // Nothing of the price was ordered, only the payer's fee that was left; by now there is more.
            case Decision.Happens(EscrowEvent.RefundStarted(var back), _)
            when command.amount().isEmpty() && back.part().price().isPositive() ->
                new EscrowCommand.RefuseRefund(command.refund(), CommonReason.TRANSITION_NOT_ALLOWED.code());
            case Decision.Happens _ -> command;
        };
    }
}
