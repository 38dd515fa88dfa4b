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
import dev.surety.disputes.app.dispute.Present;
import dev.surety.disputes.app.dispute.WakeDispute;
import dev.surety.disputes.app.evidence.EvidenceFiles;
import dev.surety.files.StoredFiles;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.vault.Vault;

/** The use cases of disputes, made of their ports: once for the doors and for the tests. */
public record UseCases(
        DisputeChains disputes,
        HearEscrow hearing,
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
            AssignArbiter.Facts people,
            Contexts.Outages outages) {}

    public static UseCases of(Ports of) {
        var disputes = new DisputeChains(of.journal(), of.indexes(), of.present());
        var follow = new Follow(of.escrows(), of.nudges());
        var hearing = new HearEscrow(
                disputes, new EscrowCases(of.journal()), new OpenDispute(disputes, follow), follow);
        var arbiters = new AssignArbiter(of.present(), new ArbiterChains(of.journal(), disputes), of.people());
        var contexts = new Contexts(arbiters, of.outages());
        return new UseCases(
                disputes,
                hearing,
                new WakeDispute(disputes, hearing, contexts, follow),
                new NoteReading(disputes),
                contexts,
                follow);
    }

    /** Files of evidence that are put. */
    public CheckUploads checking(StoredFiles files) {
        return new CheckUploads(disputes, new EvidenceFiles(files), contexts, follow);
    }

    /** People's commands, whose words the vault keeps. */
    public DecideDispute deciding(Vault vault) {
        return new DecideDispute(disputes, hearing, contexts, vault, follow);
    }
}
