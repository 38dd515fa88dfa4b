package dev.surety.escrow.app;

import dev.surety.escrow.app.Authority.Side;
import dev.surety.escrow.app.FundEscrow.Means;
import dev.surety.escrow.app.TellEscrow.News;
import dev.surety.escrow.domain.Circumstances;
import dev.surety.escrow.domain.Decision;
import dev.surety.escrow.domain.EscrowCommand;
import dev.surety.escrow.domain.EscrowRules;
import dev.surety.escrow.domain.PaymentEvent.Part;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Entry;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.edge.http.Caller;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.Outage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Charges once for several escrows of one payer, all or none. The payment's chain gets the intent, which is the
 * command's; then every escrow is reserved for it, and only when all are is the gateway called. An escrow that was
 * taken meanwhile ends it before that. The payment's outcome answers the command and is told to each escrow; what a
 * crash leaves untold is found by the timer of the payment, or of each escrow.
 */
public final class TakePayment {
    /** The code of a payment of which an escrow went another way before it could be charged. */
    public static final String NOT_AVAILABLE = "escrow_not_available";

    private final Escrows escrows;
    private final TellEscrow telling;
    private final Payments payments;
    private final MoneyIn moneyIn;
    private final ChargePayment charging;
    private final SettleFunding settling;
    private final Prevailing prevailing;

    TakePayment(
            Escrows escrows,
            TellEscrow telling,
            Payments payments,
            MoneyIn moneyIn,
            ChargePayment charging,
            SettleFunding settling,
            Prevailing prevailing) {
        this.escrows = escrows;
        this.telling = telling;
        this.payments = payments;
        this.moneyIn = moneyIn;
        this.charging = charging;
        this.settling = settling;
        this.prevailing = prevailing;
    }

    /** What is asked: who pays for which escrows, and how. */
    public record Wanted(ParticipantId payer, List<EscrowId> escrows, Means means) {
        public Wanted {
            escrows = List.copyOf(escrows);
        }
    }

    public static PaymentId id(String keyHash) {
        return new PaymentId(Id.derive(PaymentId.PREFIX, keyHash));
    }

    public PaymentOutcome take(Caller caller, CommandKey key, Wanted wanted, Predicate<Entry> isSame) {
        MarketplaceId marketplace = caller.marketplace();
        PaymentChain before = payments.load(marketplace, id(key.hash()));
        if (!before.events().isEmpty()) {
            return replay(before, key, isSame);
        }
        if (caller.isParticipant() && !caller.is(wanted.payer())) {
            return PaymentOutcome.refuse(CommonReason.FORBIDDEN);
        }
        List<EscrowChain> found = new ArrayList<>();
        Optional<Refusal> wrong = wrong(marketplace, wanted, found);
        if (wrong.isPresent()) {
            return refused(wrong.get(), before, key, isSame);
        }
        Instant now = prevailing.now(marketplace, found.getFirst().escrow().agreement());
        Optional<Refusal> barred = barred(found, before.id(), wanted, now);
        if (barred.isPresent()) {
            return refused(barred.get(), before, key, isSame);
        }
        List<Part> parts = found.stream()
                .map(chain -> new Part(
                        SettleFunding.id(chain), chain.escrow().agreement().charge()))
                .toList();
        var charge = new ChargePayment.Wanted(
                marketplace,
                before.id(),
                wanted.payer(),
                parts,
                wanted.means().method(),
                wanted.means().returnUrl(),
                key);
        Actor actor = Authority.actor(caller, Side.PAYER);
        Optional<PaymentChain> begun = charging.begin(charge, now, actor);
        if (begun.isEmpty()) {
            return replay(payments.load(marketplace, before.id()), key, isSame);
        }
        boolean reserved = found.stream().allMatch(chain -> reserve(chain, charge, now, actor));
        PaymentChain answered = reserved
                ? charging.call(charge, begun.get(), now)
                : charging.giveUp(begun.get(), NOT_AVAILABLE, now);
        tell(answered, now);
        return stands(answered, key, false);
    }

