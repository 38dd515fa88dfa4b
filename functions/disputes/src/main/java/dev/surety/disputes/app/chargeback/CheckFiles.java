package dev.surety.disputes.app.chargeback;

import dev.surety.disputes.app.chargeback.ChargebackChains.Stamp;
import dev.surety.disputes.app.chargeback.ChargebackChains.Stored;
import dev.surety.disputes.app.evidence.EvidenceFiles;
import dev.surety.disputes.app.evidence.EvidenceKey;
import dev.surety.disputes.domain.chargeback.ChargebackCase;
import dev.surety.disputes.domain.chargeback.ChargebackCommand;
import dev.surety.disputes.domain.chargeback.ChargebackDecision;
import dev.surety.disputes.domain.chargeback.ChargebackRules;
import dev.surety.disputes.domain.evidence.CheckOutcome;
import dev.surety.disputes.domain.evidence.EvidenceItem;
import dev.surety.model.id.ChargebackId;
import dev.surety.model.id.Id;
import dev.surety.model.journal.Actor;
import dev.surety.runtime.command.Contention;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks the files of a case that were put since. Checking twice changes nothing. */
public final class CheckFiles {
    private final ChargebackChains cases;
    private final EvidenceFiles files;

    public CheckFiles(ChargebackChains cases, EvidenceFiles files) {
        this.cases = cases;
        this.files = files;
    }

    /** Hears of a file. Returns false if it is none of a bank's case. */
    public boolean hear(EvidenceKey key) {
        if (!Id.isWellFormed(ChargebackId.PREFIX, key.of())) {
            return false;
        }
        cases.find(key.marketplace(), new ChargebackId(key.of())).ifPresent(of -> {
            Stored _ = check(of);
        });
        return true;
    }

    /** The case after the checks of all files that are there by now. */
    Stored check(Stored of) {
        List<EvidenceItem> open = of.state().evidence().stream()
                .map(ChargebackCase.Item::item)
                .filter(item -> item.state().isOpen())
                .toList();
        Map<String, CheckOutcome> outcomes = files.checkOpen(of.marketplace(), of.id().value(), open);
        Stored after = of;
        for (Map.Entry<String, CheckOutcome> each : outcomes.entrySet()) {
            var command = new ChargebackCommand.EvidenceArrived(each.getKey(), each.getValue());
            after = Contention.retry(
                    "a chargeback's case",
                    after,
                    now -> round(now, command),
                    now -> cases.find(now.chain().id()).orElse(now));
        }
        return after;
    }

    private Optional<Stored> round(Stored of, ChargebackCommand command) {
        return ChargebackRules.decide(of.state(), command, cases.context(of))
                        instanceof ChargebackDecision.Append(var event)
                ? cases.append(of, event, cases.now(of.marketplace()), Stamp.of(Actor.EVENT, of.chain(), event))
                : Optional.of(of);
    }
}
