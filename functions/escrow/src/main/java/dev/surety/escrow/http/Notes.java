package dev.surety.escrow.http;

import dev.surety.escrow.app.escrow.EscrowChain;
import dev.surety.escrow.app.escrow.Escrows;
import dev.surety.escrow.domain.funds.Refund;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.vault.Vault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Reads the notes of an escrow's entries from the vault: free text that is no part of the journal. */
final class Notes {
    private static final String DISPUTED = "escrow.disputed.";

    private final Escrows escrows;
    private final Vault vault;

    Notes(Escrows escrows, Vault vault) {
        this.escrows = escrows;
        this.vault = vault;
    }

    /** All notes that a view shows, read at once. */
    Said of(EscrowChain chain) {
        List<Refund> refunds =
                chain.escrow().fundsNow().map(funds -> funds.refunds()).orElse(List.of());
        Stream<Entry> first = Stream.of(chain.chain().first());
        Stream<Entry> begun = refunds.stream().flatMap(refund -> begun(chain, refund).stream());
        Stream<Entry> dispute = chain.escrow().fundsNow().flatMap(funds -> funds.holds().dispute()).stream()
                .flatMap(_ -> dispute(chain).stream());
        Map<String, String> notes = Stream.of(first, begun, dispute)
                .flatMap(entries -> entries)
                .distinct()
                .flatMap(entry -> escrows.note(entry).map(note -> Map.entry(entry.key(), note)).stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        Map<String, ObjectNode> texts = vault.findAll(chain.chain().id(), Set.copyOf(notes.values()));
        return new Said(chain, notes, texts);
    }

    /** The notes of a new escrow: its first entry's text, and no other. */
    static Said ofCreated(EscrowChain chain, ObjectNode text) {
        return new Said(chain, Map.of(chain.chain().first().key(), ""), Map.of("", text));
    }

    private static Optional<Entry> begun(EscrowChain chain, Refund refund) {
        return chain.chain().entries().stream()
                .filter(entry -> entry.key().equals(refund.intentKey()))
                .findFirst();
    }

    /** The entry that opened the last dispute. */
    private static Optional<Entry> dispute(EscrowChain chain) {
        return chain.chain().entries().reversed().stream()
                .filter(entry -> entry.event().startsWith(DISPUTED))
                .findFirst();
    }

    /**
     * @param notes commitments by the key of the entry
     * @param texts by commitment, without the destroyed ones
     */
    record Said(EscrowChain chain, Map<String, String> notes, Map<String, ObjectNode> texts) {
        /** Description, lines and metadata. */
        Optional<ObjectNode> about() {
            return text(chain.chain().first());
        }

        /** Why the refund was begun. */
        Optional<String> reason(Refund refund) {
            return begun(chain, refund).flatMap(this::reason);
        }

        /** The payer's own words about the last dispute. */
        Optional<String> disputeWords() {
            return dispute(chain).flatMap(this::reason);
        }

        private Optional<String> reason(Entry entry) {
            return text(entry).map(text -> text.path("reason").asString(""));
        }

        private Optional<ObjectNode> text(Entry entry) {
            return Optional.ofNullable(notes.get(entry.key())).flatMap(note -> Optional.ofNullable(texts.get(note)));
        }
    }
}
