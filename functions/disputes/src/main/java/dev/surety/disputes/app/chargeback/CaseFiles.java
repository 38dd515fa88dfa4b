package dev.surety.disputes.app.chargeback;

import dev.surety.disputes.app.chargeback.ChargebackChains.Stored;
import dev.surety.disputes.app.evidence.BankFile.Cover;
import dev.surety.disputes.app.evidence.BankFile.Fact;
import dev.surety.disputes.app.evidence.BankFiles.Chosen;
import dev.surety.disputes.app.evidence.BankFiles;
import dev.surety.disputes.app.evidence.EvidenceWords;
import dev.surety.disputes.domain.chargeback.ChargebackCase;
import dev.surety.disputes.domain.chargeback.ChargebackEvent.CaseFile;
import dev.surety.disputes.domain.chargeback.ChargebackEvent.Submitting;
import dev.surety.disputes.domain.chargeback.ChargebackEvent;
import dev.surety.disputes.domain.evidence.EvidenceItem;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.vault.Vault;
import java.time.Instant;
import java.util.List;

/** Writes the file that a bank gets, before the entry that says so. The same evidence is the same file. */
public final class CaseFiles {
    private static final String DISPUTE = "dispute";

    private final BankFiles files;
    private final Vault vault;

    public CaseFiles(BankFiles files, Vault vault) {
        this.files = files;
        this.vault = vault;
    }

    /** The event with its file, if it submits one. */
    ChargebackEvent written(Stored of, ChargebackEvent event) {
        return event instanceof Submitting submitting ? submitting.with(write(of)) : event;
    }

    private CaseFile write(Stored of) {
        List<Chosen> chosen = of.state().evidence().stream()
                .filter(item -> item.item().isAttached())
                .map(item -> chosen(of, item))
                .toList();
        String id = of.id().value();
        BankFiles.Written written = files.write(of.marketplace(), id, cover(of), chosen);
        return new CaseFile(written.key(), written.sha256(), written.pages(), written.leftOut());
    }

    /** The time on the cover is that of the newest item, so that the file does not depend on who writes it when. */
    private static Cover cover(Stored of) {
        ChargebackCase state = of.state();
        Instant at = state.attached().stream()
                .map(EvidenceItem::addedAt)
                .max(Instant::compareTo)
                .orElse(state.openedAt());
        return new Cover(
                of.id().value(),
                "Answer to a chargeback",
                at,
                List.of(
                        new Fact("Chargeback", state.facts().told().id()),
                        new Fact("Payment", state.facts().payment().value()),
                        new Fact("Amount", state.facts().told().amount().toString()),
                        new Fact("Reason", state.facts().reason().code()),
                        new Fact("Opened", Times.text(state.openedAt()))));
    }

    private Chosen chosen(Stored of, ChargebackCase.Item item) {
        ChainId holder = item.of()
                .map(dispute -> new ChainId(DISPUTE, of.marketplace(), dispute.value()))
                .orElse(of.chain().id());
        EvidenceWords words = item.item()
                .words()
                .flatMap(commitment -> vault.find(holder, commitment))
                .map(EvidenceWords::from)
                .orElse(EvidenceWords.NONE);
        return new Chosen(holder.id(), item.item(), words);
    }
}
