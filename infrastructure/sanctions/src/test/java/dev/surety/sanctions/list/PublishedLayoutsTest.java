package dev.surety.sanctions.list;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Both published layouts, read field by field from the synthetic lists. */
class PublishedLayoutsTest {
    @Test
    void aPersonOfOfac() throws IOException, BadList {
        ListedParty person = party(ofac(), "9001");

        assertEquals(PartyKind.PERSON, person.kind());
        assertEquals(
                List.of(
                        new ListedName("ZELTOVRIN, Ardan Mirkovich", NameKind.PRIMARY),
                        new ListedName("ZELTOVRYN, Artan Mirkovic", NameKind.STRONG_ALIAS),
                        new ListedName("ZHELTOVRIN, Ardan", NameKind.STRONG_ALIAS),
                        new ListedName("THE FERRYMAN", NameKind.WEAK_ALIAS)),
                person.names());
        assertEquals(List.of(PartialDate.of(LocalDate.of(1961, 3, 14))), person.births());
        assertEquals(Set.of("LV"), person.countries());
        assertEquals(
                Set.of(
                        new ListedDocument("Passport", "SX4471920", Optional.of("LV")),
                        new ListedDocument("National ID No.", "140361-55013", Optional.of("LV"))),
                Set.copyOf(person.documents()));
    }

    @Test
    void datesAreAsSureAsTheListIs() throws IOException, BadList {
        assertEquals(
                List.of(PartialDate.ofYear(1958).uncertain(), PartialDate.ofYear(1959)),
                party(ofac(), "9002").births());
        assertEquals(List.of(PartialDate.ofYears(1970, 1972)), party(ofac(), "9003").births());
        assertEquals(
                List.of(PartialDate.of(YearMonth.of(1966, 11))), party(ofac(), "9004").births());
        assertEquals(List.of(PartialDate.ofYear(1971)), party(un(), "8001").births());
        assertEquals(
                List.of(PartialDate.of(LocalDate.of(1980, 2, 29))), party(un(), "8002").births());
        assertEquals(
                List.of(PartialDate.ofYear(1965).uncertain()), party(un(), "8003").births());
        assertEquals(List.of(PartialDate.ofYears(1973, 1976)), party(un(), "8004").births());
        assertEquals(List.of(), party(un(), "8005").births());
    }

    @Test
    void longRemarksGoOnInTheComments() throws IOException, BadList {
        ListedParty person = party(ofac(), "9006");

        assertEquals(Set.of("MX"), person.countries());
        assertEquals(
                List.of(new ListedDocument("Passport", "LONG77881", Optional.of("MX"))), person.documents());
    }

    @Test
    void shipsAndAircraftAreKnownByTheirNumbers() throws IOException, BadList {
        assertEquals(PartyKind.VESSEL, party(ofac(), "9201").kind());
        assertEquals(Set.of("PA", "MT"), party(ofac(), "9201").countries());
        assertEquals(
                Set.of("9SYN1", "9990001", "999000001"),
                party(ofac(), "9201").documents().stream()
                        .map(ListedDocument::number)
                        .collect(Collectors.toSet()));
        assertEquals(PartyKind.AIRCRAFT, party(ofac(), "9202").kind());
        assertEquals(PartyKind.ENTITY, party(ofac(), "9103").kind());
    }

    @Test
    void namesOfTheUnKeepTheirScripts() throws IOException, BadList {
        assertEquals(
                Set.of(
                        "DMITAR KOLVARENKO PRIMARY",
                        "Dmitar Kolvarenko STRONG_ALIAS",
                        "Dmitar Kolvarenko (original script: Дмитар Колваренко) STRONG_ALIAS",
                        "Дмитар Колваренко ORIGINAL_SCRIPT"),
                named(party(un(), "8003")));
        assertEquals(
                Set.of(
                        "FRONT FOR THE INVENTED VALLEY (FIV) PRIMARY",
                        "FRONT FOR THE INVENTED VALLEY STRONG_ALIAS",
                        "Invented Valley Movement STRONG_ALIAS",
                        "Valley Brigade STRONG_ALIAS"),
                named(party(un(), "8101")));
        assertEquals(
                Set.of("NORDHALM CHARITY PRIMARY", "北霍姆慈善會 ORIGINAL_SCRIPT"), named(party(un(), "8102")));
        assertTrue(named(party(un(), "8001")).contains("Colonel Rain WEAK_ALIAS"));
        assertEquals(Set.of("CD"), party(un(), "8001").countries());
    }

    @Test
    void theVersionIsOfTheEntriesAndNotOfTheBytes() throws IOException, BadList {
        String xml = Published.synthetic("consolidated.xml");
        String again = xml.replace("2026-01-05T00:00:00.000Z", "2026-01-06T00:00:00.000Z").replace("\n", "\r\n");
        assertEquals(un().version(), UnReader.read(Published.stream(again)).version());

        String alt = Published.synthetic("alt.csv");
        List<String> rows = alt.lines().filter(line -> line.length() > 1).toList().reversed();
        String turned = String.join("\n", rows) + "\n" + (char) 0x1A;
        assertEquals(
                ofac().version(),
                OfacReader.read(Published.ofacWith("alt.csv", turned)).version());
    }

    @Test
    void oneChangeChangesTheVersionAndOneEntry() throws IOException, BadList {
        SanctionsList before = ofac();
        SanctionsList after = OfacReader.read(
                Published.ofacWith("sdn.csv", Published.synthetic("sdn.csv").replace("SX4471920", "SX4471921")));

        assertNotEquals(before.version(), after.version());
        Set<String> changed = hashes(after).keySet().stream()
                .filter(id -> !hashes(after).get(id).equals(hashes(before).get(id)))
                .collect(Collectors.toSet());
        assertEquals(Set.of("9001"), changed);
    }

    private static java.util.Map<String, String> hashes(SanctionsList list) {
        return list.parties().stream().collect(Collectors.toMap(ListedParty::id, ListedParty::contentHash));
    }

    private static Set<String> named(ListedParty party) {
        Function<ListedName, String> shown = name -> name.text() + " " + name.kind();
        return party.names().stream().map(shown).collect(Collectors.toSet());
    }

    private static SanctionsList ofac() throws IOException, BadList {
        return OfacReader.read(Published.ofacWith("", ""));
    }

    private static SanctionsList un() throws IOException, BadList {
        return UnReader.read(Published.stream(Published.synthetic("consolidated.xml")));
    }

    private static ListedParty party(SanctionsList list, String id) {
        return list.parties().stream()
                .filter(party -> party.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
