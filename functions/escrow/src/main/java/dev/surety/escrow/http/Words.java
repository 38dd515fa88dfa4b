package dev.surety.escrow.http;

import dev.surety.escrow.app.EscrowChain;
import dev.surety.escrow.app.Escrows;
import dev.surety.escrow.domain.Refund;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.vault.Vault;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Reads the notes of an escrow's entries from the vault: free text that is no part of the journal. */
final class Words {
    private static final String DISPUTED = "escrow.disputed.";

    private final Escrows escrows;
    private final Vault vault;

    Words(Escrows escrows, Vault vault) {
        this.escrows = escrows;
        this.vault = vault;
    }

    /** Description, lines and metadata. */
    Optional<ObjectNode> of(EscrowChain chain) {
        return find(chain.chain().first());
    }

    /** Why the refund was begun. */
    Optional<String> reason(EscrowChain chain, Refund refund) {
        return chain.chain().entries().stream()
                .filter(entry -> entry.key().equals(refund.intentKey()))
                .findFirst()
                .flatMap(this::reason);
    }

    /** Why the last dispute was opened. */
    Optional<String> disputeReason(EscrowChain chain) {
        List<Entry> latestFirst = chain.chain().entries().reversed();
        return latestFirst.stream()
                .filter(entry -> entry.event().startsWith(DISPUTED))
                .findFirst()
                .flatMap(this::reason);
    }

    private Optional<String> reason(Entry entry) {
        return find(entry).map(note -> note.path("reason").asString(""));
    }

    private Optional<ObjectNode> find(Entry entry) {
        return escrows.note(entry).flatMap(note -> vault.find(entry.chain(), note));
    }
}
