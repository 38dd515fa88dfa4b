package dev.surety.events.store;

import dev.surety.events.domain.EventTypes;
import dev.surety.model.Invariants;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** The types of this release's events, from the file {@code types.txt} beside this class, a line for each. */
public final class ShippedTypes {
    private ShippedTypes() {}

    public static EventTypes read() {
        try (var stream = ShippedTypes.class.getResourceAsStream("types.txt")) {
            Invariants.hold(stream != null, "types.txt is part of this module");
            return new EventTypes(new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .collect(Collectors.toSet()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
