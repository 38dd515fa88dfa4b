package dev.surety.onboarding.inbox;

import dev.surety.model.journal.Entry;
import dev.surety.onboarding.app.PutPause;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.marketplace.Pauses.Standing;
import dev.surety.runtime.marketplace.Pauses.What;
import dev.surety.runtime.marketplace.Pauses;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Stops a movement in all marketplaces, or lets it go on: {@code {"what": "money_out", "paused": true, "reason": "…",
 * "person": "per_…", "key": "…"}}. The AWS role gives the right to invoke this function, and the account's trail
 * records the role. A repeated key changes nothing.
 */
public final class StackPauseCommand implements Function<InputStream, Map<String, Object>> {
    private static final Pattern PERSON = Pattern.compile("[A-Za-z0-9_.-]{1,80}");
    private static final int LONGEST = 200;

    private final PutPause putting;

    public StackPauseCommand(PutPause putting) {
        this.putting = putting;
    }

    @Override
    public Map<String, Object> apply(InputStream event) {
        JsonNode asked = read(event);
        Optional<What> what = What.parse(asked.path("what").asString(""));
        boolean paused = asked.path("paused").asBoolean(false);
        String reason = asked.path("reason").asString("");
        String person = asked.path("person").asString("");
        String key = asked.path("key").asString("");
        if (what.isEmpty()) {
            return refused("what is money_in, money_out or rail:<name>");
        }
        if (!asked.path("paused").isBoolean()) {
            return refused("paused is true or false");
        }
        if (reason.length() > LONGEST || (paused && reason.isBlank())) {
            return refused("reason has 1 to 200 characters; it is told to everyone who is refused");
        }
        if (!PERSON.matcher(person).matches()) {
            return refused("person is the id of who asks");
        }
        if (key.length() < 16 || key.length() > LONGEST) {
            return refused("key has 16 to 200 characters; a new one for each command");
        }
        var wanted = new PutPause.PutPauseRequest(what.get(), paused, paused ? reason : "");
        Outcome<Entry> outcome = putting.putForStack(
                person, CommandKey.ofFact("stack pause", what.get().name(), key), wanted);
        return switch (outcome) {
            case Outcome.Refused<Entry>(var refusal) -> refused(refusal.detail());
            case Outcome.Done<Entry>(var entry, _) -> stands(what.get(), Pauses.from(entry));
            case Outcome.Pending<Entry> _, Outcome.Preview<Entry> _ ->
                throw new IllegalStateException("a pause calls no gateway and has no dry run");
        };
    }

    private static JsonNode read(InputStream event) {
        try {
            return Json.parse(event.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Json.Malformed malformed) {
            return Json.object();
        }
    }

    private static Map<String, Object> stands(What what, Standing pause) {
        Map<String, Object> answer = new TreeMap<>();
        answer.put("what", what.name());
        answer.put("paused", pause.paused());
        answer.put("by", pause.by().toString());
        answer.put("since", Times.text(pause.since()));
        answer.put("version", pause.version());
        return answer;
    }

    private static Map<String, Object> refused(String because) {
        return Map.of("refused", because);
    }
}
