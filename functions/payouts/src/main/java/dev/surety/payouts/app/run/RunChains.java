package dev.surety.payouts.app.run;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.RunId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Attention;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.money.Money;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.domain.run.Run;
import dev.surety.payouts.domain.run.RunEvent;
import dev.surety.payouts.domain.run.RunRules;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.Chain;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.journal.JournalIndexes.By;
import dev.surety.runtime.journal.JournalIndexes.Found;
import dev.surety.runtime.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The chains of runs: loading, appending with the deadline that a state leaves, and listing. */
public final class RunChains {
    public static final String TYPE = "run";

    /** The work that waits for people, on a run that waits for approval, and on one that does not get on. */
    static final String APPROVAL = "run_approval";

    static final String STUCK = "run_stuck";

    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration LATER = Duration.ofHours(1);
    private static final int PAGE = 50;

    private final Journal journal;
    private final JournalIndexes indexes;
    private final Present present;

    public RunChains(Journal journal, JournalIndexes indexes, Present present) {
        this.journal = journal;
        this.indexes = indexes;
        this.present = present;
    }

    /** The actor of an entry, and the key that lets it happen once. */
    record Stamp(Actor actor, CommandKey key, Optional<String> note) {
        static Stamp timer(ChainId chain, String... words) {
            return new Stamp(Actor.TIMER, CommandKey.ofFact(words(chain, words)), Optional.empty());
        }

        private static String[] words(ChainId chain, String... more) {
            return Stream.concat(Stream.of(chain.toString()), Stream.of(more)).toArray(String[]::new);
        }
    }

    public static ChainId chain(MarketplaceId marketplace, RunId id) {
        return new ChainId(TYPE, marketplace, id.value());
    }

    Journal journal() {
        return journal;
    }

    Present present() {
        return present;
    }

    MarketplaceSettings settings(MarketplaceId marketplace) {
        return present.settings(marketplace);
    }

    Instant now(MarketplaceId marketplace) {
        return present.now(marketplace);
    }

    public Optional<RunChain> find(MarketplaceId marketplace, RunId id) {
        return RunChain.of(journal.load(chain(marketplace, id)));
    }

    public Optional<RunChain> find(ChainId id) {
        return Id.isWellFormed(RunId.PREFIX, id.id()) ? RunChain.of(journal.load(id)) : Optional.empty();
    }

    /** Begins a run; an entry that is there already is that of an earlier try. */
    Append begin(Chain chain, RunEvent.Planning event, Instant now, Stamp stamp) {
        Draft draft = draft(chain.id(), event, Run.begun(event.order(), now), now, stamp);
        String owner = owner(chain.id().marketplace());
        return journal.append(chain, draft.indexed(new Entry.Index(owner, "", "")));
    }

    /** The run after the event, or nothing if another entry took the place. */
    Optional<RunChain> append(RunChain to, RunEvent event, Instant now, Stamp stamp) {
        Instant at = now.isBefore(to.chain().last().at()) ? to.chain().last().at() : now;
        Draft draft = draft(to.chain().id(), event, to.run().after(event, at), at, stamp);
        return journal.append(to.chain(), draft) instanceof Append.Done(var entry, var _)
                ? RunChain.of(to.chain().plus(entry))
                : Optional.empty();
    }

    private Draft draft(ChainId chain, RunEvent event, Run after, Instant now, Stamp stamp) {
        Mode mode = settings(chain.marketplace()).mode();
        ObjectNode data = (ObjectNode) Json.tree(event);
        data.set("tells", tells(event, after));
        Draft draft = Draft.of(RunTypes.ALL.name(event), data, now, stamp.actor(), stamp.key())
                .note(stamp.note())
                .due(due(after, event, now).map(at -> Clocks.due(chain, mode, now, at)));
        return attention(event).map(of -> draft.attention(of.toString())).orElse(draft);
    }

    /** The public part of an entry, and for approvers what they are asked. */
    private static ObjectNode tells(RunEvent event, Run after) {
        ObjectNode tells = Json.object().put("state", after.state().code());
        Optional<RunEvent.Planned> plan = after.plan();
        if (plan.isPresent()) {
            JsonNode sum = Json.tree(Money.of(plan.get().items().sum(), after.order().currency()));
            tells.set("amount", sum);
            if (event instanceof RunEvent.Submitted(var _, int needed)) {
                ObjectNode approval = tells.putObject("approval")
                        .put("needed", needed)
                        .put("hash", plan.get().hash());
                approval.set("sum", sum);
                ArrayNode makers = approval.putArray("makers");
                after.makers().forEach(makers::add);
            }
        }
        return tells;
    }

    /** When a timer looks next. Work that goes on by messages is looked at soon, and then each hour. */
    private static Optional<Instant> due(Run run, RunEvent event, Instant now) {
        return switch (run.state()) {
            case PLANNING, EXECUTING ->
                Optional.of(now.plus(event instanceof RunEvent.Looked ? LATER : SOON));
            case PLANNED ->
                Optional.of(isToSubmit(run, event) ? now.plus(SOON) : run.since().plus(RunRules.FRESH));
            case AWAITING_APPROVAL -> Optional.of(run.since().plus(RunRules.APPROVABLE));
            case APPROVED -> Optional.of(run.order().executeAt().filter(now::isBefore).orElse(now));
            case STALE, REJECTED, EXPIRED, ABORTED, EXECUTED, EXECUTED_WITH_FAILURES -> Optional.empty();
        };
    }

    /** A schedule submits its run by itself, unless there is nothing to pay. */
    static boolean isToSubmit(Run run, RunEvent last) {
        return run.order().schedule().isPresent()
                && last instanceof RunEvent.Planned plan
                && plan.items().count() > 0;
    }

    private static Optional<Attention> attention(RunEvent event) {
        return switch (event) {
            case RunEvent.Submitted _ -> Optional.of(Attention.opens(APPROVAL));
            case RunEvent.Approved approved when approved.last() -> Optional.of(Attention.closes(APPROVAL));
            case RunEvent.Rejected _, RunEvent.Expired _ -> Optional.of(Attention.closes(APPROVAL));
            case RunEvent.Aborted _ -> Optional.of(Attention.closes(APPROVAL));
            case RunEvent.Looked(var why) when why.equals(STUCK) -> Optional.of(Attention.opens(STUCK));
            case RunEvent.Planned _, RunEvent.Executed _ -> Optional.of(Attention.closes(STUCK));
            default -> Optional.empty();
        };
    }

    private static String owner(MarketplaceId marketplace) {
        return TYPE + "#" + marketplace + "#all";
    }

    /** Newest first. */
    public List<Found> list(MarketplaceId marketplace, int limit, Optional<Found> after) {
        return indexes.list(By.OWNER, owner(marketplace), limit, after);
    }

    /** The runs that began since, newest first, as far as the index shows them by now. */
    Stream<RunChain> since(MarketplaceId marketplace, Instant from) {
        return indexes.all(By.OWNER, owner(marketplace), PAGE)
                .takeWhile(found -> !Instant.parse(found.at()).isBefore(from))
                .flatMap(found -> find(found.chain()).stream());
    }
}
