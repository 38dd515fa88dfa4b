package dev.surety.runtime.journal;

import dev.surety.model.Invariants;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The names, with versions, of a function's stored events. A name stands for one shape for ever. A former shape is read
 * as today's event. A newer release wrote an unknown name, so this one waits for its own replacement.
 */
public final class EventTypes<E> {
    private final Map<Class<? extends E>, Function<? super E, String>> names = new HashMap<>();
    private final Map<String, Function<String, ? extends E>> readers = new HashMap<>();

    /** An event with one name. */
    public <T extends E> EventTypes<E> event(String name, Class<T> type) {
        return event(type, _ -> name, name);
    }

    /** An event whose stored name depends on more than its class, such as on whether it ends something. */
    public <T extends E> EventTypes<E> event(Class<T> type, Function<T, String> name, String... all) {
        Invariants.hold(names.put(type, event -> name.apply(type.cast(event))) == null, "an event is named once");
        for (String each : all) {
            reader(each, data -> Json.read(data, type));
        }
        return this;
    }

    /** A shape of a former release; nothing is written in it any more. */
    public <T> EventTypes<E> former(String name, Class<T> shape, Function<T, ? extends E> today) {
        reader(name, data -> today.apply(Json.read(data, shape)));
        return this;
    }

    private void reader(String name, Function<String, ? extends E> reader) {
        Invariants.hold(readers.put(name, reader) == null, "a name stands for one shape");
    }

    public String name(E event) {
        return Optional.ofNullable(names.get(event.getClass()))
                .orElseThrow(() -> new Invariants.Breach("an event has no name: " + event.getClass()))
                .apply(event);
    }

    /** Reads an entry's event. Members of the data that the event does not have are passed over. */
    public E read(Entry entry) {
        return Optional.ofNullable(readers.get(entry.event()))
                .orElseThrow(() -> unknown(entry))
                .apply(entry.data());
    }

    /** The whole state that one of these events left in its entry. */
    public <S> S state(Entry entry, Class<S> type) {
        if (!readers.containsKey(entry.event())) {
            throw unknown(entry);
        }
        return Json.read(WholeState.in(entry), type);
    }

    private static Outage unknown(Entry entry) {
        return new Outage("this release does not know the event " + entry.event());
    }

    /** All names that are read. */
    public Set<String> names() {
        return Set.copyOf(readers.keySet());
    }

    /** All types that have a name: a test holds them to the permitted types of the sealed event. */
    public Set<Class<? extends E>> types() {
        return Set.copyOf(names.keySet());
    }
}
