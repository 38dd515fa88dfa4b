package dev.surety.testkit;

import static dev.surety.testkit.WholeWorld.hold;

import dev.surety.testkit.StoredEntry.Book;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the ledger shows against the journal, once everything written was posted. */
final class LedgerWorld {
    private final MemoryDynamo store;
    private final String balanceAttribute;
    private final String lineAttribute;

    LedgerWorld(MemoryDynamo store, String balanceAttribute, String lineAttribute) {
        this.store = store;
        this.balanceAttribute = balanceAttribute;
        this.lineAttribute = lineAttribute;
    }

    /** The partition of an account; the holder of a platform account is empty. */
    static String key(Book book) {
        return String.join("#", book.kind(), book.marketplace(), book.holder(), book.currency());
    }

    void check() {
        Map<String, Long> folded = new TreeMap<>();
        List<StoredEntry> entries =
                store.items(SuretyTables.JOURNAL).stream().map(StoredEntry::from).toList();
        JournalWorld.fold(entries).forEach((book, minor) -> folded.put(key(book), minor));
        Map<String, Long> balances = new TreeMap<>();
        Map<String, Long> lines = new TreeMap<>();
        Map<String, String> live = live();
        for (Map<String, AttributeValue> item : store.items(SuretyTables.LEDGER)) {
            String[] parts = StoredEntry.text(item, "pk").orElse("").split("#", -1);
            String sk = StoredEntry.text(item, "sk").orElse("");
            if (parts.length < 4) {
                continue;
            }
            // Keys of a later generation name the marketplace's books as "demo~2"; only the live ones are judged.
            String marketplace = parts[1].split("~", -1)[0];
            if (!parts[1].equals(live.getOrDefault(marketplace, marketplace))) {
                continue;
            }
            parts[1] = marketplace;
            String account = String.join("#", List.of(parts).subList(0, 4));
            if (sk.equals("balance")) {
                balances.merge(account, minor(item, balanceAttribute), Math::addExact);
            } else if (sk.startsWith("line#")) {
                lines.merge(account, minor(item, lineAttribute), Math::addExact);
            }
        }
        Set<String> accounts = new HashSet<>(folded.keySet());
        accounts.addAll(balances.keySet());
        accounts.addAll(lines.keySet());
        for (String account : accounts) {
            long expected = folded.getOrDefault(account, 0L);
            hold(
                    balances.getOrDefault(account, 0L) == expected,
                    "ledger-is-fold",
                    account + " has a balance of " + balances.get(account) + ", the journal says " + expected);
            hold(
                    lines.getOrDefault(account, 0L) == expected,
                    "ledger-is-fold",
                    account + " has lines of " + lines.get(account) + ", the journal says " + expected);
        }
        Map<Book, Long> books = new TreeMap<>();
        balances.forEach((account, minor) -> {
            String[] parts = account.split("#", -1);
            books.put(new Book(parts[1], parts[0] + ":" + parts[2], parts[3]), minor);
        });
        JournalWorld.booksBalanced(books, "ledger");
    }

    /** How keys name the live generation of each marketplace's books, where it is not the first. */
    private Map<String, String> live() {
        Map<String, String> live = new TreeMap<>();
        for (Map<String, AttributeValue> item : store.items(SuretyTables.LEDGER)) {
            String pk = StoredEntry.text(item, "pk").orElse("");
            if (pk.startsWith("generation#")) {
                String marketplace = pk.substring("generation#".length());
                long number = minor(item, "live");
                live.put(marketplace, number == 0 ? marketplace : marketplace + "~" + number);
            }
        }
        return live;
    }

    private static long minor(Map<String, AttributeValue> item, String attribute) {
        AttributeValue value = item.get(attribute);
        hold(value != null && value.n() != null, "ledger-is-fold", "no number " + attribute + " in " + item);
        return value == null ? 0 : Long.parseLong(value.n());
    }
}
