package dev.surety.sanctions.list;

import java.util.List;

/**
 * A list as it was read, whole.
 *
 * @param version SHA-256 in hex of its entries: the same entries in other bytes are the same version
 */
public record SanctionsList(String name, String version, List<ListedParty> parties) {
    public SanctionsList {
        parties = List.copyOf(parties);
    }
}
