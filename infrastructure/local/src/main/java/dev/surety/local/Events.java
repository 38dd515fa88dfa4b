package dev.surety.local;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The parts that all event sources share. */
public final class Events {
    public static final String REGION = "eu-central-1";
    public static final String ACCOUNT = "000000000000";

    private Events() {}

    /**
     * The items an answer with partial failures names; none when it names none. An empty or null answer is success. Any
     * other form fails the whole batch, and we return nothing.
     */
    public static Optional<Set<String>> failures(byte[] answer) {
        if (answer.length == 0) {
            return Optional.of(Set.of());
        }
        try {
            JsonNode failures = JsonMapper.shared().readTree(answer).path("batchItemFailures");
            if (failures.isMissingNode() || failures.isNull()) {
                return Optional.of(Set.of());
            }
            Set<String> names = new LinkedHashSet<>();
            for (JsonNode failure : failures) {
                JsonNode name = failure.path("itemIdentifier");
                if (!name.isString() || name.stringValue().isEmpty()) {
                    return Optional.empty();
                }
                names.add(name.stringValue());
            }
            return Optional.of(names);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
