package dev.surety.disputes.app.chargeback;

import dev.surety.disputes.app.chargeback.ChargebackChains.Stamp;
import dev.surety.disputes.app.chargeback.ChargebackChains.Stored;
import dev.surety.disputes.domain.chargeback.ChargebackCommand;
import dev.surety.disputes.domain.chargeback.ChargebackDecision;
import dev.surety.disputes.domain.chargeback.ChargebackFacts;
import dev.surety.disputes.domain.chargeback.ChargebackRules;
import dev.surety.model.Invariants.Breach;
import dev.surety.model.dispute.PaymentChargebacks.Told;
import dev.surety.model.dispute.PaymentChargebacks;
import dev.surety.model.id.Id;
import dev.surety.model.id.PaymentId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import java.time.Instant;
import java.util.Optional;

/**
 * Brings cases up to date with their payment, and opens those that are missing. We read the payment's last entry,
 * whatever the message was, and again after each lost race. So a message that is late, lost or doubled makes no
 * difference once the next one comes.
 */
public final class HearPayment {
    public static final String TYPE = "payment";

    private final ChargebackChains cases;
    private final Journal journal;

    public HearPayment(ChargebackChains cases, Journal journal) {
        this.cases = cases;
        this.journal = journal;
    }

    /** @param chain of a payment that has a new entry; other chains are none of ours */
    public Handled hear(ChainId chain) {
        told(chain).ifPresent(all -> {
            for (Told each : all.chargebacks()) {
                upToDate(cases.open(chain.marketplace(), facts(chain, all, each)));
            }
        });
        return Handled.DONE;
    }

    /** The case after all that its payment says by now. */
    Stored upToDate(Stored of) {
        return Contention.retry("a chargeback's case", of, this::round, this::again);
    }

    private Stored again(Stored of) {
        return cases.find(of.chain().id()).orElse(of);
    }

    private Optional<Stored> round(Stored of) {
        ChainId payment =
                new ChainId(TYPE, of.marketplace(), of.state().facts().payment().value());
        Optional<ChargebackFacts> said = told(payment).flatMap(all -> all.chargebacks().stream()
                .filter(each -> each.id().equals(of.state().facts().told().id()))
                .findFirst()
                .map(each -> facts(payment, all, each)));
        return said.isEmpty() ? Optional.of(of) : said(of, said.get());
    }

    private Optional<Stored> said(Stored of, ChargebackFacts facts) {
        Instant now = cases.now(of.marketplace());
        var command = new ChargebackCommand.GatewaySaid(facts);
        return switch (ChargebackRules.decide(of.state(), command, cases.context(of))) {
            case ChargebackDecision.Nothing _ -> Optional.of(of);
            case ChargebackDecision.Append(var event) ->
                cases.append(of, event, now, Stamp.of(Actor.EVENT, of.chain(), event));
            case ChargebackDecision.Refused(var refusal) ->
                throw new Breach("a case refuses its bank's word: " + refusal);
        };
    }

    private Optional<PaymentChargebacks> told(ChainId chain) {
        boolean isPayment = chain.type().equals(TYPE) && Id.isWellFormed(PaymentId.PREFIX, chain.id());
        return isPayment
                ? journal.last(chain)
                        .map(last -> Json.object(last.data()).path(PaymentChargebacks.MEMBER))
                        .filter(member -> member.isObject())
                        .map(member -> Json.shared(member, PaymentChargebacks.class, PaymentChargebacks.VERSION))
                : Optional.empty();
    }

    private static ChargebackFacts facts(ChainId payment, PaymentChargebacks all, Told each) {
        return new ChargebackFacts(new PaymentId(payment.id()), all.payer(), all.gateway(), each);
    }
}
