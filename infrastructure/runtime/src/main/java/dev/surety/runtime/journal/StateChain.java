package dev.surety.runtime.journal;

import dev.surety.model.Invariants;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A chain whose last entry holds all of its aggregate's state, as settings and pauses do. It is read and appended to by
 * its last entry, and has no end: no number of changes may ever stop the next.
 *
 * @param lastItem the last entry as it lies in the store, from which the next entry's hash of it is made
 */
public record StateChain(ChainId id, Optional<Entry> last, Map<String, AttributeValue> lastItem) implements Tip {
    public StateChain {
        Invariants.hold(last.isEmpty() == lastItem.isEmpty(), "a chain's last entry came from its item");
    }

    @Override
    public int version() {
        return last.map(Entry::number).orElse(0);
    }

    @Override
    public Optional<Entry> tip() {
        return last;
    }

    @Override
    public String lastHash() {
        return EntryItems.hash(lastItem);
    }

    @Override
    public boolean isFull() {
        return false;
    }

    public boolean isEmpty() {
        return last.isEmpty();
    }
}
