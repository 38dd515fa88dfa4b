package dev.surety.sanctions.list;

import dev.surety.messages.xml.Elements;
import dev.surety.messages.xml.Limits;
import dev.surety.messages.xml.UnreadableFile;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The consolidated list of the UN's Security Council in its published XML. */
public final class UnReader {
    public static final String NAME = "un";

    private static final String FILE = "consolidated.xml";
    private static final Limits LIMITS = new Limits(256L << 20, 20_000_000, 8, 8, 100_000, 0, 0);
    /** Elements of an entry that say nothing to compare a person by. */
    private static final Set<String> PASSED_OVER = Set.of(
            "VERSIONNUM",
            "UN_LIST_TYPE",
            "REFERENCE_NUMBER",
            "LISTED_ON",
            "DELISTED_ON",
            "SUBMITTED_BY",
            "SUBMITTED_ON",
            "GENDER",
            "COMMENTS1",
            "TITLE",
            "DESIGNATION",
            "LIST_TYPE",
            "LAST_DAY_UPDATED",
            "SORT_KEY",
            "SORT_KEY_LAST_MOD");

    private static final List<String> NAMES = List.of("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME");
    private static final Pattern YEAR = Pattern.compile("(?<!\\d)(?:19|20)\\d{2}(?!\\d)");

    private final Elements xml;
    private final List<ListedParty> parties = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    private UnReader(Elements xml) {
        this.xml = xml;
    }

    /** @throws IOException if the stream fails: this is no fault of the list */
    public static SanctionsList read(InputStream file) throws IOException, BadList {
        try {
            UnReader reader = new UnReader(new Elements(file, LIMITS));
            reader.list();
            return SanctionsList.of(NAME, reader.parties);
        } catch (UnreadableFile e) {
            throw new BadList(FILE, e.why().line(), e.why().rule(), e.why().bound());
        }
    }

    private void list() throws IOException, BadList {
        if (!"CONSOLIDATED_LIST".equals(xml.child())) {
            throw bad("element", "CONSOLIDATED_LIST");
        }
        Set<String> sections = new HashSet<>();
        for (String section = xml.child(); section != null; section = xml.child()) {
            if (!sections.add(section)) {
                throw bad("duplicate", "one " + section);
            }
            switch (section) {
                case "INDIVIDUALS" -> entries("INDIVIDUAL", PartyKind.PERSON);
                case "ENTITIES" -> entries("ENTITY", PartyKind.ENTITY);
                default -> throw bad("element", "INDIVIDUALS or ENTITIES");
            }
        }
        if (sections.size() != 2 || parties.isEmpty()) {
            throw bad("entries", "INDIVIDUALS and ENTITIES, not both empty");
        }
        xml.finish(name -> true);
    }

    private void entries(String element, PartyKind kind) throws IOException, BadList {
        for (String name = xml.child(); name != null; name = xml.child()) {
            if (!name.equals(element)) {
                throw bad("element", element);
            }
            entry(element, kind);
        }
    }

    private void entry(String element, PartyKind kind) throws IOException, BadList {
        int line = xml.line();
        String id = "";
        Map<String, String> names = new HashMap<>();
        // The id may stand behind what belongs to it, so the facts wait for it.
        List<Fact> facts = new ArrayList<>();
        for (String name = xml.child(); name != null; name = xml.child()) {
            if (PASSED_OVER.contains(name)) {
                xml.skip();
            } else if (name.equals("DATAID")) {
                id = xml.text();
            } else if (NAMES.contains(name)) {
                names.put(name, xml.text());
            } else {
                facts.add(fact(element, name));
            }
        }
        if (id.isEmpty() || !ids.add(id)) {
            throw new BadList(FILE, line, id.isEmpty() ? "id" : "duplicate", "a DATAID of its own");
        }
        String primary = String.join(
                " ", NAMES.stream().map(names::get).filter(part -> part != null && !part.isEmpty()).toList());
        if (primary.isEmpty()) {
            throw new BadList(FILE, line, "name", "FIRST_NAME");
        }
        Draft party = new Draft(NAME, id, kind);
        NameCells.read(primary, NameKind.PRIMARY, party);
        facts.forEach(fact -> fact.tell(party));
        parties.add(party.done());
    }

