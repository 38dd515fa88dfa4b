package dev.surety.sanctions.index;

import dev.surety.model.Invariants;
import dev.surety.sanctions.list.ListedDocument;
import dev.surety.sanctions.list.ListedName;
import dev.surety.sanctions.list.ListedParty;
import dev.surety.sanctions.list.PartialDate;
import dev.surety.sanctions.list.SanctionsList;
import dev.surety.sanctions.name.NameReader;
import dev.surety.sanctions.name.NormalName;
import dev.surety.sanctions.name.Token;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Builds an index of lists. Used once. */
final class IndexBuilder {
    /** Signs between several spellings in one name of a list. */
    private static final Pattern BETWEEN_SPELLINGS = Pattern.compile("[;,/()،؛]");

    private final NameReader reader;
    private final Texts.Builder heads = new Texts.Builder();
    private final Ints kinds = new Ints();
    private final Ints firstName = new Ints();
    private final Texts.Builder names = new Texts.Builder();
    private final Ints nameKinds = new Ints();
    private final Ints firstBirth = new Ints();
    private final Ints births = new Ints();
    private final Ints firstCountry = new Ints();
    private final Texts.Builder countries = new Texts.Builder();
    private final Ints firstDocument = new Ints();
    private final Texts.Builder documents = new Texts.Builder();

    private final List<ListVersion> lists = new ArrayList<>();
    private final Map<String, Token> words = new HashMap<>();
    private final List<List<String>> rows = new ArrayList<>();
    private final Ints nameOfRow = new Ints();
    private final List<Long> spellings = new ArrayList<>();
    private final List<Long> numbers = new ArrayList<>();
    private int nameCount;
    private int birthCount;
    private int countryCount;
    private int documentCount;

    IndexBuilder(NameReader reader) {
        this.reader = reader;
    }

    ScreeningIndex build(List<SanctionsList> all) {
        Set<String> known = new HashSet<>();
        for (SanctionsList list : all) {
            Invariants.hold(known.add(list.name()), "an index has one version of a list");
            lists.add(new ListVersion(list.name(), list.version(), list.parties().size()));
            list.parties().forEach(this::add);
        }
        firstName.add(nameCount);
        firstBirth.add(birthCount);
        firstCountry.add(countryCount);
        firstDocument.add(documentCount);
        var entries = new Entries(
                List.copyOf(lists),
                heads.build(),
                kinds.toNumbers(),
                firstName.toNumbers(),
                names.build(),
                nameKinds.toNumbers(),
                firstBirth.toNumbers(),
                births.toNumbers(),
                firstCountry.toNumbers(),
                countries.build(),
                firstDocument.toNumbers(),
                documents.build());
        List<String> ordered = words.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .toList();
        Vocabulary vocabulary = vocabulary(ordered);
        return new ScreeningIndex(entries, vocabulary, rows(ordered, vocabulary), keys(spellings), keys(numbers));
    }

    private void add(ListedParty party) {
        heads.add(party.id());
        heads.add(party.contentHash());
        kinds.add(Entries.KINDS.indexOf(party.kind()));
        firstName.add(nameCount);
        party.names().forEach(this::add);
        firstBirth.add(birthCount);
        for (PartialDate birth : party.births()) {
            births.add(Math.toIntExact(birth.from().toEpochDay()));
            births.add(Math.toIntExact(birth.to().toEpochDay()));
            births.add(birth.circa() ? 1 : 0);
            birthCount++;
        }
        firstCountry.add(countryCount);
        party.countries().stream().sorted().forEach(countries::add);
        countryCount += party.countries().size();
        firstDocument.add(documentCount);
        for (ListedDocument document : party.documents()) {
            documents.add(document.kind());
            documents.add(document.number());
            documents.add(document.country().orElse(""));
            int place = documentCount++;
            DocumentNumbers.plain(document.number()).ifPresent(plain -> numbers.add(Keys.key(plain, place)));
        }
    }

    private void add(ListedName name) {
        names.add(name.text());
        nameKinds.add(Entries.NAME_KINDS.indexOf(name.kind()));
        int place = nameCount++;
        Set<String> own = spellings(reader, name.text());
        own.forEach(spelling -> spellings.add(Keys.key(spelling, place)));
        if (own.isEmpty()) {
            addRows(name.text(), place);
            return;
        }
        BETWEEN_SPELLINGS.splitAsStream(name.text()).forEach(part -> addRows(part, place));
    }

    /** Of a name in its own script there is no row, but of another spelling beside it. */
    private void addRows(String text, int place) {
        NormalName name = reader.read(text);
        if (name.ownSpelling().isEmpty()) {
            name.readings().forEach(reading -> addRow(reading, place));
        }
    }

    /** Spellings of a name in its own script; none if it has Latin, Greek and Cyrillic words only. */
    static Set<String> spellings(NameReader reader, String text) {
        Optional<String> whole = reader.read(text).ownSpelling();
        if (whole.isEmpty()) {
            return Set.of();
        }
        Set<String> all = new HashSet<>();
        all.add(whole.get());
        for (String part : BETWEEN_SPELLINGS.splitAsStream(text).toList()) {
            reader.read(part).ownSpelling().ifPresent(all::add);
        }
        return all;
    }

    private void addRow(List<Token> reading, int place) {
        List<String> row = new ArrayList<>(reading.size());
        for (Token token : reading) {
            String word = token.text();
            words.putIfAbsent(word, token);
            row.add(word);
        }
        rows.add(row);
        nameOfRow.add(place);
    }

    private Vocabulary vocabulary(List<String> ordered) {
        var texts = new Texts.Builder();
        int[] forms = new int[ordered.size()];
        int[] sounds = new int[ordered.size()];
        byte[] light = new byte[ordered.size()];
        for (int i = 0; i < ordered.size(); i++) {
            Token token = Objects.requireNonNull(words.get(ordered.get(i)));
            texts.add(ordered.get(i));
            forms[i] = token.commonForm();
            sounds[i] = token.sound();
            light[i] = (byte) (token.isLight() ? 1 : 0);
        }
        return new Vocabulary(texts.build(), forms, sounds, light);
    }

    private Rows rows(List<String> ordered, Vocabulary vocabulary) {
        Map<String, Integer> numberOf = new HashMap<>();
        for (int i = 0; i < ordered.size(); i++) {
            numberOf.put(ordered.get(i), i);
        }
        var firstWord = new Ints();
        var all = new Ints();
        for (List<String> row : rows) {
            firstWord.add(all.size());
            row.forEach(word -> all.add(Objects.requireNonNull(numberOf.get(word))));
        }
        firstWord.add(all.size());
        return new Rows(firstWord.toArray(), all.toArray(), nameOfRow.toArray(), vocabulary);
    }

    private static Keys keys(List<Long> keys) {
        return Keys.of(keys.stream().mapToLong(Long::longValue).toArray());
    }
}
