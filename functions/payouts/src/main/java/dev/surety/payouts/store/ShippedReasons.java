package dev.surety.payouts.store;

import dev.surety.model.Invariants;
import dev.surety.payouts.domain.reason.Reasons;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The reasons that this release knows, from the file {@code reasons.csv} beside this class. */
public final class ShippedReasons {
    private static final Reasons READ = read();

    private ShippedReasons() {}

    public static Reasons get() {
        return READ;
    }

    private static Reasons read() {
        try (var stream = ShippedReasons.class.getResourceAsStream("reasons.csv")) {
            Invariants.hold(stream != null, "reasons.csv is part of this module");
            return Reasons.parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
