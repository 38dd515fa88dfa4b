package dev.surety.model.journal;

import dev.surety.model.Invariants;
import dev.surety.model.id.MarketplaceId;
import java.util.regex.Pattern;

/** Names an aggregate's chain of entries: {@code <type>#<marketplace>#<id>}, which is its partition key. */
public record ChainId(String type, MarketplaceId marketplace, String id) {
    private static final Pattern TYPE = Pattern.compile("[a-z_]{2,20}");
    private static final Pattern ID = Pattern.compile("[a-z0-9_-]{1,64}");

    public ChainId {
        Invariants.hold(TYPE.matcher(type).matches(), "a chain's type is a short plain word");
        Invariants.hold(ID.matcher(id).matches(), "a chain's id is a short plain name");
    }

    public static ChainId parse(String key) {
        String[] parts = key.split("#", -1);
        Invariants.hold(parts.length == 3, "a chain's key has three parts");
        return new ChainId(parts[0], new MarketplaceId(parts[1]), parts[2]);
    }

    @Override
    public String toString() {
        return type + "#" + marketplace + "#" + id;
    }
}
