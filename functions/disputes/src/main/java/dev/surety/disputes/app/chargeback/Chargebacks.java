package dev.surety.disputes.app.chargeback;

import dev.surety.disputes.app.evidence.BankFiles;
import dev.surety.disputes.app.evidence.EvidenceFiles;
import dev.surety.disputes.domain.chargeback.NeedsByReason;
import dev.surety.files.StoredFiles;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.vault.Vault;

/** The use cases of banks' cases, made of their ports: once for the doors and for the tests. */
public record Chargebacks(
        ChargebackChains cases,
        HearPayment hearing,
        CheckFiles checking,
        WakeChargeback waking,
        DecideChargeback deciding,
        EvidenceFiles files) {

    /** The parts that use cases call. */
    public record Ports(
            Journal journal,
            JournalIndexes indexes,
            Marketplaces marketplaces,
            Clocks clocks,
            NeedsByReason needs,
            StoredFiles files,
            Vault vault,
            Answers answers) {}

    public static Chargebacks of(Ports of) {
        var cases = new ChargebackChains(of.journal(), of.indexes(), of.marketplaces(), of.clocks(), of.needs());
        var hearing = new HearPayment(cases, of.journal());
        var files = new EvidenceFiles(of.files());
        var checking = new CheckFiles(cases, files);
        var caseFiles = new CaseFiles(new BankFiles(of.files()), of.vault());
        return new Chargebacks(
                cases,
                hearing,
                checking,
                new WakeChargeback(cases, hearing, checking, caseFiles, of.answers()),
                new DecideChargeback(cases, checking, caseFiles, of.answers(), of.vault()),
                files);
    }
}
