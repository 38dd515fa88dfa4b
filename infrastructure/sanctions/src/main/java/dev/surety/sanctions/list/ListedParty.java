package dev.surety.sanctions.list;

import java.util.List;
import java.util.Set;

/**
 * One entry of a list.
 *
 * @param list the list's name, such as {@code ofac_sdn}
 * @param id the list's own id of the entry
 * @param names the primary one first
 * @param births all that the list thinks possible
 * @param countries of nationality, residence and birth: ISO codes where known, else the list's word
 * @param contentHash SHA-256 in hex of everything above: it changes when the entry does
 */
public record ListedParty(
        String list,
        String id,
        PartyKind kind,
        List<ListedName> names,
        List<PartialDate> births,
        Set<String> countries,
        List<ListedDocument> documents,
        String contentHash) {
    public ListedParty {
        names = List.copyOf(names);
        births = List.copyOf(births);
        countries = Set.copyOf(countries);
        documents = List.copyOf(documents);
    }
}
