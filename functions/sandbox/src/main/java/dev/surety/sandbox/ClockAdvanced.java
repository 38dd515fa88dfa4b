package dev.surety.sandbox;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;
import java.time.Instant;

/** The stored event of an ordered move. Every move is a chain of its own, with this one entry. */
record ClockAdvanced(Instant to) {
    static final String NAME = "clock.advanced.v1";
    static final String TYPE = "clock";

    /** The chain of a move, from the key of the command that asked for it. */
    static ChainId chain(MarketplaceId marketplace, String keyHash) {
        return new ChainId(TYPE, marketplace, Id.derive("clk", keyHash));
    }

    static ClockAdvanced from(Entry entry) {
        if (!entry.event().equals(NAME)) {
            throw new Outage("this release does not know the event " + entry.event());
        }
        return Json.read(entry.data(), ClockAdvanced.class);
    }
}
