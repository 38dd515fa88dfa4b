package dev.surety.sanctions.list;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A party while its rows are read. */
final class Draft {
    private final String list;
    private final String id;
    private final PartyKind kind;
    private final Map<String, NameKind> names = new LinkedHashMap<>();
    private final Set<PartialDate> births = new LinkedHashSet<>();
    private final Set<String> countries = new TreeSet<>();
    private final Set<ListedDocument> documents = new LinkedHashSet<>();
    private boolean isUnsureOfBirth;

    Draft(String list, String id, PartyKind kind) {
        this.list = list;
        this.id = id;
        this.kind = kind;
    }

    /** A name once: as the strongest kind that the list says of it. */
    void name(String text, NameKind of) {
        String name = text.strip();
        if (!name.isEmpty()) {
            names.merge(name, of, (one, other) -> one.compareTo(other) <= 0 ? one : other);
        }
    }

    void birth(PartialDate date) {
        births.add(date);
    }

    /** A date that we cannot read may be any. So none contradicts this party. */
    void unreadableBirth() {
        isUnsureOfBirth = true;
    }

    void country(String word) {
        Countries.codeOrWord(word).ifPresent(countries::add);
    }

    void document(String of, String number, Optional<String> country) {
        if (!number.isBlank()) {
            documents.add(new ListedDocument(of.strip(), number.strip(), country.flatMap(Countries::codeOrWord)));
        }
    }

    boolean isNamed() {
        return !names.isEmpty();
    }

    ListedParty done() {
        List<ListedName> named = new ArrayList<>();
        names.forEach((text, of) -> named.add(new ListedName(text, of)));
        named.sort(Comparator.comparing(ListedName::kind).thenComparing(ListedName::text));
        List<PartialDate> born = new ArrayList<>(isUnsureOfBirth ? Set.<PartialDate>of() : births);
        born.sort(Comparator.comparing(PartialDate::from)
                .thenComparing(PartialDate::to)
                .thenComparing(PartialDate::circa));
        List<ListedDocument> papers = new ArrayList<>(documents);
        papers.sort(Comparator.comparing(ListedDocument::kind)
                .thenComparing(ListedDocument::number)
                .thenComparing(paper -> paper.country().orElse("")));
        return new ListedParty(list, id, kind, named, born, countries, papers, hash(named, born, papers));
    }

    /** The order of rows in a file is no content, so all of it is sorted. */
    private String hash(List<ListedName> named, List<PartialDate> born, List<ListedDocument> papers) {
        Digest digest = new Digest();
        digest.add(list).add(id).add(kind.name()).add(named.size());
        named.forEach(name -> digest.add(name.kind().name()).add(name.text()));
        digest.add(born.size());
        born.forEach(date -> digest.add(date.toString()));
        digest.add(countries.size());
        countries.forEach(digest::add);
        digest.add(papers.size());
        papers.forEach(paper -> digest.add(paper.kind()).add(paper.number()).add(paper.country().orElse("")));
        return digest.hex();
    }
}
