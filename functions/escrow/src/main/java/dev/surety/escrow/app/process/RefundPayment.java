package dev.surety.escrow.app.process;

import dev.surety.escrow.app.escrow.Authority.Side;
import dev.surety.escrow.app.escrow.Authority;
import dev.surety.escrow.app.escrow.DecisionContexts;
import dev.surety.escrow.app.escrow.EscrowChain;
import dev.surety.escrow.app.escrow.Escrows.Charged;
import dev.surety.escrow.app.escrow.Escrows.Stamp;
import dev.surety.escrow.app.escrow.Escrows;
import dev.surety.escrow.app.payment.AddToPayment;
import dev.surety.escrow.app.payment.Nudges;
import dev.surety.escrow.app.payment.PaymentChain;
import dev.surety.escrow.app.payment.Payments;
import dev.surety.escrow.domain.escrow.Decision;
import dev.surety.escrow.domain.escrow.DecisionContext;
import dev.surety.escrow.domain.escrow.EscrowCommand.RefundPayer;
import dev.surety.escrow.domain.escrow.EscrowCommand;
import dev.surety.escrow.domain.escrow.EscrowEvent;
import dev.surety.escrow.domain.escrow.EscrowRules;
import dev.surety.escrow.domain.payment.PayeeDebt;
import dev.surety.escrow.domain.payment.Payment;
import dev.surety.escrow.domain.payment.PaymentEvent.Back;
import dev.surety.escrow.domain.payment.PaymentEvent.Refused;
import dev.surety.escrow.domain.payment.PaymentEvent;
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
import dev.surety.model.refusal.Reason;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.command.Command;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.CommandLoop;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.command.Verdict;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Tip;
import dev.surety.runtime.marketplace.Pauses;
import dev.surety.runtime.resilience.Outage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Refunds a payment as a whole. The payment's chain gets the order, which fixes each escrow's part and answers the
 * command. Each escrow then starts and sends its part, as if its payee had asked for it. At last the payment's chain
 * lists the escrows that refused. A nudge starts this soon after the answer; if it is lost, the order's deadline does.
 * It does not happen within the request, because twenty gateway calls take too long.
 */
public final class RefundPayment {
    private final Payments payments;
    private final AddToPayment adding;
    private final ChargePayee charging;
    private final Escrows escrows;
    private final PlanRefund planning;
    private final DecisionContexts prevailing;
    private final Nudges nudges;

    public RefundPayment(
            Payments payments,
            Escrows escrows,
            ChargePayee charging,
            Pauses pauses,
            DecisionContexts prevailing,
            Nudges nudges) {
        this.payments = payments;
        this.adding = new AddToPayment(payments);
        this.escrows = escrows;
        this.charging = charging;
        this.planning = new PlanRefund(escrows, charging, pauses);
        this.prevailing = prevailing;
        this.nudges = nudges;
    }

    /** The part of its price that an escrow is asked to refund; without an amount, all that it can. */
    public record Share(EscrowId escrow, Optional<Money> amount) {}

    /**
     * The caller gives an amount of the prices, before fees, which escrows bear in proportion. Or the caller gives
     * shares. With neither, every escrow refunds all that it can.
     */
    public record Request(Optional<Money> amount, List<Share> shares, Optional<String> reference) {
        public Request {
            shares = List.copyOf(shares);
        }
    }

    /**
     * {@code words} stores the reason in an escrow's vault. It is called only once the order is sure to be appended.
     */
    public Outcome<PaymentChain> refund(
            CommandEnvelope envelope, PaymentId id, Request wanted, Function<EscrowId, Optional<String>> words) {
        return CommandLoop.run("a payment", envelope, new Ordering(envelope, id, wanted, words));
    }

    private record Decided(PlanRefund.Plan.Possible plan, Instant now) {}

    private final class Ordering implements Command<PaymentChain, Decided, PaymentChain> {
        private final CommandEnvelope envelope;
        private final PaymentId id;
        private final Request wanted;
        private final Function<EscrowId, Optional<String>> words;
        private final MarketplaceId marketplace;
        private final RefundId order;

        Ordering(
                CommandEnvelope envelope,
                PaymentId id,
                Request wanted,
                Function<EscrowId, Optional<String>> words) {
            this.envelope = envelope;
            this.id = id;
            this.wanted = wanted;
            this.words = words;
            this.marketplace = envelope.caller().marketplace();
            this.order = new RefundId(Id.derive(RefundId.PREFIX, envelope.key().hash()));
        }

        @Override
        public Optional<PaymentChain> load() {
            return Optional.of(payments.load(marketplace, id))
                    .filter(payment -> payment.payment().isPresent());
        }

        @Override
        public Tip tip(PaymentChain payment) {
            return payment.chain();
        }

        @Override
        public Outcome<PaymentChain> replay(PaymentChain payment, Entry seen) {
            return new Outcome.Pending<>(payments.at(payment, seen.number()), true);
        }

        @Override
        public Verdict<Decided> decide(PaymentChain payment) {
            Instant now = prevailing.now(marketplace);
            return switch (planning.of(payment, wanted, order, leaves(), now)) {
                case PlanRefund.Plan.Impossible(var refusal) -> new Verdict.Denied<>(refusal);
                case PlanRefund.Plan.Possible plan -> new Verdict.Allowed<>(new Decided(plan, now));
            };
        }

