package dev.surety.runtime.journal;

import dev.surety.model.Invariants;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The entries of one aggregate, from the first to the last at the time of reading.
 *
 * @param lastItem the last entry as it lies in the store, with attributes that this release may not know. The next
 * entry's hash of it is made from these; empty if the last entry did not come from a load
 */
public record Chain(ChainId id, List<Entry> entries, Map<String, AttributeValue> lastItem)
        implements Tip {
    /** One that has not begun. */
    public Chain(ChainId id) {
        this(id, List.of());
    }

    public Chain(ChainId id, List<Entry> entries) {
        this(id, entries, Map.of());
    }

    public Chain {
        entries = List.copyOf(entries);
        for (int i = 0; i < entries.size(); i++) {
            Invariants.hold(entries.get(i).number() == i + 1, "chain-linear: numbers run without a gap");
        }
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    @Override
    public int version() {
        return entries.size();
    }

    @Override
    public Optional<Entry> tip() {
        return entries.isEmpty() ? Optional.empty() : Optional.of(last());
    }

    /** Every entry of such a chain is read at each command, so it ends. */
    @Override
    public boolean isFull() {
        return version() >= Journal.LAST_ENTRY;
    }

    public Entry first() {
        return entries.getFirst();
    }

    public Entry last() {
        return entries.getLast();
    }

    /** The hash that the next entry names: SHA-256 of the last entry as it is stored. */
    @Override
    public String lastHash() {
        return EntryItems.hash(lastItem.isEmpty() ? EntryItems.toItem(last()) : lastItem);
    }

    /** The entry a command or fact left, if it was ever appended. */
    public Optional<Entry> seen(CommandKey key) {
        return entries.stream().filter(entry -> entry.key().equals(key.hash())).findFirst();
    }

    /** The entry with the outcome of the command whose intent stands in this chain, if it is known. */
    public Optional<Entry> answerTo(CommandKey key) {
        return entries.stream()
                .filter(entry -> entry.answers().filter(key.hash()::equals).isPresent())
                .findFirst();
    }

    /** The chain as it was when it had that many entries. */
    public Chain at(int version) {
        return version == version() ? this : new Chain(id, entries.subList(0, version));
    }

    public Chain plus(Entry entry) {
        var longer = new ArrayList<>(entries);
        longer.add(entry);
        return new Chain(id, longer);
    }
}
