package dev.surety.sanctions.index;

import dev.surety.sanctions.list.ListedDocument;
import dev.surety.sanctions.list.ListedName;
import dev.surety.sanctions.list.ListedParty;
import dev.surety.sanctions.list.NameKind;
import dev.surety.sanctions.list.PartialDate;
import dev.surety.sanctions.list.PartyKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The listed parties themselves, in order of the lists.
 *
 * @param heads of an entry: id and content hash, at twice its number
 * @param kinds of an entry: its kind's number
 * @param firstName of an entry; its names end where the next entry's begin
 * @param births of an entry, three numbers each: first day, last day, 1 if uncertain
 * @param documents three texts each: kind, number, country or nothing
 */
record Entries(
        List<ListVersion> lists,
        Texts heads,
        Numbers kinds,
        Numbers firstName,
        Texts names,
        Numbers nameKinds,
        Numbers firstBirth,
        Numbers births,
        Numbers firstCountry,
        Texts countries,
        Numbers firstDocument,
        Texts documents) {
    /** In the order of their numbers in a file. */
    static final List<PartyKind> KINDS = List.of(
            PartyKind.PERSON, PartyKind.ENTITY, PartyKind.VESSEL, PartyKind.AIRCRAFT, PartyKind.UNKNOWN);

    static final List<NameKind> NAME_KINDS =
            List.of(NameKind.PRIMARY, NameKind.STRONG_ALIAS, NameKind.WEAK_ALIAS, NameKind.ORIGINAL_SCRIPT);

    int size() {
        return kinds.size();
    }

    String list(int entry) {
        int end = 0;
        for (ListVersion list : lists) {
            end += list.entries();
            if (entry < end) {
                return list.name();
            }
        }
        throw new IndexOutOfBoundsException(entry);
    }

    String id(int entry) {
        return heads.get(2 * entry);
    }

    String contentHash(int entry) {
        return heads.get(2 * entry + 1);
    }

    PartyKind kind(int entry) {
        return KINDS.get(kinds.get(entry));
    }

    NameKind nameKind(int name) {
        return NAME_KINDS.get(nameKinds.get(name));
    }

    List<PartialDate> birthsOf(int entry) {
        List<PartialDate> dates = new ArrayList<>(2);
        for (int i = firstBirth.get(entry); i < firstBirth.get(entry + 1); i++) {
            dates.add(new PartialDate(
                    LocalDate.ofEpochDay(births.get(3 * i)),
                    LocalDate.ofEpochDay(births.get(3 * i + 1)),
                    births.get(3 * i + 2) != 0));
        }
        return dates;
    }

    Set<String> countriesOf(int entry) {
        Set<String> words = new HashSet<>();
        for (int i = firstCountry.get(entry); i < firstCountry.get(entry + 1); i++) {
            words.add(countries.get(i));
        }
        return words;
    }

    ListedDocument document(int document) {
        String country = documents.get(3 * document + 2);
        return new ListedDocument(
                documents.get(3 * document),
                documents.get(3 * document + 1),
                country.isEmpty() ? Optional.empty() : Optional.of(country));
    }

    int entryOfDocument(int document) {
        int at = Arrays.binarySearch(firstDocument.array(), document);
        if (at < 0) {
            return -at - 2;
        }
        while (firstDocument.get(at + 1) == document) {
            at++;
        }
        return at;
    }

    ListedParty party(int entry) {
        List<ListedName> spelled = new ArrayList<>();
        for (int i = firstName.get(entry); i < firstName.get(entry + 1); i++) {
            spelled.add(new ListedName(names.get(i), nameKind(i)));
        }
        List<ListedDocument> numbers = new ArrayList<>();
        for (int i = firstDocument.get(entry); i < firstDocument.get(entry + 1); i++) {
            numbers.add(document(i));
        }
        return new ListedParty(
                list(entry),
                id(entry),
                kind(entry),
                spelled,
                birthsOf(entry),
                countriesOf(entry),
                numbers,
                contentHash(entry));
    }
}
