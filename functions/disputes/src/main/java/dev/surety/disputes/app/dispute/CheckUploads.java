package dev.surety.disputes.app.dispute;

import dev.surety.disputes.app.dispute.DisputeChains.Stamp;
import dev.surety.disputes.app.dispute.DisputeChains.Stored;
import dev.surety.disputes.app.evidence.EvidenceFiles;
import dev.surety.disputes.app.evidence.EvidenceKey;
import dev.surety.disputes.domain.dispute.Evidence;
import dev.surety.disputes.domain.evidence.EvidenceItem;
import dev.surety.disputes.domain.procedure.DisputeCommand;
import dev.surety.disputes.domain.procedure.DisputeDecision;
import dev.surety.disputes.domain.procedure.DisputeRules;
import dev.surety.model.Invariants.Breach;
import dev.surety.model.id.DisputeId;
import dev.surety.model.id.Id;
import dev.surety.model.journal.Actor;
import dev.surety.runtime.command.Contention;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Checks the files of a dispute that were put since. The bucket tells of each. If its message is lost, the side's next
 * look at its evidence, or its submission, checks them.
 */
public final class CheckUploads {
    private final DisputeChains disputes;
    private final EvidenceFiles files;
    private final Contexts contexts;
    private final Follow follow;

    public CheckUploads(DisputeChains disputes, EvidenceFiles files, Contexts contexts, Follow follow) {
        this.disputes = disputes;
        this.files = files;
        this.contexts = contexts;
        this.follow = follow;
    }

    /** Hears of a file. Returns false if it is none of a dispute. */
    public boolean hear(EvidenceKey key) {
        if (!Id.isWellFormed(DisputeId.PREFIX, key.of())) {
            return false;
        }
        disputes.find(key.marketplace(), new DisputeId(key.of())).ifPresent(of -> {
            Stored _ = check(of);
        });
        return true;
    }

    /** The dispute after the checks of all files that are there by now. */
    public Stored check(Stored dispute) {
        List<EvidenceItem> open = dispute.dispute().evidence().exhibits().stream()
                .map(Evidence.Exhibit::item)
                .filter(item -> item.state().isOpen())
                .toList();
        Stored after = dispute;
        for (var each : files.checkOpen(dispute.marketplace(), dispute.id().value(), open).entrySet()) {
            var command = new DisputeCommand.CheckEvidence(each.getKey(), each.getValue());
            after = Contention.retry("a dispute", after, now -> round(now, command), this::reload);
        }
        return after;
    }

    private Stored reload(Stored dispute) {
        return disputes.find(dispute.chain().id()).orElse(dispute);
    }

    private Optional<Stored> round(Stored dispute, DisputeCommand command) {
        Instant now = disputes.present().now(dispute.marketplace());
        return switch (DisputeRules.decide(dispute.dispute(), command, contexts.of(dispute, command, now))) {
            case DisputeDecision.Append(var event) -> {
                var stamp = Stamp.of(Actor.EVENT, dispute.chain(), event);
                Optional<Stored> after = disputes.append(dispute, event, now, stamp);
                after.ifPresent(follow::after);
                yield after;
            }
            case DisputeDecision.Refused(var refusal) ->
                throw new Breach("a dispute refuses the check of a file: " + refusal);
            // It was checked before, or removed.
            case DisputeDecision.Nothing _ -> Optional.of(dispute);
        };
    }
}
