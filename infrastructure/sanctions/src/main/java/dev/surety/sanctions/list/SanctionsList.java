package dev.surety.sanctions.list;

import java.util.Comparator;
import java.util.List;

/**
 * A list as it was read, whole.
 *
 * @param version SHA-256 in hex of its entries: the same entries in other bytes are the same version
 * @param parties by their ids
 */
public record SanctionsList(String name, String version, List<ListedParty> parties) {
    public SanctionsList {
        parties = List.copyOf(parties);
    }

    static SanctionsList of(String name, List<ListedParty> parties) {
        List<ListedParty> sorted =
                parties.stream().sorted(Comparator.comparing(ListedParty::id)).toList();
        Digest digest = new Digest();
        digest.add(name).add(sorted.size());
        sorted.forEach(party -> digest.add(party.contentHash()));
        return new SanctionsList(name, digest.hex(), sorted);
    }
}
