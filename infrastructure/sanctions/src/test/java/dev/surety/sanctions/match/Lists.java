package dev.surety.sanctions.match;

import dev.surety.sanctions.index.ScreeningIndex;
import dev.surety.sanctions.list.ListedDocument;
import dev.surety.sanctions.list.ListedName;
import dev.surety.sanctions.list.ListedParty;
import dev.surety.sanctions.list.NameKind;
import dev.surety.sanctions.list.PartialDate;
import dev.surety.sanctions.list.PartyKind;
import dev.surety.sanctions.list.SanctionsList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lists of invented parties. */
public final class Lists {
    private Lists() {}

    public static ListedParty person(String id, String... names) {
        return new ListedParty("test", id, PartyKind.PERSON, names(names), List.of(), Set.of(), List.of(), "h" + id);
    }

    public static ListedParty company(String id, String... names) {
        return new ListedParty("test", id, PartyKind.ENTITY, names(names), List.of(), Set.of(), List.of(), "h" + id);
    }

    public static ListedParty known(String id, String name, PartialDate birth, String country, String passport) {
        return new ListedParty(
                "test",
                id,
                PartyKind.PERSON,
                names(name),
                List.of(birth),
                Set.of(country),
                List.of(new ListedDocument("Passport", passport, Optional.empty())),
                "h" + id);
    }

    public static SanctionsList list(String version, ListedParty... parties) {
        return new SanctionsList("test", version, List.of(parties));
    }

    public static ScreeningIndex index(ListedParty... parties) {
        return ScreeningIndex.of(List.of(list("1", parties)));
    }

    private static List<ListedName> names(String... names) {
        List<ListedName> all = new ArrayList<>();
        for (String name : names) {
            all.add(new ListedName(name, all.isEmpty() ? NameKind.PRIMARY : NameKind.STRONG_ALIAS));
        }
        return all;
    }
}
