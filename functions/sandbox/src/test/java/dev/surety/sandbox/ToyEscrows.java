package dev.surety.sandbox;

import dev.surety.dynamo.faults.Faults;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.journal.Chain;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes.Deadline;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.timers.TimerMessages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Aggregates that only wait: each wake that is due appends an entry, which may leave the next deadline. A process of
 * its own behind a queue: it deals with wakes at once, or, while it is asleep, lets them lie.
 */
final class ToyEscrows implements TimerMessages {
    private final Journal journal;
    private final Clocks worlds;
    private final Faults faults;
    private final Map<ChainId, List<Duration>> plans = new HashMap<>();
    private final List<Deadline> lying = new ArrayList<>();
    private final List<Dealt> dealt = new ArrayList<>();
    private final List<Deadline> early = new ArrayList<>();
    private boolean asleep;

    /** A deadline that was dealt with, and where the clock stood then. */
    record Dealt(String name, int number, Instant due, Instant stood) {}

    ToyEscrows(Journal journal, Clocks worlds, Faults faults) {
        this.journal = journal;
        this.worlds = worlds;
        this.faults = faults;
    }

    /** Starts one whose deadlines follow one another after these times. */
    synchronized ChainId start(MarketplaceId marketplace, String name, Duration... waits) {
        return start(new ChainId("escrow", marketplace, Id.derive("esc", name)), name, waits);
    }

    /** The same of another type, with its own partition of the timer index. */
    synchronized ChainId startPayment(MarketplaceId marketplace, String name, Duration... waits) {
        return start(new ChainId("payment", marketplace, Id.derive("pay", name)), name, waits);
    }

    private ChainId start(ChainId id, String name, Duration... waits) {
        plans.put(id, List.of(waits));
        append(journal.load(id), name);
        return id;
    }

    synchronized void asleep(boolean sleeps) {
        asleep = sleeps;
        if (!sleeps) {
            List.copyOf(lying).forEach(this::deal);
            lying.clear();
        }
    }

    synchronized List<Dealt> dealt() {
        return List.copyOf(dealt);
    }

    synchronized List<Deadline> early() {
        return List.copyOf(early);
    }

    synchronized int lying() {
        return lying.size();
    }

    @Override
    public void send(List<Deadline> deadlines) {
        boolean _ = faults.around(
                "send " + deadlines.size() + " wakes",
                () -> take(deadlines),
                fate -> new Outage("the queue did not answer: " + fate));
    }

    private synchronized boolean take(List<Deadline> deadlines) {
        if (asleep) {
            return lying.addAll(deadlines);
        }
        // A queue keeps no order within what is due together.
        deadlines.reversed().forEach(this::deal);
        return true;
    }

    private void deal(Deadline deadline) {
        Chain chain = journal.load(deadline.chain());
        if (chain.version() != deadline.number()) {
            return;
        }
        Instant now = worlds.now(deadline.chain().marketplace(), Mode.SANDBOX);
        if (now.isBefore(deadline.at())) {
            early.add(deadline);
            return;
        }
        String name = Json.object(chain.first().data()).path("name").asString("");
        dealt.add(new Dealt(name, deadline.number(), deadline.at(), now));
        append(chain, name);
    }

    private void append(Chain chain, String name) {
        ChainId id = chain.id();
        Instant now = worlds.now(id.marketplace(), Mode.SANDBOX);
        List<Duration> waits = plans.getOrDefault(id, List.of());
        Optional<Entry.Due> due = chain.version() < waits.size()
                ? Optional.of(Clocks.due(
                        Clocks.sandboxPartition(id.type(), id.marketplace()),
                        now,
                        now.plus(waits.get(chain.version()))))
                : Optional.empty();
        var key = CommandKey.ofFact(id.toString(), Integer.toString(chain.version()));
        var data = Json.object().put("name", name);
        journal.append(chain, Draft.of("escrow.waited.v1", data, now, Actor.TIMER, key).due(due));
    }
}
