package dev.surety.dynamo.faults;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Runs a use case once undisturbed to learn which calls it makes. Then it runs once more in a new world for every call
 * and every fate of it, and, when asked, for every pair. Each run recovers with the faults gone, and is checked.
 * Recovery is the same act again unless another is given, as a caller with the same key would do. Calls made while the
 * world is built do not count.
 */
public final class EveryFault<W> {
    /** An act on a world; an SDK exception because of a fault counts as the death of the process. */
    public interface Act<W> {
        void on(W world);
    }

    private static final int MAX_CALLS = 200;

    private final String name;
    private final Function<Faults, W> build;
    private final Act<W> act;
    private final Act<W> recover;
    private final Consumer<W> check;
    private final Set<Fate> fates;
    private final boolean pairs;
    private final Trouble trouble;
    private final Set<Class<? extends RuntimeException>> outages;

    private EveryFault(
            String name,
            Function<Faults, W> build,
            Act<W> act,
            Act<W> recover,
            Consumer<W> check,
            Set<Fate> fates,
            boolean pairs,
            Trouble trouble,
            Set<Class<? extends RuntimeException>> outages) {
        this.name = name;
        this.build = build;
        this.act = act;
        this.recover = recover;
        this.check = check;
        this.fates = fates;
        this.pairs = pairs;
        this.trouble = trouble;
        this.outages = outages;
    }

    public static <W> EveryFault<W> of(String name, Function<Faults, W> build, Act<W> act) {
        return new EveryFault<>(
                name, build, act, act, _ -> {}, Set.of(Fate.LOST, Fate.KEPT), false, Trouble.TIMEOUT,
                Set.of(SdkException.class));
    }

    public EveryFault<W> recovering(Act<W> other) {
        return new EveryFault<>(name, build, act, other, check, fates, pairs, trouble, outages);
    }

    public EveryFault<W> checking(Consumer<W> other) {
        return new EveryFault<>(name, build, act, recover, other, fates, pairs, trouble, outages);
    }

    public EveryFault<W> inPairs() {
        return new EveryFault<>(name, build, act, recover, check, fates, true, trouble, outages);
    }

    public EveryFault<W> withDeaths() {
        return new EveryFault<>(name, build, act, recover, check, Set.of(Fate.values()), pairs, trouble, outages);
    }

    public EveryFault<W> with(Trouble other) {
        return new EveryFault<>(name, build, act, recover, check, fates, pairs, other, outages);
    }

    /**
     * Lets the act also end with such an exception when a fault was ordered: the code under test reports an outage by
     * it.
     */
    public EveryFault<W> orEndingWith(Class<? extends RuntimeException> outage) {
        return new EveryFault<>(
                name, build, act, recover, check, fates, pairs, trouble, Set.of(SdkException.class, outage));
    }

    /** Tries every schedule, prints and returns how many there were. */
    public int run() {
        int calls = attempt(Map.of()).size();
        if (calls == 0 || calls > MAX_CALLS) {
            throw new AssertionError(
                    name + ": makes " + calls + " calls; between 1 and " + MAX_CALLS + " can be tried");
        }
        int schedules = 0;
        for (int first = 1; first <= calls; first++) {
            for (Fate fate : sorted()) {
                List<String> seen = attempt(Map.of(first, fate));
                schedules++;
                if (pairs && !fate.kills()) {
                    schedules += second(first, fate, seen.size());
                }
            }
        }
        System.out.printf("%s: %d calls, %d fault schedules tried%n", name, calls, schedules);
        return schedules;
    }

    private int second(int first, Fate fate, int seen) {
        int schedules = 0;
        for (int next = first + 1; next <= seen; next++) {
            for (Fate another : sorted()) {
                attempt(Map.of(first, fate, next, another));
                schedules++;
            }
        }
        return schedules;
    }

    private List<Fate> sorted() {
        return fates.stream().sorted().toList();
    }

    /** One schedule in a world of its own: the calls of act and recovery, by name. */
    private List<String> attempt(Map<Integer, Fate> plan) {
        Faults faults = Faults.none();
        W world = build.apply(faults);
        int before = faults.seen();
        faults.with(trouble);
        plan.forEach((call, fate) -> faults.fail(before + call, fate));
        try {
            if (plan.isEmpty()) {
                act.on(world);
                List<String> seen = names(faults, before);
                check.accept(world);
                return seen;
            }
            disturbed(act, world);
            if (plan.size() == 1 && faults.outstanding() > 0) {
                throw new AssertionError("the call was not reached: the act does not repeat itself");
            }
            if (faults.outstanding() > 0) {
                disturbed(recover, world);
            }
            faults.cease();
            recover.on(world);
            List<String> seen = names(faults, before);
            check.accept(world);
            return seen;
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(name + " failed under " + plan + "; calls: " + names(faults, before), e);
        }
    }

    private void disturbed(Act<W> step, W world) {
        try {
            step.on(world);
        } catch (RuntimeException e) {
            // The fault that was ordered; recovery comes without it.
            if (outages.stream().noneMatch(outage -> outage.isInstance(e))) {
                throw e;
            }
        }
    }

    private static List<String> names(Faults faults, int from) {
        List<String> names = faults.names();
        return List.copyOf(names.subList(from, names.size()));
    }
}
