package dev.surety.payouts.world;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.journal.EntryItems;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All entries of a journal, and what they say together. */
public final class Entries {
    private Entries() {}

    public static List<Entry> of(MemoryDynamo store) {
        return store.items(SuretyTables.JOURNAL).stream().map(EntryItems::fromItem).toList();
    }

    /** As finance reads it: money that we have is positive. */
    public static long balance(MemoryDynamo store, String account) {
        Account of = Account.parse(account).orElseThrow();
        return of(store).stream()
                .flatMap(entry -> entry.postings().stream())
                .filter(posting -> posting.account().equals(of))
                .mapToLong(posting -> posting.money().amountMinor())
                .sum();
    }

    /** Each attention that is open: the chain's type and the kind. */
    public static Map<String, Long> attention(MemoryDynamo store) {
        Map<String, String> open = new HashMap<>();
        of(store).stream()
                .sorted(Comparator.comparing(Entry::number))
                .filter(entry -> entry.attention().isPresent())
                .forEach(entry -> open.put(
                        entry.chain() + " " + entry.attention().get().split(" ", 2)[1],
                        entry.attention().get().startsWith("opens") ? "open" : "closed"));
        return open.entrySet().stream()
                .filter(each -> each.getValue().equals("open"))
                .collect(Collectors.groupingBy(
                        each -> each.getKey().replaceAll("#.* ", " "), TreeMap::new, Collectors.counting()));
    }
}
