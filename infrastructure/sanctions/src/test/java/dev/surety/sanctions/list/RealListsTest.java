package dev.surety.sanctions.list;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The lists as their publishers write them. Each count here is made a second time, by plain search in the bytes. */
class RealListsTest {
    @Test
    void everyNameAndAliasOfOfacIsRead() throws IOException, BadList {
        SanctionsList list = OfacReader.read(Published.realOfac(), Completeness.PARTIAL);
        Map<String, Set<String>> names = names(list);

        int primaries = 0;
        for (String line : lines("ofac_sdn.csv")) {
            Matcher row = matched("(\\d+),\"([^\"]*)\",.*", line);
            assertTrue(names.get(row.group(1)).contains(row.group(2)), row.group(2));
            primaries++;
        }
        int aliases = 0;
        for (String line : lines("ofac_alt.csv")) {
            Matcher row = matched("(\\d+),\\d+,\"[afn]ka\",\"([^\"]*)\",.*", line);
            assertTrue(names.get(row.group(1)).contains(row.group(2)), row.group(2));
            aliases++;
        }
        // One more than there are line feeds, because the last line of the part has none.
        assertEquals(7_379, primaries);
        assertEquals(17_091, aliases);
        System.out.println("real names read: OFAC " + primaries + " primary, " + aliases + " aliases, "
                + list.parties().stream().mapToInt(party -> party.names().size()).sum() + " with those of remarks");
    }

    @Test
    void aPartOfTheListIsNoList() throws IOException {
        BadList bad = assertThrows(BadList.class, () -> OfacReader.read(Published.realOfac()));

        assertEquals("sdn.csv", bad.file());
        assertEquals("end", bad.rule());
    }

    @Test
    void factsOfRemarksAreRead() throws IOException, BadList {
        SanctionsList list = OfacReader.read(Published.realOfac(), Completeness.PARTIAL);
        Map<PartyKind, Long> kinds = list.parties().stream()
                .collect(Collectors.groupingBy(ListedParty::kind, TreeMap::new, Collectors.counting()));
        assertEquals(
                Map.of(
                        PartyKind.PERSON, 3845L, PartyKind.ENTITY, 2994L, PartyKind.VESSEL, 323L, PartyKind.AIRCRAFT,
                        217L, PartyKind.UNKNOWN, 3728L),
                kinds);

        String text = new String(Published.real("ofac_sdn.csv"), StandardCharsets.UTF_8);
        long born = list.parties().stream().filter(party -> !party.births().isEmpty()).count();
        long saysBorn = text.lines().filter(line -> line.contains("DOB ")).count();
        assertEquals(saysBorn, born);
        long numbered = list.parties().stream()
                .flatMap(party -> party.documents().stream())
                .filter(document -> document.kind().contains("Passport"))
                .count();
        long passports = Pattern.compile("(?:^|[;\"] ?)(?:alt\\. )?[A-Za-z. ]*Passport (?:[A-Z-]+ )?[A-Z]*-?\\d")
                .matcher(text)
                .results()
                .count();
        assertTrue(numbered >= passports * 0.98, numbered + " of " + passports + " passports");

        ListedParty one = list.parties().stream()
                .filter(party -> party.id().equals("26235"))
                .findFirst()
                .orElseThrow();
        assertEquals(List.of(PartialDate.of(java.time.LocalDate.of(1975, 6, 14))), one.births());
        assertEquals(
                Set.of("717637093 RU", "781005202108 "),
                one.documents().stream()
                        .map(document -> document.number() + " " + document.country().orElse(""))
                        .collect(Collectors.toSet()));
        assertTrue(one.countries().contains("RU"), one.countries().toString());
    }

    @Test
    void almostEveryCountryHasItsCode() throws IOException, BadList {
        for (SanctionsList list : List.of(
                OfacReader.read(Published.realOfac(), Completeness.PARTIAL),
                UnReader.read(Published.stream(Published.real("un_consolidated.xml"))))) {
            Set<String> words = new HashSet<>();
            list.parties().forEach(party -> words.addAll(party.countries()));
            words.removeIf(word -> word.matches("[A-Z]{2}"));
            assertTrue(words.size() <= 12, list.name() + ": " + words);
        }
    }

    @Test
    void everyNameAndAliasOfTheUnIsRead() throws IOException, BadList {
        byte[] bytes = Published.real("un_consolidated.xml");
        SanctionsList list = UnReader.read(Published.stream(bytes));
        assertEquals(1_003, list.parties().size());
        assertEquals(
                730, list.parties().stream().filter(party -> party.kind() == PartyKind.PERSON).count());

        Set<String> names = list.parties().stream()
                .flatMap(party -> party.names().stream())
                .map(ListedName::text)
                .collect(Collectors.toSet());
        Matcher cells = Pattern.compile("<(?:ALIAS_NAME|NAME_ORIGINAL_SCRIPT)>([^<]*)<")
                .matcher(new String(bytes, StandardCharsets.UTF_8));
        int read = 0;
        while (cells.find()) {
            String name = cells.group(1).replaceAll("\\s+", " ").replace("&amp;", "&").strip();
            assertTrue(name.isEmpty() || names.contains(name), name);
            read++;
        }
        assertEquals(2_752 + 378, read);
        System.out.println("real names read: UN 1003 primary, " + read + " aliases");
    }

    @Test
    void spellingsWithinACellAreNamesToo() throws IOException, BadList {
        SanctionsList list = UnReader.read(Published.stream(Published.real("un_consolidated.xml")));
        Map<String, NameKind> kinds = new HashMap<>();
        list.parties().forEach(party -> party.names().forEach(name -> kinds.put(name.text(), name.kind())));

        assertTrue(kinds.containsKey("Morteza Rezai"), "after a semicolon");
        assertEquals(NameKind.ORIGINAL_SCRIPT, kinds.get("金铁三"));
        assertTrue(kinds.containsKey("Jin Tiesan"), "before its original script");
        assertTrue(!kinds.containsKey("birth name"), "a note is no name");
    }

    private static Map<String, Set<String>> names(SanctionsList list) {
        Map<String, Set<String>> names = new HashMap<>();
        list.parties().forEach(party -> names.put(
                party.id(), party.names().stream().map(ListedName::text).collect(Collectors.toSet())));
        return names;
    }

    private static List<String> lines(String file) throws IOException {
        return new String(Published.real(file), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.length() > 1)
                .toList();
    }

    private static Matcher matched(String pattern, String line) {
        Matcher row = Pattern.compile(pattern).matcher(line);
        assertTrue(row.matches(), line);
        return row;
    }
}
