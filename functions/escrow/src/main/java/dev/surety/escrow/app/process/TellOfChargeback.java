package dev.surety.escrow.app.process;

import dev.surety.escrow.app.escrow.Disputes;
import dev.surety.escrow.app.payment.AddToPayment;
import dev.surety.escrow.app.payment.PaymentChain;
import dev.surety.escrow.app.payment.Payments;
import dev.surety.escrow.domain.funds.CaseTelling;
import dev.surety.escrow.domain.payment.PaymentEvent;
import dev.surety.model.id.ChargebackId;
import dev.surety.model.journal.Actor;
import dev.surety.runtime.journal.CommandKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks whether each chargeback of a payment has its case: the event that tells of it may be lost. The entry comes
 * first, because it is the reason of the message. If the message is lost, too, the next look sends another.
 */
final class TellOfChargeback {
    private final AddToPayment adding;
    private final Disputes disputes;

    TellOfChargeback(Payments payments, Disputes disputes) {
        this.adding = new AddToPayment(payments);
        this.disputes = disputes;
    }

    /** Whether it was time to look for a case. */
    boolean tell(PaymentChain from, int number, Instant now) {
        List<String> due = from.payment().stream()
                .flatMap(of -> of.tellings().entrySet().stream())
                .filter(of -> of.getValue().isDue(now))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        PaymentChain payment = from;
        for (String chargeback : due) {
            payment = tell(payment, chargeback, number, now);
        }
        return !due.isEmpty();
    }

    private PaymentChain tell(PaymentChain from, String chargeback, int number, Instant now) {
        var id = ChargebackId.of(from.chain().id().marketplace(), from.id(), chargeback);
        boolean known = disputes.exists(from.chain().id().marketplace(), id);
        CommandKey key = CommandKey.ofFact(
                "payment", from.id().value(), "case told", chargeback, Integer.toString(number));
        PaymentChain after = adding.add(
                from,
                as -> as.payment()
                        .flatMap(of -> of.telling(chargeback))
                        .filter(of -> of.isDue(now))
                        .map(of -> Payments.Fact.of(told(chargeback, known, of, now), now, Actor.TIMER, key)));
        if (!known) {
            disputes.open(after.chain().last());
        }
        return after;
    }

    private static PaymentEvent told(String chargeback, boolean known, CaseTelling before, Instant now) {
        return new PaymentEvent.CaseTold(chargeback, known, known ? Optional.empty() : before.after(now));
    }
}