    /** Refused, unless it was this very command, sent twice at once, that took the escrows: its intent came first. */
    private PaymentOutcome refused(Refusal refusal, PaymentChain before, CommandKey key, Predicate<Entry> isSame) {
        PaymentChain since = payments.load(before.chain().id().marketplace(), before.id());
        return since.events().isEmpty() ? new PaymentOutcome.Refused(refusal) : replay(since, key, isSame);
    }

    /** Tells every escrow what its payment came to. */
    void tell(PaymentChain payment, Instant now) {
        MarketplaceId marketplace = payment.chain().id().marketplace();
        payment.payment().ifPresent(known -> known.requested().parts().forEach(part -> escrows
                .find(marketplace, part.escrow())
                .ifPresent(chain -> settling.tell(chain, payment, now))));
    }

    private PaymentOutcome replay(PaymentChain payment, CommandKey key, Predicate<Entry> isSame) {
        Entry intent = payment.chain().first();
        if (!isSame.test(intent)) {
            return PaymentOutcome.refuse(CommonReason.IDEMPOTENCY_KEY_REUSED);
        }
        Optional<Entry> answer = payment.chain().answerTo(key);
        if (answer.isPresent()) {
            return stands(payment, key, true);
        }
        MarketplaceId marketplace = payment.chain().id().marketplace();
        Optional<EscrowChain> one = payment.payment()
                .flatMap(known -> escrows.find(
                        marketplace, known.requested().parts().getFirst().escrow()));
        Instant now = prevailing.now(marketplace, one.orElseThrow().escrow().agreement());
        if (now.isBefore(intent.at().plus(Limits.INTENT_ABANDONED))) {
            return PaymentOutcome.refuse(CommonReason.IDEMPOTENCY_KEY_IN_PROGRESS);
        }
        PaymentChain finished = charging.finish(marketplace, payment.id(), now, Optional.empty());
        tell(finished, now);
        return stands(finished, key, true);
    }

    private PaymentOutcome stands(PaymentChain payment, CommandKey key, boolean replayed) {
        return payment.chain()
                .answerTo(key)
                .<PaymentOutcome>map(entry -> new PaymentOutcome.Stands(payments.at(payment, entry.number()), replayed))
                .orElseThrow(() -> new Outage("the outcome of a payment is not recorded yet"));
    }

    /** Whether the escrow now waits for this payment and no other. */
    private boolean reserve(EscrowChain from, ChargePayment.Wanted charge, Instant now, Actor actor) {
        var fund = new EscrowCommand.Fund(charge.id(), charge.method());
        CommandKey key =
                CommandKey.ofFact("reserve", charge.id().value(), SettleFunding.id(from).value());
        var news = Optional.of(News.of(fund, key));
        return telling.tell(from, _ -> news, actor, now).heard();
    }

    private Optional<Refusal> wrong(MarketplaceId marketplace, Wanted wanted, List<EscrowChain> found) {
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

    private Optional<Refusal> barred(List<EscrowChain> found, PaymentId payment, Wanted wanted, Instant now) {
        var fund = new EscrowCommand.Fund(payment, wanted.means().method());
        Optional<Refusal> first = Optional.empty();
        for (EscrowChain chain : found) {
            first = first.or(() -> moneyIn.barred(
                    SettleFunding.marketplace(chain),
                    chain.escrow().agreement(),
                    wanted.means().returnUrl()));
        }
        for (EscrowChain chain : found) {
            if (first.isEmpty() && chain.version() >= Journal.MOST_BY_PARTIES) {
                first = Optional.of(CommonReason.LIMIT_EXCEEDED.with(CommonReason.LIMIT_EXCEEDED.title()));
            }
            if (first.isEmpty()
                    && EscrowRules.decide(chain.escrow(), fund, Circumstances.at(now))
                            instanceof Decision.Refused(var refusal)) {
                first = Optional.of(refusal);
            }
        }
        return first;
    }
}
