package dev.surety.dynamo;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A write as a request asks for it, read and checked before the stored item is known. */
record Write(
        Kind kind,
        MemoryTable table,
        ItemKey key,
        Optional<Condition> condition,
        boolean showsItemOnFailure,
        Effect effect) {

    enum Kind {
        PUT,
        UPDATE,
        DELETE,
        CHECK
    }

    /** The item after the write; null is no item. */
    interface Effect {
        @Nullable Map<String, AttributeValue> of(@Nullable Map<String, AttributeValue> before);
    }

    boolean allowedBy(@Nullable Map<String, AttributeValue> before) {
        return condition.map(each -> each.holds(before == null ? Map.of() : before)).orElse(true);
    }

    /** The change it makes; a breach when it silently replaces an item it has not read. */
    Change on(@Nullable Map<String, AttributeValue> before) {
        if (kind == Kind.PUT
                && before != null
                && condition.isEmpty()
                && !table.shape().is(TableShape.Rule.OVERWRITABLE)) {
            throw new BreachError("append-only: a put without condition replaced " + key);
        }
        Map<String, AttributeValue> after = effect.of(before);
        if (after != null && kind != Kind.CHECK) {
            table.checkItem(after);
        }
        return new Change(key, before, after);
    }
}
