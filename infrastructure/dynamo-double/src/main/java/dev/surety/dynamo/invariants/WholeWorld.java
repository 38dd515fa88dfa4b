package dev.surety.dynamo.invariants;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Checks, on the raw items of a store, every invariant that a store can show by itself. The first one broken fails with
 * its name and the item. A test adds checks that need a function with {@link #with}.
 */
public final class WholeWorld {
    private record Named(String invariant, Consumer<MemoryDynamo> check) {}

    private final MemoryDynamo store;
    private final List<Named> more = new ArrayList<>();
    private Optional<Function<Map<String, AttributeValue>, String>> hash = Optional.empty();
    private Optional<LedgerInvariants> ledger = Optional.empty();
    private boolean drained;
    private boolean idle;

    private WholeWorld(MemoryDynamo store) {
        this.store = store;
    }

    public static WholeWorld of(MemoryDynamo store) {
        return new WholeWorld(store);
    }

    public static void check(MemoryDynamo store) {
        of(store).check();
    }

    /** The SHA-256 in hex that the entry after this item has to name as {@code prev}. */
    public WholeWorld hashing(Function<Map<String, AttributeValue>, String> function) {
        hash = Optional.of(function);
        return this;
    }

    /** Says that every stream record was posted. */
    public WholeWorld drained() {
        drained = true;
        ledger = Optional.of(new LedgerInvariants(store));
        return this;
    }

    /** Says that nothing is in flight, so that clearing accounts are at zero. */
    public WholeWorld idle() {
        idle = true;
        return this;
    }

    /** Adds an invariant of a function's own; it throws when broken. */
    public WholeWorld with(String invariant, Consumer<MemoryDynamo> check) {
        more.add(new Named(invariant, check));
        return this;
    }

    public void check() {
        if (!store.breaches().isEmpty()) {
            throw store.breaches().getFirst();
        }
        new JournalInvariants(store, hash).check(idle);
        ErasureInvariants.check(store);
        if (drained) {
            ledger.ifPresent(LedgerInvariants::check);
        }
        for (String table : List.of(SuretyTables.JOURNAL, SuretyTables.EVENTS, SuretyTables.LEDGER)) {
            for (Map<String, AttributeValue> item : store.items(table)) {
                hold(Secrets.in(item).isEmpty(), "secret-kept", table + " " + item);
            }
        }
        for (Named each : more) {
            try {
                each.check().accept(store);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(each.invariant() + ": " + e.getMessage(), e);
            }
        }
    }

    static void hold(boolean holds, String invariant, Object item) {
        if (!holds) {
            throw new AssertionError(invariant + ": " + item);
        }
    }
}
