package dev.surety.sanctions.index;

import dev.surety.sanctions.list.ListedDocument;
import dev.surety.sanctions.list.ListedParty;
import dev.surety.sanctions.list.NameKind;
import dev.surety.sanctions.list.PartialDate;
import dev.surety.sanctions.list.PartyKind;
import dev.surety.sanctions.list.SanctionsList;
import dev.surety.sanctions.name.NameReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * All names of some lists, ready to be searched. It never changes and may be shared by threads. Entries and names are
 * numbers here, from 0, in order of the lists.
 */
public final class ScreeningIndex {
    private final Entries entries;
    private final Vocabulary vocabulary;
    private final Rows rows;
    private final Keys spellings;
    private final Keys numbers;
    private final int[] entryOfName;
    private final String version;

    ScreeningIndex(Entries entries, Vocabulary vocabulary, Rows rows, Keys spellings, Keys numbers) {
        this.entries = entries;
        this.vocabulary = vocabulary;
        this.rows = rows;
        this.spellings = spellings;
        this.numbers = numbers;
        entryOfName = new int[entries.names().size()];
        for (int entry = 0; entry < entries.size(); entry++) {
            for (int name = entries.firstName().get(entry); name < entries.firstName().get(entry + 1); name++) {
                entryOfName[name] = entry;
            }
        }
        version = versionOf(entries);
    }

    /** An index of these lists. Their names differ. */
    public static ScreeningIndex of(List<SanctionsList> lists) {
        return new IndexBuilder(NameReader.shipped()).build(lists);
    }

    /**
     * Reads an index to the end of the stream. The stream is not closed.
     *
     * @throws BadIndex if the file is cut, damaged or no index
     */
    public static ScreeningIndex read(InputStream in) throws IOException, BadIndex {
        return IndexFile.read(in);
    }

    /** Writes an index that {@link #read} reads. The stream is not closed. */
    public void write(OutputStream out) throws IOException {
        IndexFile.write(this, out);
    }

    /**
     * SHA-256 in hex of the lists' names and versions, and of their entries' ids and content hashes. The same lists in
     * the same order have one version, whichever code built the index.
     */
    public String version() {
        return version;
    }

    public List<ListVersion> lists() {
        return entries.lists();
    }

    public boolean isEmpty() {
        return entries.size() == 0;
    }

    /** An entry by its list and the list's own id. */
    public Optional<ListedParty> find(String list, String id) {
        for (int entry = 0; entry < entries.size(); entry++) {
            if (entries.id(entry).equals(id) && entries.list(entry).equals(list)) {
                return Optional.of(entries.party(entry));
            }
        }
        return Optional.empty();
    }

    /**
     * An index of the entries that are new here, or that stand otherwise in the older one. The other direction,
     * {@code older.difference(this)}, has the entries that left or that stood otherwise before.
     */
    public ScreeningIndex difference(ScreeningIndex older) {
        Map<String, String> before = new HashMap<>();
        for (int entry = 0; entry < older.entries.size(); entry++) {
            before.put(older.key(entry), older.contentHash(entry));
        }
        return new IndexBuilder(NameReader.shipped())
                .build(listsOf(entry -> !contentHash(entry).equals(before.get(key(entry)))));
    }

    private String key(int entry) {
        return list(entry) + '\n' + entryId(entry);
    }

    /** The lists that this index was built of, with those entries only. */
    List<SanctionsList> listsOf(IntPredicate kept) {
        List<SanctionsList> lists = new ArrayList<>();
        int entry = 0;
        for (ListVersion list : entries.lists()) {
            List<ListedParty> parties = new ArrayList<>();
            for (int end = entry + list.entries(); entry < end; entry++) {
                if (kept.test(entry)) {
                    parties.add(entries.party(entry));
                }
            }
            lists.add(new SanctionsList(list.name(), list.version(), parties));
        }
        return lists;
    }

    public int entryCount() {
        return entries.size();
    }

    public int nameCount() {
        return entryOfName.length;
    }

    public String list(int entry) {
        return entries.list(entry);
    }

    public String entryId(int entry) {
        return entries.id(entry);
    }

    public String contentHash(int entry) {
        return entries.contentHash(entry);
    }

    public PartyKind kind(int entry) {
        return entries.kind(entry);
    }

    /** All births that the list thinks possible. */
    public List<PartialDate> births(int entry) {
        return entries.birthsOf(entry);
    }

    public Set<String> countries(int entry) {
        return entries.countriesOf(entry);
    }

    public int entryOfName(int name) {
        return entryOfName[name];
    }

    /** A name as its list spells it. */
    public String name(int name) {
        return entries.names().get(name);
    }

    public NameKind nameKind(int name) {
        return entries.nameKind(name);
    }

    public int firstName(int entry) {
        return entries.firstName().get(entry);
    }

    public Vocabulary vocabulary() {
        return vocabulary;
    }

    public Rows rows() {
        return rows;
    }

    /** The names that are spelled exactly so in their own script. */
    public List<Integer> namesSpelled(String ownSpelling) {
        List<Integer> names = new ArrayList<>(2);
        int at = spellings.first(ownSpelling);
        for (int name = spellings.place(at, ownSpelling); name >= 0; name = spellings.place(++at, ownSpelling)) {
            if (IndexBuilder.spellings(NameReader.shipped(), name(name)).contains(ownSpelling)) {
                names.add(name);
            }
        }
        return names;
    }

    /** The entries that have a document with exactly this number, and that document. */
    public List<Numbered> entriesNumbered(String number) {
        Optional<String> plain = DocumentNumbers.plain(number);
        if (plain.isEmpty()) {
            return List.of();
        }
        List<Numbered> found = new ArrayList<>(2);
        int at = numbers.first(plain.get());
        for (int place = numbers.place(at, plain.get()); place >= 0; place = numbers.place(++at, plain.get())) {
            ListedDocument document = entries.document(place);
            if (DocumentNumbers.plain(document.number()).equals(plain)) {
                found.add(new Numbered(entries.entryOfDocument(place), document));
            }
        }
        return found;
    }

    /** A document and the entry that has it. */
    public record Numbered(int entry, ListedDocument document) {}

    Entries entries() {
        return entries;
    }

    Keys spellings() {
        return spellings;
    }

    Keys numbers() {
        return numbers;
    }

    private static String versionOf(Entries entries) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            for (ListVersion list : entries.lists()) {
                String line = list.name() + '\n' + list.version() + '\n' + list.entries() + '\n';
                sha256.update(line.getBytes(StandardCharsets.UTF_8));
            }
            for (int offset : entries.heads().offsets()) {
                sha256.update(new byte[] {
                    (byte) (offset >> 24), (byte) (offset >> 16), (byte) (offset >> 8), (byte) offset
                });
            }
            sha256.update(entries.heads().bytes());
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
