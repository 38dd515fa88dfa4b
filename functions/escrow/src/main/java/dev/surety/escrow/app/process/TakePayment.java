package dev.surety.escrow.app.process;

import dev.surety.escrow.app.escrow.Authority.Side;
import dev.surety.escrow.app.escrow.Authority;
import dev.surety.escrow.app.escrow.DecisionContexts;
import dev.surety.escrow.app.escrow.EscrowChain;
import dev.surety.escrow.app.escrow.Escrows;
import dev.surety.escrow.app.payment.ChargePayment;
import dev.surety.escrow.app.payment.PaymentChain;
import dev.surety.escrow.app.payment.Payments;
import dev.surety.escrow.app.process.ApplyToEscrow.News;
import dev.surety.escrow.app.process.FundEscrow.Means;
import dev.surety.escrow.domain.escrow.Decision;
import dev.surety.escrow.domain.escrow.DecisionContext;
import dev.surety.escrow.domain.escrow.EscrowCommand;
import dev.surety.escrow.domain.escrow.EscrowRules;
import dev.surety.escrow.domain.payment.PaymentEvent.Part;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Entry;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.command.Command;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.CommandLoop;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.command.Verdict;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Tip;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.tokens.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Charges a payer once for several escrows, all or none. The payment's chain gets the intent, which carries the
 * command's key. Each escrow is then reserved. Only when all are reserved is the gateway called; otherwise the payment
 * is declined. The outcome answers the command and goes to each escrow. After a crash, the timer of the payment or of
 * an escrow brings the outcome to the escrows that lack it.
 */
public final class TakePayment {
    /** The code of a payment that we declined because one of its escrows could not be reserved. */
    public static final String NOT_AVAILABLE = "escrow_not_available";

    private final Escrows escrows;
    private final ApplyToEscrow telling;
    private final Payments payments;
    private final MoneyIn moneyIn;
    private final ChargePayment charging;
    private final SettleFunding settling;
    private final DecisionContexts prevailing;

    public TakePayment(
            Escrows escrows,
            ApplyToEscrow telling,
            Payments payments,
            MoneyIn moneyIn,
            ChargePayment charging,
            SettleFunding settling,
            DecisionContexts prevailing) {
        this.escrows = escrows;
        this.telling = telling;
        this.payments = payments;
        this.moneyIn = moneyIn;
        this.charging = charging;
        this.settling = settling;
        this.prevailing = prevailing;
    }

    /** The payer, the escrows to pay for, and the payment method. */
    public record Request(ParticipantId payer, List<EscrowId> escrows, Means means) {
        public Request {
            escrows = List.copyOf(escrows);
        }
    }

    public static PaymentId id(String keyHash) {
        return new PaymentId(Id.derive(PaymentId.PREFIX, keyHash));
    }

    public Outcome<PaymentChain> take(CommandEnvelope envelope, Request wanted) {
        return CommandLoop.run("a payment", envelope, new Taking(envelope, wanted));
    }

    private record Decided(List<EscrowChain> escrows, ChargePayment.Request charge, Instant now) {}

    private final class Taking implements Command<PaymentChain, Decided, PaymentChain> {
        private final CommandEnvelope envelope;
        private final Request wanted;
        private final MarketplaceId marketplace;

        Taking(CommandEnvelope envelope, Request wanted) {
            this.envelope = envelope;
            this.wanted = wanted;
            this.marketplace = envelope.caller().marketplace();
        }

        @Override
        public Optional<PaymentChain> load() {
            return Optional.of(payments.load(marketplace, id(envelope.key().hash())));
        }

        @Override
        public Tip tip(PaymentChain payment) {
            return payment.chain();
        }

        @Override
        public Optional<Entry> seen(PaymentChain payment, CommandEnvelope asked) {
            return payment.chain().entries().stream().findFirst();
        }

        @Override
        public Optional<Refusal> forbidden(PaymentChain payment) {
            boolean anothers = envelope.caller().isParticipant() && !envelope.caller().is(wanted.payer());
            return anothers
                    ? Optional.of(CommonReason.FORBIDDEN.with(CommonReason.FORBIDDEN.title()))
                    : Optional.empty();
        }

        @Override
        public Outcome<PaymentChain> replay(PaymentChain payment, Entry seen) {
            return TakePayment.this.replay(payment, envelope.key());
        }

        @Override
        public Verdict<Decided> decide(PaymentChain before) {
            List<EscrowChain> found = new ArrayList<>();
            Optional<Refusal> wrong = wrong(marketplace, wanted, found);
            if (wrong.isPresent()) {
                return new Verdict.Denied<>(wrong.get());
            }
            Instant now = prevailing.now(marketplace, found.getFirst().escrow().agreement());
            Optional<Refusal> preconditions =
                    TakePayment.this.preconditions(found, envelope.caller(), before.id(), wanted, now);
            if (preconditions.isPresent()) {
                return new Verdict.Denied<>(preconditions.get());
            }
            List<Part> parts = found.stream()
                    .map(chain -> new Part(
                            SettleFunding.id(chain), chain.escrow().agreement().charge()))
                    .toList();
            var charge = new ChargePayment.Request(
                    marketplace,
                    before.id(),
                    wanted.payer(),
                    parts,
                    wanted.means().method(),
                    wanted.means().returnUrl(),
                    envelope.key());
            return new Verdict.Allowed<>(new Decided(found, charge, now));
        }