    /** A fact that waits for its party. */
    private interface Fact {
        void tell(Draft party);
    }

    private Fact fact(String element, String name) throws IOException, BadList {
        int line = xml.line();
        String own = name.startsWith(element + "_") ? name.substring(element.length() + 1) : name;
        return switch (own) {
            case "NAME_ORIGINAL_SCRIPT" -> {
                String text = xml.text();
                yield party -> NameCells.read(text, NameKind.ORIGINAL_SCRIPT, party);
            }
            case "ALIAS" -> alias(children(), line);
            case "DATE_OF_BIRTH" -> birth(children(), line);
            case "DOCUMENT" -> document(children());
            case "ADDRESS", "PLACE_OF_BIRTH" -> {
                String country = children().getOrDefault("COUNTRY", "");
                yield party -> party.country(country);
            }
            case "NATIONALITY", "NATIONALITY2" -> {
                List<String> values = values();
                yield party -> values.forEach(party::country);
            }
            default -> throw bad("element", "an element that the published layout has, not " + shown(name));
        };
    }

    private Fact alias(Map<String, String> of, int line) throws BadList {
        NameKind kind =
                switch (of.getOrDefault("QUALITY", "").toLowerCase(Locale.ROOT)) {
                    case "low" -> NameKind.WEAK_ALIAS;
                    case "", "good", "a.k.a.", "f.k.a." -> NameKind.STRONG_ALIAS;
                    default -> throw new BadList(FILE, line, "quality", "Good, Low, a.k.a. or f.k.a.");
                };
        String name = of.getOrDefault("ALIAS_NAME", "");
        String born = of.getOrDefault("DATE_OF_BIRTH", "");
        String country = of.getOrDefault("COUNTRY_OF_BIRTH", "");
        Matcher years = YEAR.matcher(born);
        List<PartialDate> births = new ArrayList<>();
        while (years.find()) {
            births.add(PartialDate.ofYear(Integer.parseInt(years.group())).uncertain());
        }
        return party -> {
            NameCells.read(name, kind, party);
            births.forEach(party::birth);
            party.country(country);
        };
    }

    private Fact birth(Map<String, String> of, int line) throws BadList {
        String type = of.getOrDefault("TYPE_OF_DATE", "");
        String from = of.getOrDefault("FROM_YEAR", "");
        String single = of.getOrDefault("DATE", of.getOrDefault("YEAR", ""));
        try {
            Optional<PartialDate> date = from.isEmpty()
                    ? Births.find(single)
                    : Births.find(from + " to " + of.getOrDefault("TO_YEAR", ""));
            if (date.isEmpty() && !(from + single).isEmpty()) {
                return Draft::unreadableBirth;
            }
            boolean isSure = type.equals("EXACT") || (type.equals("BETWEEN") && !of.containsKey("NOTE"));
            return party -> date.map(found -> isSure ? found : found.uncertain())
                    .ifPresent(party::birth);
        } catch (DateTimeException e) {
            throw new BadList(FILE, line, "date", "a date of birth that a calendar has");
        }
    }

    private Fact document(Map<String, String> of) {
        String kind = of.getOrDefault("TYPE_OF_DOCUMENT", "") + " " + of.getOrDefault("TYPE_OF_DOCUMENT2", "");
        Optional<String> country =
                Optional.ofNullable(of.getOrDefault("ISSUING_COUNTRY", of.get("COUNTRY_OF_ISSUE")));
        return party -> party.document(kind, of.getOrDefault("NUMBER", ""), country);
    }

    /** The texts of an element's own elements; those without text are left out. */
    private Map<String, String> children() throws IOException {
        Map<String, String> texts = new HashMap<>();
        for (String name = xml.child(); name != null; name = xml.child()) {
            String text = xml.text();
            if (!text.isEmpty()) {
                texts.put(name, text);
            }
        }
        return texts;
    }

    private List<String> values() throws IOException {
        List<String> texts = new ArrayList<>();
        for (String name = xml.child(); name != null; name = xml.child()) {
            texts.add(xml.text());
        }
        return texts;
    }

    private static String shown(String name) {
        return name.substring(0, Math.min(40, name.length()));
    }

    private BadList bad(String rule, String bound) {
        return new BadList(FILE, xml.line(), rule, bound);
    }
}