        /** The order, before any of its refunds has arrived. */
        @Override
        public Optional<Outcome<PaymentChain>> append(PaymentChain payment, Decided decided, Optional<String> note) {
            PaymentEvent.RefundRequested ordered = ordered(named(decided.plan().parts(), words));
            Actor actor = Authority.actor(envelope.caller(), Side.PAYEE);
            Optional<PaymentChain> after = payments.append(
                    payment, Payments.Fact.of(ordered, decided.now(), actor, envelope.key()));
            after.ifPresent(_ -> nudges.nudge(marketplace, id));
            return after.map(of -> new Outcome.Pending<>(of, false));
        }

        @Override
        public Outcome<PaymentChain> preview(PaymentChain payment, Decided decided) {
            return new Outcome.Preview<>(
                    payment.imagined(ordered(decided.plan().parts())), decided.plan().postings());
        }

        private PaymentEvent.RefundRequested ordered(List<Back> parts) {
            return new PaymentEvent.RefundRequested(order, parts, wanted.reference(), leaves());
        }

        private PayeeDebt leaves() {
            return Authority.leaves(envelope.caller());
        }
    }

    private static List<Back> named(List<Back> parts, Function<EscrowId, Optional<String>> words) {
        return parts.stream()
                .map(part -> new Back(part.escrow(), part.refund(), part.amount(), words.apply(part.escrow())))
                .toList();
    }

    /** Applies each order to the escrows that do not know it yet. */
    PaymentChain follow(PaymentChain from, Instant now) {
        PaymentChain payment = from;
        for (Payment.Ordered order : payment.payment().map(Payment::refunds).orElse(List.of())) {
            payment = order.isSpread() ? payment : spread(payment, order, now);
        }
        return payment;
    }

    private PaymentChain spread(PaymentChain payment, Payment.Ordered order, Instant now) {
        MarketplaceId marketplace = payment.chain().id().marketplace();
        PaymentEvent.RefundRequested ordered = payment.ordered(order.id());
        Actor actor = payment.entryOf(ordered).actor();
        List<Refused> refused = new ArrayList<>();
        for (Back part : ordered.parts()) {
            begin(marketplace, part, ordered, actor, now)
                    .ifPresent(reason -> refused.add(new Refused(part.refund(), reason)));
        }
        CommandKey key = CommandKey.ofFact(
                "payment", payment.id().value(), "refund spread", order.id().value());
        Payments.Fact spread =
                Payments.Fact.of(new PaymentEvent.RefundAllocated(order.id(), refused), now, Actor.RECONCILER, key);
        return adding.add(payment, as -> isSpread(as, order.id()) ? Optional.empty() : Optional.of(spread));
    }

    private static boolean isSpread(PaymentChain payment, RefundId order) {
        return payment.payment().orElseThrow().refunds().stream()
                .anyMatch(known -> known.id().equals(order) && known.isSpread());
    }

    /** The escrow's reason to refuse, from its own chain; nothing if its refund has begun. */
    private Optional<String> begin(
            MarketplaceId marketplace, Back part, PaymentEvent.RefundRequested order, Actor actor, Instant now) {
        CommandKey key = CommandKey.ofFact("payment refund", part.refund().value());
        Stamp stamp = Stamp.of(now, actor, key).noting(part.words());
        EscrowChain told = Contention.retry("an escrow", () -> {
            EscrowChain escrow = escrows.find(marketplace, part.escrow())
                    .orElseThrow(() -> new Outage("an escrow went while its payment was read"));
            return escrow.chain().seen(key).isPresent() ? Optional.of(escrow) : begun(escrow, part, order, stamp);
        });
        // The chain counts, not this decision: another instance may have decided otherwise a moment before.
        EscrowEvent said = escrows.said(told, key)
                .orElseThrow(() -> new Invariants.Breach("legal-path: a paid escrow hears what is ordered of it"));
        return said instanceof EscrowEvent.RefundRefused(_, var reason) ? Optional.of(reason) : Optional.empty();
    }

    /**
     * A refusal takes the order's key, just as a start would. A late instance with an old order then finds the key
     * used.
     */
    private Optional<EscrowChain> begun(
            EscrowChain escrow, Back part, PaymentEvent.RefundRequested order, Stamp stamp) {
        Optional<Money> amount = Optional.of(part.amount()).filter(Money::isPositive);
        var command = new RefundPayer(part.refund(), amount, order.reference());
        PayeeDebt leaves = order.leaves();
        return switch (charging.decide(escrow, command, leaves, stamp.now())) {
            case Decision.Refused(var refusal) -> refuse(escrow, part, refusal.reason(), stamp);
            // The order covered a fee remainder only; since then price money became refundable. We refuse rather than
            // refund more than was ordered.
            case Decision.Accepted(EscrowEvent.RefundStarted(var back), _)
            when amount.isEmpty() && back.part().price().isPositive() ->
                refuse(escrow, part, CommonReason.TRANSITION_NOT_ALLOWED, stamp);
            case Decision.Accepted accepted ->
                switch (charging.append(escrow, accepted, stamp, leaves)) {
                    case Charged.Done(var after) -> Optional.of(after);
                    case Charged.Lost _ -> Optional.empty();
                    case Charged.Insufficient _ ->
                        refuse(escrow, part, CommonReason.INSUFFICIENT_AVAILABLE, stamp);
                };
        };
    }

    private Optional<EscrowChain> refuse(EscrowChain escrow, Back part, Reason reason, Stamp stamp) {
        var refused = new EscrowCommand.RefuseRefund(part.refund(), reason.code());
        return switch (EscrowRules.decide(escrow.escrow(), refused, DecisionContext.at(stamp.now()))) {
            case Decision.Accepted accepted -> escrows.append(escrow, accepted, stamp);
            case Decision.Refused _ ->
                throw new Invariants.Breach("legal-path: a paid escrow hears what is ordered of it");
        };
    }
}
