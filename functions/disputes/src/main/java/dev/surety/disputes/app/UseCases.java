package dev.surety.disputes.app;

import dev.surety.disputes.app.dispute.ArbiterChains;
import dev.surety.disputes.app.dispute.AssignArbiter;
import dev.surety.disputes.app.dispute.CheckUploads;
import dev.surety.disputes.app.dispute.Contexts;
import dev.surety.disputes.app.dispute.DecideDispute;
import dev.surety.disputes.app.dispute.DisputeChains;
import dev.surety.disputes.app.dispute.EscrowCases;
import dev.surety.disputes.app.dispute.EscrowCommands;
import dev.surety.disputes.app.dispute.Follow;
import dev.surety.disputes.app.dispute.HearEscrow;
import dev.surety.disputes.app.dispute.NoteReading;
import dev.surety.disputes.app.dispute.Nudges;
import dev.surety.disputes.app.dispute.OpenDispute;
import dev.surety.disputes.app.dispute.WakeDispute;
import dev.surety.disputes.app.evidence.EvidenceFiles;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.marketplace.Present;
import dev.surety.runtime.vault.Vault;

/** The use cases of disputes, made of their ports: once for the doors and for the tests. */
public record UseCases(
        DisputeChains disputes,
        HearEscrow hearing,
        CheckUploads uploads,
        WakeDispute waking,
        NoteReading reading,
        Contexts contexts,
        Follow follow) {

    /** The parts that use cases call. */
    public record Ports(
            Journal journal,
            JournalIndexes indexes,
            Present present,
            EscrowCommands escrows,
            Nudges nudges,
            EvidenceFiles files,
            AssignArbiter.Facts people,
            Contexts.Outages outages) {}

    public static UseCases of(Ports of) {
        var disputes = new DisputeChains(of.journal(), of.indexes(), of.present());
        var follow = new Follow(of.escrows(), of.nudges());
        var hearing = new HearEscrow(
                disputes, new EscrowCases(of.journal()), new OpenDispute(disputes, follow), follow);
        var arbiters = new AssignArbiter(of.present(), new ArbiterChains(of.journal(), disputes), of.people());
        var contexts = new Contexts(arbiters, of.outages());
        var uploads = new CheckUploads(disputes, of.files(), contexts, follow);
        return new UseCases(
                disputes,
                hearing,
                uploads,
                new WakeDispute(disputes, hearing, uploads, contexts, follow),
                new NoteReading(disputes),
                contexts,
                follow);
    }

    /** People's commands, whose words the vault keeps. */
    public DecideDispute deciding(Vault vault) {
        return new DecideDispute(disputes, hearing, uploads, contexts, vault, follow);
    }
}
