package dev.surety.disputes.app.evidence;

import dev.surety.runtime.json.Json;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The words of an item as the vault keeps them.
 *
 * @param name the file's, as the person's computer names it; only text, nothing is found or stored by it
 * @param words the person's own
 */
public record EvidenceWords(Optional<String> name, Optional<String> words) {
    public static final EvidenceWords NONE = new EvidenceWords(Optional.empty(), Optional.empty());

    public static final int LONGEST_NAME = 200;
    public static final int MOST_WORDS = 5_000;

    public boolean isEmpty() {
        return name.isEmpty() && words.isEmpty();
    }

    public ObjectNode forVault() {
        ObjectNode kept = Json.object();
        name.ifPresent(text -> kept.put("name", text));
        words.ifPresent(text -> kept.put("words", text));
        return kept;
    }

    public static EvidenceWords from(ObjectNode kept) {
        return new EvidenceWords(text(kept, "name"), text(kept, "words"));
    }

    private static Optional<String> text(ObjectNode kept, String member) {
        return Optional.ofNullable(kept.get(member)).map(text -> text.asString(""));
    }
}
