package dev.surety.sanctions.list;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.surety.model.Invariants.Breach;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two more layouts by column mapping alone: names in parts after a preamble, and whole names with codes. */
class OtherPublishersTest {
    private static final TableLayout PARTS = new TableLayout(
            "uk",
            "conlist.csv",
            ',',
            1,
            List.of("Name 6", "Name 1", "DOB", "Nationality", "Passport", "Group Type", "Alias", "Group ID"),
            "Group ID",
            List.of("Name 1", "Name 6"),
            Optional.of("Alias"),
            Map.of("Primary name", NameKind.PRIMARY, "AKA", NameKind.STRONG_ALIAS, "Low", NameKind.WEAK_ALIAS),
            "Group Type",
            Map.of("Individual", PartyKind.PERSON, "Entity", PartyKind.ENTITY, "Ship", PartyKind.VESSEL),
            List.of("DOB"),
            List.of("Nationality"),
            List.of("Passport"));
    private static final String PARTS_HEADER =
            "Last Updated,01/01/2026\nName 6,Name 1,DOB,Nationality,Passport,Group Type,Alias,Group ID\n";

    private static final TableLayout WHOLE = new TableLayout(
            "eu",
            "eu.csv",
            ';',
            0,
            List.of("Id", "WholeName", "BirthDate", "Iso2", "SubjectType"),
            "Id",
            List.of("WholeName"),
            Optional.empty(),
            Map.of(),
            "SubjectType",
            Map.of("P", PartyKind.PERSON, "E", PartyKind.ENTITY),
            List.of("BirthDate"),
            List.of("Iso2"),
            List.of());

    @Test
    void rowsOfOneIdAreOneParty() throws IOException, BadList {
        SanctionsList list = TableReader.read(
                PARTS,
                Published.stream(PARTS_HEADER
                        + "ZELTOVRIN,Ardan,14/03/1961,Latvia,SX1,Individual,Primary name,7\n"
                        + "ZHELTOVRIN,Ardan,00/00/1962,Latvia,,Individual,Low,7\n"
                        + "BRASSNOK,,,Germany,,Entity,Primary name,8\n"));

        assertEquals(2, list.parties().size());
        ListedParty person = list.parties().getFirst();
        assertEquals(
                List.of(
                        new ListedName("Ardan ZELTOVRIN", NameKind.PRIMARY),
                        new ListedName("Ardan ZHELTOVRIN", NameKind.WEAK_ALIAS)),
                person.names());
        assertEquals(2, person.births().size());
        assertEquals(PartialDate.ofYear(1962), person.births().getLast());
        assertEquals(List.of(new ListedDocument("Passport", "SX1", Optional.empty())), person.documents());
        assertEquals(Set.of("LV"), person.countries());
    }

    @Test
    void codesAndWholeNamesAreReadAsTheyStand() throws IOException, BadList {
        SanctionsList list = TableReader.read(
                WHOLE,
                Published.stream("Id;WholeName;BirthDate;Iso2;SubjectType\r\n"
                        + "5;\"Ardan; Zeltovrin\";1961-03-14;LV;P\r\n5;Ardan Z.;;00;P\r\n"));

        assertEquals(
                List.of(
                        new ListedName("Ardan; Zeltovrin", NameKind.PRIMARY),
                        new ListedName("Ardan Z.", NameKind.STRONG_ALIAS)),
                list.parties().getFirst().names());
        assertEquals(Set.of("LV"), list.parties().getFirst().countries());
    }

    @Test
    void anotherHeaderOrRowIsRefused() {
        assertEquals("header 1", refused("Id;WholeName;BirthDate;Iso2;SubjectType;New\n"));
        assertEquals("header 1", refused(""));
        assertEquals("columns 2", refused("Id;WholeName;BirthDate;Iso2;SubjectType\n5;A;;;P;x\n"));
        assertEquals("id 2", refused("Id;WholeName;BirthDate;Iso2;SubjectType\n;A;;;P\n"));
        assertEquals("type 2", refused("Id;WholeName;BirthDate;Iso2;SubjectType\n5;A;;;X\n"));
        assertEquals("type 3", refused("Id;WholeName;BirthDate;Iso2;SubjectType\n5;A;;;P\n5;B;;;E\n"));
        assertEquals("name 3", refused("Id;WholeName;BirthDate;Iso2;SubjectType\n5;;;;P\n"));
        assertEquals("entries 2", refused("Id;WholeName;BirthDate;Iso2;SubjectType\n"));
    }

    @Test
    void aLayoutThatNamesNoColumnOfItsHeaderIsABreach() {
        assertThrows(
                Breach.class,
                () -> new TableLayout(
                        "x",
                        "x.csv",
                        ',',
                        0,
                        List.of("Id", "Kind"),
                        "Id",
                        List.of("Name"),
                        Optional.empty(),
                        Map.of(),
                        "Kind",
                        Map.of(),
                        List.of(),
                        List.of(),
                        List.of()));
    }

    private static String refused(String text) {
        BadList bad = assertThrows(BadList.class, () -> TableReader.read(WHOLE, Published.stream(text)));
        return bad.rule() + " " + bad.line();
    }
}
