package dev.surety.dynamo.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Numbers, from 1, every call that goes out (store writes, messages sent, calls of gateways and rails) and makes chosen
 * ones fail. A fault ordered here happens once; {@link #cease()} ends everything. Calls are numbered in the order they
 * begin, so schedules repeat only where calls are made by one thread at a time.
 */
public final class Faults {
    private final Map<Integer, Fate> plan = new TreeMap<>();
    private final List<String> calls = new ArrayList<>();
    private Trouble trouble = Trouble.TIMEOUT;
    private boolean dead;

    public static Faults none() {
        return new Faults();
    }

    public synchronized Faults fail(int call, Fate fate) {
        plan.put(call, fate);
        return this;
    }

    /** The error of failing calls; a time-out unless said otherwise. */
    public synchronized Faults with(Trouble kind) {
        trouble = kind;
        return this;
    }

    /** From now on everything works, and a process that died is up again; counting goes on. */
    public synchronized void cease() {
        plan.clear();
        dead = false;
    }

    /** How many of the ordered faults have not happened yet. */
    synchronized int outstanding() {
        return plan.size();
    }

    public synchronized int seen() {
        return calls.size();
    }

    /** The names of the calls seen, in order. */
    public synchronized List<String> names() {
        return List.copyOf(calls);
    }

    /** Makes a call of the store or of a queue, or has it fail with an exception of the SDK. */
    public <T> T around(String name, Supplier<T> call) {
        Trouble kind = trouble();
        return around(name, call, kind::exception);
    }

    /** Makes a call of a gateway, rail or bus, or has it fail with an error of its own kind. */
    public <T> T around(String name, Supplier<T> call, Function<Fate, ? extends RuntimeException> error) {
        Fate fate = next(name);
        if (fate == null) {
            return call.get();
        }
        if (fate.applies()) {
            T _ = call.get();
        }
        throw error.apply(fate);
    }

    /** Makes a call that changes nothing: not numbered, but a dead process cannot make it. */
    public <T> T reading(Supplier<T> call) {
        if (isDead()) {
            throw Trouble.TIMEOUT.exception(Fate.LOST);
        }
        return call.get();
    }

    private synchronized Trouble trouble() {
        return trouble;
    }

    private synchronized boolean isDead() {
        return dead;
    }

    private synchronized @Nullable Fate next(String name) {
        if (dead) {
            return Fate.LOST;
        }
        calls.add(name);
        Fate fate = plan.remove(calls.size());
        if (fate != null) {
            dead = fate.kills();
        }
        return fate;
    }
}
