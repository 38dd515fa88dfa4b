package dev.surety.reputation.store;

import dev.surety.reputation.domain.score.ScoreRule;
import dev.surety.runtime.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The published versions of the rule, as they are shipped with the code. */
public final class ShippedRules {
    private static final ScoreRule SCORE_1 = read("score-1.json");

    private ShippedRules() {}

    public static ScoreRule current() {
        return SCORE_1;
    }

    private static ScoreRule read(String name) {
        try (InputStream file = ShippedRules.class.getResourceAsStream("/dev/surety/reputation/" + name)) {
            String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            return Json.read(Json.object(text), ScoreRule.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
