package dev.surety.onboarding.app.rescreening;

import dev.surety.model.Invariants.Breach;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.onboarding.app.Participant;
import dev.surety.onboarding.app.rescreening.ListChanges.Change;
import dev.surety.onboarding.app.rescreening.ScreeningRuns.Stored;
import dev.surety.onboarding.domain.rescreening.Look.Verdict;
import dev.surety.onboarding.domain.rescreening.Look;
import dev.surety.onboarding.domain.rescreening.ScreeningRun.Place;
import dev.surety.onboarding.domain.rescreening.ScreeningRun.State;
import dev.surety.onboarding.domain.rescreening.ScreeningRun;
import dev.surety.onboarding.domain.rescreening.ScreeningRunCommand.End;
import dev.surety.onboarding.domain.rescreening.ScreeningRunCommand.Page;
import dev.surety.onboarding.domain.rescreening.ScreeningRunCommand.Slice;
import dev.surety.onboarding.domain.rescreening.ScreeningRunCommand;
import dev.surety.onboarding.domain.rescreening.ScreeningRunRules.Decision;
import dev.surety.onboarding.domain.rescreening.ScreeningRunRules;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.journal.JournalIndexes.Found;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.marketplace.Participants;
import dev.surety.runtime.resilience.SideBySide;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Does a run's next pages within the time of one call, and then asks to be called again. A worker looks at a page
 * before it appends the page's entry. If it dies in between, the next worker looks at the page again. Two workers on
 * one run do the same page, and one of their entries stays.
 */
public final class WorkOnScreeningRun {
    private final ScreeningRuns runs;
    private final Participants participants;
    private final Marketplaces marketplaces;
    private final ListChanges lists;
    private final ScreenAgain screening;
    private final Clocks worlds;
    private final Nudges nudges;
    private final Pace pace;

    public WorkOnScreeningRun(
            ScreeningRuns runs,
            Participants participants,
            Marketplaces marketplaces,
            ListChanges lists,
            ScreenAgain screening,
            Clocks worlds,
            Nudges nudges,
            Pace pace) {
        this.runs = runs;
        this.participants = participants;
        this.marketplaces = marketplaces;
        this.lists = lists;
        this.screening = screening;
        this.worlds = worlds;
        this.nudges = nudges;
        this.pace = pace;
    }

    /**
     * @param slice how many participants of each shard a page has, at most
     * @param atOnce how many participants are looked at at one time
     * @param budget after which a call begins no further page
     * @param clock the system's
     */
    public record Pace(int slice, int atOnce, Duration budget, InstantSource clock) {
        /** As deployed: a page of 400 participants is one entry of some 3 KB. */
        public static Pace of(InstantSource clock) {
            return new Pace(50, 32, Duration.ofSeconds(20), clock);
        }
    }

    /** @param number of the entry whose deadline has come; 0 in a nudge */
    public Handled wake(ChainId id, int number) {
        Optional<Stored> found = runs.find(id);
        if (found.isEmpty() || (number > 0 && found.get().version() != number)) {
            return Handled.DONE;
        }
        Mode mode = mode(id.marketplace());
        Instant now = worlds.now(id.marketplace(), mode);
        boolean isEarly = number > 0
                ? found.get().entry().due().filter(due -> now.isBefore(due.at())).isPresent()
                : now.isBefore(found.get().run().order().notBefore());
        if (isEarly) {
            return number > 0 ? Handled.AGAIN : Handled.DONE;
        }
        work(id, mode, found.get().run());
        return Handled.DONE;
    }

    private Mode mode(MarketplaceId marketplace) {
        return marketplaces.find(marketplace).orElseThrow().mode();
    }

    private void work(ChainId id, Mode mode, ScreeningRun as) {
        if (as.state() == State.DONE) {
            return;
        }
        Instant end = pace.clock().instant().plus(pace.budget());
        Change change = lists.between(as.order().from(), as.order().to());
        boolean isMine = true;
        while (isMine) {
            StateChain chain = runs.journal().state(id);
            ScreeningRun run = ScreeningRuns.of(chain.last().orElseThrow()).run();
            if (run.state() == State.DONE) {
                if (run.order().by().equals(Actor.EVENT.toString())) {
                    nudges.nudge(WorkOnStack.CHAIN);
                }
                return;
            }
            if (!pace.clock().instant().isBefore(end)) {
                nudges.nudge(id);
                return;
            }
            ScreeningRunCommand next = run.hasLookedAtAll() ? new End() : page(id, run, change);
            // Another worker that took the place goes on with the run.
            isMine = append(chain, run, next, mode).isPresent();
        }
    }

    private Optional<Stored> append(StateChain chain, ScreeningRun run, ScreeningRunCommand command, Mode mode) {
        Instant now = worlds.now(chain.id().marketplace(), mode);
        return switch (ScreeningRunRules.decide(Optional.of(run), command, now)) {
            case Decision.Append(var event, var after) -> runs.append(chain, event, after, mode, now);
            case Decision.Refused(var refusal) ->
                throw new Breach("a run's own work is refused: " + refusal.detail());
        };
    }

    private record Hint(int shard, Found found) {}

    private Page page(ChainId run, ScreeningRun at, Change change) {
        List<Integer> open = new ArrayList<>();
        for (int shard = 0; shard < at.shards().size(); shard++) {
            if (!at.shards().get(shard).over()) {
                open.add(shard);
            }
        }
        List<List<Found>> found =
                SideBySide.map(pace.atOnce(), open, shard -> page(run, shard, at.shards().get(shard)));
        List<Hint> hints = new ArrayList<>();
        for (int i = 0; i < open.size(); i++) {
            int shard = open.get(i);
            found.get(i).forEach(each -> hints.add(new Hint(shard, each)));
        }
        List<Look> looks = SideBySide.map(pace.atOnce(), hints, hint -> look(run, hint.found(), change));
        List<Slice> slices = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < open.size(); i++) {
            int to = from + found.get(i).size();
            slices.add(new Slice(open.get(i), looks.subList(from, to), found.get(i).size() < pace.slice()));
            from = to;
        }
        return new Page(slices);
    }

    private List<Found> page(ChainId run, int shard, Place place) {
        return participants.page(run.marketplace(), shard, pace.slice(), place.after().map(Found::parse));
    }

    private Look look(ChainId run, Found hint, Change change) {
        Participant participant = Participant.find(runs.journal(), hint.chain()).orElseThrow();
        Verdict verdict = change.look(participant);
        if (verdict.isToScreen()) {
            screening.again(hint.chain(), run.toString());
        }
        return new Look(hint.chain().id(), hint.place(), participant.entry().number(), verdict);
    }
}