        @Override
        public Optional<Outcome<PaymentChain>> append(PaymentChain before, Decided decided, Optional<String> note) {
            Actor actor = Authority.actor(envelope.caller(), Side.PAYER);
            return charging.begin(decided.charge(), decided.now(), actor)
                    .map(begun -> stands(charged(begun, decided, actor), envelope.key(), false));
        }
    }

    /** Reserves every escrow, and calls the gateway only if all are reserved. */
    private PaymentChain charged(PaymentChain begun, Decided decided, Actor actor) {
        boolean reserved = decided.escrows().stream()
                .allMatch(chain -> reserve(chain, decided.charge(), decided.now(), actor));
        PaymentChain answered = reserved
                ? charging.call(decided.charge(), begun, decided.now())
                : charging.giveUp(begun, NOT_AVAILABLE, decided.now());
        tell(answered, decided.now());
        return answered;
    }

    /** Applies the payment's outcome to each of its escrows. */
    void tell(PaymentChain payment, Instant now) {
        MarketplaceId marketplace = payment.chain().id().marketplace();
        payment.payment().ifPresent(known -> known.requested().parts().forEach(part -> escrows
                .find(marketplace, part.escrow())
                .ifPresent(chain -> settling.tell(chain, payment, now))));
    }

    private Outcome<PaymentChain> replay(PaymentChain payment, CommandKey key) {
        boolean closed = payment.payment().filter(known -> !known.isOpen()).isPresent();
        if (payment.chain().answerTo(key).isPresent()) {
            if (closed) {
                // A process may have died after the gateway's answer, before it reached every escrow.
                tell(payment, prevailing.now(payment.chain().id().marketplace()));
            }
            return stands(payment, key, true);
        }
        MarketplaceId marketplace = payment.chain().id().marketplace();
        Optional<EscrowChain> one = payment.payment()
                .flatMap(known -> escrows.find(
                        marketplace, known.requested().parts().getFirst().escrow()));
        Instant now = prevailing.now(marketplace, one.orElseThrow().escrow().agreement());
        if (now.isBefore(payment.chain().first().at().plus(Limits.INTENT_ABANDONED))) {
            return Outcome.refuse(CommonReason.IDEMPOTENCY_KEY_IN_PROGRESS);
        }
        PaymentChain finished = charging.finish(marketplace, payment.id(), now, Optional.empty());
        tell(finished, now);
        return stands(finished, key, true);
    }

    private Outcome<PaymentChain> stands(PaymentChain payment, CommandKey key, boolean replayed) {
        PaymentChain then = payment.chain()
                .answerTo(key)
                .map(entry -> payments.at(payment, entry.number()))
                .orElseThrow(() -> new Outage("the outcome of a payment is not recorded yet"));
        return then.payment().orElseThrow().isOpen()
                ? new Outcome.Pending<>(then, replayed)
                : new Outcome.Done<>(then, replayed);
    }

    /** Reserves the escrow. Returns whether it now waits for this payment and no other. */
    private boolean reserve(EscrowChain from, ChargePayment.Request charge, Instant now, Actor actor) {
        var fund = new EscrowCommand.Fund(charge.id(), charge.method());
        CommandKey key =
                CommandKey.ofFact("reserve", charge.id().value(), SettleFunding.id(from).value());
        var news = Optional.of(News.of(fund, key));
        return telling.tell(from, _ -> news, actor, now).heard();
    }

    private Optional<Refusal> wrong(MarketplaceId marketplace, Request wanted, List<EscrowChain> found) {
        List<FieldError> wrong = new ArrayList<>();
        for (int i = 0; i < wanted.escrows().size(); i++) {
            String pointer = "/escrows/" + i;
            Optional<EscrowChain> chain = escrows.find(marketplace, wanted.escrows().get(i));
            if (chain.isEmpty()
                    || !chain.get().escrow().agreement().payer().equals(wanted.payer())) {
                wrong.add(new FieldError(pointer, "not_found"));
            } else if (!found.isEmpty() && !sameKind(found.getFirst(), chain.get())) {
                wrong.add(new FieldError(pointer, "another_currency"));
            } else {
                found.add(chain.get());
            }
        }
        return wrong.isEmpty() ? Optional.empty() : Optional.of(Refusal.of(CommonReason.INVALID, wrong));
    }

    private static boolean sameKind(EscrowChain one, EscrowChain other) {
        return one.escrow().agreement().price().currency()
                .equals(other.escrow().agreement().price().currency());
    }

    private Optional<Refusal> preconditions(
            List<EscrowChain> found, Caller caller, PaymentId payment, Request wanted, Instant now) {
        var fund = new EscrowCommand.Fund(payment, wanted.means().method());
        Optional<Refusal> first = Optional.empty();
        for (EscrowChain chain : found) {
            first = first.or(() -> moneyIn.preconditions(
                    chain.escrow().agreement(), wanted.means().returnUrl(), caller));
        }
        for (EscrowChain chain : found) {
            first = first.or(() -> escrows.overBudget(chain, fund, Actor.EVENT));
            if (first.isEmpty()
                    && EscrowRules.decide(chain.escrow(), fund, DecisionContext.at(now))
                            instanceof Decision.Refused(var refusal)) {
                first = Optional.of(refusal);
            }
        }
        return first.or(() -> EscrowRules.tooMuch(found.stream()
                .map(chain -> chain.escrow().agreement().charge())
                .reduce(Money::plus)
                .orElseThrow()));
    }
}
