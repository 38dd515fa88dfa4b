package dev.surety.dynamo.invariants;

import static dev.surety.dynamo.invariants.WholeWorld.hold;

import dev.surety.dynamo.ItemKey;
import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.StreamRecord;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.invariants.StoredEntry.Book;
import dev.surety.dynamo.invariants.StoredEntry.Line;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Invariants that the journal and its stream show. */
final class JournalInvariants {
    private static final Set<String> NEVER_NEGATIVE = Set.of("escrow", "onHold", "payable", "reserve");
    /** Of these, even a single chain never takes out more than it put in. */
    private static final Set<String> NEVER_NEGATIVE_BY_CHAIN = Set.of("escrow", "onHold");
    private static final Set<String> GUARDED = Set.of("payable", "reserve");
    private static final Set<String> CLEARING = Set.of("incoming", "outgoing", "transit");
    private static final int MAX_POSTINGS = 20;
    /** The lists across marketplaces: those with a test clock, and the live ones. Timers and runs read them. */
    private static final Set<String> MARKETPLACES = Set.of("settings#sandbox", "settings#live");

    private final MemoryDynamo store;
    private final Optional<Function<Map<String, AttributeValue>, String>> hash;
    private final List<StoredEntry> entries;

    JournalInvariants(MemoryDynamo store, Optional<Function<Map<String, AttributeValue>, String>> hash) {
        this.store = store;
        this.hash = hash;
        this.entries =
                store.items(SuretyTables.JOURNAL).stream().map(StoredEntry::from).toList();
    }

    void check(boolean idle) {
        onlyInserts();
        chains();
        atMostOnce();
        entries.forEach(this::balanced);
        entries.forEach(this::sealed);
        inOrderOfWriting();
        guarded();
        Map<Book, Long> books = fold(entries);
        booksBalanced(books, "journal");
        if (idle) {
            books.forEach((book, minor) -> hold(
                    minor == 0 || !CLEARING.contains(book.kind()), "clearing-clears", book + " holds " + minor));
        }
    }

    static Map<Book, Long> fold(List<StoredEntry> entries) {
        Map<Book, Long> books = new TreeMap<>();
        for (StoredEntry entry : entries) {
            entry.postings().forEach(line -> books.merge(entry.book(line), line.minor(), Math::addExact));
        }
        return books;
    }

    static void booksBalanced(Map<Book, Long> books, String where) {
        Map<String, Long> sums = new TreeMap<>();
        books.forEach((book, minor) -> sums.merge(
                book.marketplace() + " " + book.currency(), minor, Math::addExact));
        sums.forEach((world, sum) -> hold(sum == 0, "books-balanced", where + " of " + world + " sums to " + sum));
    }

    private void onlyInserts() {
        List<StreamRecord> stream = store.stream(SuretyTables.JOURNAL);
        for (StreamRecord record : stream) {
            hold(record.kind() == StreamRecord.Kind.INSERT, "append-only", record.kind() + " of " + record.keys());
        }
        hold(stream.size() == entries.size(), "append-only", "as many inserts as entries");
    }

    /** Entries come sorted by chain and number. */
    private void chains() {
        Map<String, StoredEntry> last = new HashMap<>();
        for (StoredEntry entry : entries) {
            StoredEntry before = last.put(entry.chain(), entry);
            long expected = before == null ? 1 : before.number() + 1;
            hold(entry.number() == expected, "chain-linear", entry + " where number " + expected + " should be");
            if (before == null) {
                hold(entry.text("prev").isEmpty(), "chain-linear", entry + " is the first and names a predecessor");
                continue;
            }
            hold(entry.text("prev").isPresent(), "chain-linear", entry + " names no predecessor");
            hash.ifPresent(function -> hold(
                    entry.text("prev").equals(Optional.of(function.apply(before.item()))),
                    "chain-linear",
                    entry + " does not name the hash of the entry before"));
            String at = entry.text("at").orElse("");
            hold(at.compareTo(before.text("at").orElse("")) >= 0, "chain-linear", entry + " is dated before the last");
        }
    }

