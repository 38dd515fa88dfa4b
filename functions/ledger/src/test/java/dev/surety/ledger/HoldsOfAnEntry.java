package dev.surety.ledger;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** An entry's data as escrows write it. */
record HoldsOfAnEntry(ObjectNode data) {
    HoldsOfAnEntry {
        var holds = data.withObjectProperty("holds");
        holds.withArrayProperty("escrow");
        holds.withArrayProperty("onHold");
    }

    HoldsOfAnEntry escrow(String reason, long minor, @Nullable String until) {
        return add("escrow", reason, minor, until);
    }

    HoldsOfAnEntry onHold(String reason, long minor, @Nullable String until) {
        return add("onHold", reason, minor, until);
    }

    private HoldsOfAnEntry add(String kind, String reason, long minor, @Nullable String until) {
        data.withObjectProperty("holds").withArrayProperty(kind).addObject()
                .put("reason", reason)
                .put("amountMinor", minor)
                .put("until", until);
        return this;
    }
}
