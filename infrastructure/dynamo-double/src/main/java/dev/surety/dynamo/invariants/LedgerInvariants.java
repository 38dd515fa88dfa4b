package dev.surety.dynamo.invariants;

import static dev.surety.dynamo.invariants.WholeWorld.hold;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.invariants.StoredEntry.Book;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Checks the ledger against the journal, once every entry was posted. */
final class LedgerInvariants {
    private final MemoryDynamo store;

    LedgerInvariants(MemoryDynamo store) {
        this.store = store;
    }

    /** The partition of an account; the holder of a platform account is empty. */
    static String key(Book book) {
        return String.join("#", book.kind(), book.marketplace(), book.holder(), book.currency());
    }

    void check() {
        Map<String, Long> folded = new TreeMap<>();
        List<StoredEntry> entries =
                store.items(SuretyTables.JOURNAL).stream().map(StoredEntry::from).toList();
        JournalInvariants.fold(entries).forEach((book, minor) -> folded.put(key(book), minor));
        Map<String, Long> balances = new TreeMap<>();
        Map<String, Long> lines = new TreeMap<>();
        for (Map<String, AttributeValue> item : store.items(SuretyTables.LEDGER)) {
            String[] parts = StoredEntry.text(item, "pk").orElse("").split("#", -1);
            String sk = StoredEntry.text(item, "sk").orElse("");
            if (parts.length < 4) {
                continue;
            }
            String account = String.join("#", List.of(parts).subList(0, 4));
            if (sk.equals("balance")) {
                balances.merge(account, minor(item), Math::addExact);
            } else if (sk.startsWith("line#")) {
                lines.merge(account, lines(item), Math::addExact);
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
        JournalInvariants.booksBalanced(books, "ledger");
    }

    /** The lines of one second: every attribute but the keys is one, and begins with its amount. */
    private static long lines(Map<String, AttributeValue> item) {
        long sum = 0;
        for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
            if (!attribute.getKey().equals("pk") && !attribute.getKey().equals("sk")) {
                String text = attribute.getValue().s();
                hold(text != null, "ledger-is-fold", attribute.getKey() + " is no line in " + item);
                sum = Math.addExact(sum, text == null ? 0 : Long.parseLong(text.substring(0, text.indexOf(' '))));
            }
        }
        return sum;
    }

    private static long minor(Map<String, AttributeValue> item) {
        AttributeValue value = item.get("amount");
        hold(value != null && value.n() != null, "ledger-is-fold", "no number amount in " + item);
        return value == null ? 0 : Long.parseLong(value.n());
    }
}