    private void atMostOnce() {
        Set<String> seen = new HashSet<>();
        for (StoredEntry entry : entries) {
            entry.text("key").ifPresent(key ->
                    hold(seen.add("key " + entry.chain() + " " + key), "at-most-once", entry + " has a key again"));
            entry.text("answers").ifPresent(key ->
                    hold(seen.add("answers " + key), "at-most-once", entry + " answers a key again"));
        }
    }

    private void balanced(StoredEntry entry) {
        Map<String, Long> sums = new HashMap<>();
        Set<String> accounts = new HashSet<>();
        for (Line line : entry.postings()) {
            sums.merge(line.currency(), line.minor(), Math::addExact);
            hold(line.minor() != 0, "entry-balanced", entry + " posts nothing to " + line.account());
            hold(
                    accounts.add(line.account() + " " + line.currency()),
                    "entry-balanced",
                    entry + " posts twice to one account");
        }
        hold(entry.postings().size() <= MAX_POSTINGS, "entry-balanced", entry + " has too many postings");
        hold(sums.values().stream().allMatch(sum -> sum == 0), "entry-balanced", entry + " sums to " + sums);
    }

    private void sealed(StoredEntry entry) {
        String[] parts = entry.chain().split("#", -1);
        hold(parts.length == 3 && !parts[1].isEmpty(), "tenant-sealed", entry + " has a key of another form");
        for (String index : List.of("owner", "counterparty", "reference")) {
            entry.text(index)
                    .ifPresent(key -> hold(
                            key.startsWith(parts[0] + "#" + parts[1] + "#") || MARKETPLACES.contains(key),
                            "tenant-sealed",
                            entry + " is listed elsewhere: " + key));
        }
        entry.text("due").ifPresent(key -> hold(
                key.startsWith(parts[0] + "#"), "tenant-sealed", entry + " is due elsewhere: " + key));
        hold(
                entry.text("due").isPresent() == entry.text("dueAt").isPresent(),
                "timed-exit",
                entry + " has half a deadline");
    }

    /** The stream gives the order in which entries were written across chains, which is the order of posting. */
    private void inOrderOfWriting() {
        Map<Book, Long> books = new HashMap<>();
        Map<String, Long> byChain = new HashMap<>();
        for (StreamRecord record : store.stream(SuretyTables.JOURNAL)) {
            if (record.newImage() == null) {
                continue;
            }
            StoredEntry entry = StoredEntry.from(record.newImage());
            for (Line line : entry.postings()) {
                Book book = entry.book(line);
                long balance = books.merge(book, line.minor(), Math::addExact);
                long inChain = byChain.merge(entry.chain() + " " + book, line.minor(), Math::addExact);
                hold(
                        balance >= 0 || !NEVER_NEGATIVE.contains(book.kind()),
                        "no-overdraft",
                        book + " falls to " + balance + " by " + entry);
                hold(
                        inChain >= 0 || !NEVER_NEGATIVE_BY_CHAIN.contains(book.kind()),
                        "no-overdraft",
                        book + " falls to " + inChain + " within its chain by " + entry);
            }
        }
    }

    private void guarded() {
        Map<ItemKey, Set<ItemKey>> together = new HashMap<>();
        store.transactions().forEach(keys -> keys.forEach(key -> together.put(key, keys)));
        for (StoredEntry entry : entries) {
            for (Line line : entry.postings()) {
                Book book = entry.book(line);
                if (line.minor() >= 0 || !GUARDED.contains(book.kind())) {
                    continue;
                }
                ItemKey key = new ItemKey(
                        SuretyTables.JOURNAL,
                        AttributeValue.fromS(entry.chain()),
                        AttributeValue.fromN(Long.toString(entry.number())));
                ItemKey balance = new ItemKey(
                        SuretyTables.LEDGER,
                        AttributeValue.fromS(LedgerInvariants.key(book)),
                        AttributeValue.fromS("balance"));
                hold(
                        together.getOrDefault(key, Set.of()).contains(balance),
                        "guarded",
                        entry + " debits " + book + " without its balance");
            }
        }
    }
}
