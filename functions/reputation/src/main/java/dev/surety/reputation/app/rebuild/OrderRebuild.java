package dev.surety.reputation.app.rebuild;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.refusal.CommonReason;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.CommandLoop;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.command.StateCommand;
import dev.surety.runtime.command.Verdict;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Present;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * An operator's order to rebuild the scores of a marketplace, one at a time. Each entry of its chain says how far it
 * has come and leaves a deadline. So a crash repeats the work since the last entry.
 */
public final class OrderRebuild {
    public static final String TYPE = "rebuild";

    private static final String STARTED = "reputation.rebuild_started.v1";
    private static final String LOOKED = "reputation.rebuild_looked.v1";
    private static final String FINISHED = "reputation.rebuild_finished.v1";
    private static final String ID = "scores";
    private static final String STATE = "state";

    private final Journal journal;
    private final Present present;
    private final RebuildScores rebuilding;
    private final InstantSource system;
    private final Duration budget;

    /** @param budget after which a wake begins no further part */
    public OrderRebuild(
            Journal journal, Present present, RebuildScores rebuilding, InstantSource system, Duration budget) {
        this.journal = journal;
        this.present = present;
        this.rebuilding = rebuilding;
        this.system = system;
        this.budget = budget;
    }

    static ChainId chain(MarketplaceId marketplace) {
        return new ChainId(TYPE, marketplace, ID);
    }

    public static Rebuild read(Entry entry) {
        return Json.read(Json.object(entry.data()).path(STATE), Rebuild.class);
    }

    /** The marketplace's last rebuild; nothing if there was none. */
    public Optional<Rebuild> find(MarketplaceId marketplace) {
        return journal.last(chain(marketplace)).map(OrderRebuild::read);
    }

    public Outcome<Entry> order(CommandEnvelope envelope) {
        ChainId id = chain(envelope.caller().marketplace());
        return CommandLoop.run("a rebuild", envelope, new StateCommand(journal, id, chain -> {
            if (chain.last().filter(last -> read(last).finishedAt().isEmpty()).isPresent()) {
                return new Verdict.Denied<>(
                        CommonReason.TRANSITION_NOT_ALLOWED.with("The last rebuild is not finished."));
            }
            Instant now = present.now(id.marketplace());
            return new Verdict.Allowed<>(draft(
                    id, STARTED, Rebuild.begun(now), now, envelope.caller().actor(), envelope.key()));
        }));
    }

    private Draft draft(ChainId id, String event, Rebuild state, Instant now, Actor actor, CommandKey key) {
        ObjectNode data = Json.object();
        data.set(STATE, Json.tree(state));
        data.putObject("tells").put("state", state.finishedAt().isPresent() ? "finished" : "running");
        return Draft.of(event, data, now, actor, key)
                .due(state.finishedAt().isPresent()
                        ? Optional.empty()
                        : Optional.of(Clocks.due(id, present.mode(id.marketplace()), now, now)));
    }

    /** @param number of the entry whose deadline has come */
    public Handled wake(ChainId id, int number) {
        StateChain chain = journal.state(id);
        Optional<Entry.Due> due = chain.last().flatMap(Entry::due);
        if (due.isEmpty() || (number > 0 && chain.version() != number)) {
            return Handled.DONE;
        }
        Instant now = present.now(id.marketplace());
        if (now.isBefore(due.get().at())) {
            return Handled.AGAIN;
        }
        Instant end = system.instant().plus(budget);
        Rebuild state = read(chain.last().orElseThrow());
        do {
            state = rebuilding.step(id.marketplace(), state, now);
        } while (state.finishedAt().isEmpty() && system.instant().isBefore(end));
        var key = CommandKey.ofFact(id.toString(), Integer.toString(chain.version()));
        String event = state.finishedAt().isPresent() ? FINISHED : LOOKED;
        Append _ = journal.append(chain, draft(id, event, state, now, Actor.TIMER, key));
        return Handled.DONE;
    }
}
