package dev.surety.simulator.identity;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The names with a behaviour of their own, as onboarding's README publishes them. Every other person is verified. A
 * session keeps the behaviour and never the name.
 */
public final class MagicPeople {
    private static final Duration DAY = Duration.ofDays(1);

    static final Behaviour VERIFIED = new Behaviour("verified", Duration.ZERO, Optional.empty(), true, false);

    public static final List<Row> TABLE = List.of(
            new Row("Grace Verified", VERIFIED),
            new Row("Expired Document", fails("expired", "document_expired")),
            new Row("Name Mismatch", fails("name_mismatch", "name_mismatch")),
            new Row("Birth Date Mismatch", fails("birth_date_mismatch", "birth_date_mismatch")),
            new Row("Under Age", fails("under_age", "under_age")),
            new Row("Unreadable Document", fails("unreadable", "document_unreadable")),
            new Row("Pending Day", new Behaviour("pending_day", DAY, Optional.empty(), true, false)),
            new Row("Never Answers", new Behaviour("never_answers", Duration.ZERO, Optional.empty(), false, false)),
            new Row("Provider Down", new Behaviour("provider_down", Duration.ZERO, Optional.empty(), false, false)),
            new Row(
                    "Verified Then Revoked",
                    new Behaviour("verified_then_revoked", Duration.ZERO, Optional.empty(), true, true)));

    private static final Map<String, Behaviour> BY_NAME = TABLE.stream()
            .collect(Collectors.toMap(row -> row.name().toLowerCase(Locale.ROOT), Row::behaviour));

    private static final Map<String, Behaviour> BY_WORD =
            TABLE.stream().map(Row::behaviour).collect(Collectors.toMap(Behaviour::word, Function.identity()));

    private MagicPeople() {}

    public record Row(String name, Behaviour behaviour) {}

    /**
     * @param word the name of the behaviour
     * @param after how long after the person's submission it answers
     * @param error the code of its no; empty for a yes
     * @param answers whether it ever answers
     * @param revokes whether it takes its yes back after a day
     */
    public record Behaviour(String word, Duration after, Optional<String> error, boolean answers, boolean revokes) {
        /** Neither its start nor any question is ever answered. */
        boolean isDown() {
            return word.equals("provider_down");
        }
    }

    static Behaviour of(String person) {
        return BY_NAME.getOrDefault(person.strip().toLowerCase(Locale.ROOT), VERIFIED);
    }

    static Behaviour named(String word) {
        return BY_WORD.getOrDefault(word, VERIFIED);
    }

    private static Behaviour fails(String word, String error) {
        return new Behaviour(word, Duration.ZERO, Optional.of(error), true, false);
    }
}
