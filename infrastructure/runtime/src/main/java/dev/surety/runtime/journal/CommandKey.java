package dev.surety.runtime.journal;

import dev.surety.model.journal.Entry;
import dev.surety.runtime.secrets.Digests;

/**
 * Makes a write happen once. The {@code hash} is of an idempotency key with its scope, or of the fact that a timer,
 * message or gateway answer stands for. The {@code fingerprint} is a keyed hash of the request's canonical form, empty
 * where there is no request. Seen means both are the same.
 */
public record CommandKey(String hash, String fingerprint) {

    /** The key of something that happens once by its nature, such as one timer of one entry. */
    public static CommandKey ofFact(String... words) {
        return new CommandKey(framed(words), "");
    }

    /** The key that an entry was appended under. */
    public static CommandKey of(Entry entry) {
        return new CommandKey(entry.key(), entry.fingerprint());
    }

    static String framed(String... words) {
        var text = new StringBuilder();
        for (String word : words) {
            text.append(word.length()).append(':').append(word).append(' ');
        }
        // 128 bits name one key among all keys of one scope; the whole hash would only make every entry larger.
        return Digests.sha256Hex(text.toString()).substring(0, 32);
    }
}
