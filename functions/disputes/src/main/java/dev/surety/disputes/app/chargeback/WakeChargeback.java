package dev.surety.disputes.app.chargeback;

import dev.surety.disputes.app.chargeback.ChargebackChains.Stamp;
import dev.surety.disputes.app.chargeback.ChargebackChains.Stored;
import dev.surety.disputes.domain.chargeback.ChargebackCommand;
import dev.surety.disputes.domain.chargeback.ChargebackDecision;
import dev.surety.disputes.domain.chargeback.ChargebackRules;
import dev.surety.model.Invariants.Breach;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import java.util.Optional;

/**
 * Does what time asks of a case. It looks at the payment and at the files first, because the messages about both may be
 * lost.
 */
public final class WakeChargeback {
    private final ChargebackChains cases;
    private final HearPayment payments;
    private final CheckFiles files;
    private final CaseFiles caseFiles;
    private final Answers answers;

    public WakeChargeback(
            ChargebackChains cases,
            HearPayment payments,
            CheckFiles files,
            CaseFiles caseFiles,
            Answers answers) {
        this.cases = cases;
        this.payments = payments;
        this.files = files;
        this.caseFiles = caseFiles;
        this.answers = answers;
    }

    /** @param number of the entry whose deadline has come; 0 in a nudge */
    public Handled wake(ChainId id, int number) {
        Optional<Stored> found = cases.find(id);
        if (found.isEmpty() || (number > 0 && found.get().version() != number)) {
            return Handled.DONE;
        }
        Stored before = found.get();
        boolean isEarly = before.last()
                .due()
                .filter(due -> cases.now(id.marketplace()).isBefore(due.at()))
                .isPresent();
        if (number > 0 && isEarly) {
            return Handled.AGAIN;
        }
        Stored known = files.check(payments.upToDate(before));
        if (known.version() == before.version() && before.last().due().isPresent()) {
            time(known).ifPresent(answers::sendIfPending);
        }
        return Handled.DONE;
    }

    /** Nothing if another entry took the place: it left a deadline of its own. */
    private Optional<Stored> time(Stored of) {
        return switch (ChargebackRules.decide(of.state(), new ChargebackCommand.Time(), cases.context(of))) {
            case ChargebackDecision.Append(var event) ->
                cases.append(
                        of,
                        caseFiles.written(of, event),
                        cases.now(of.marketplace()),
                        Stamp.of(Actor.TIMER, of.chain(), event));
            case ChargebackDecision.Nothing _ -> Optional.empty();
            case ChargebackDecision.Refused(var refusal) -> throw new Breach("time is refused: " + refusal);
        };
    }
}
