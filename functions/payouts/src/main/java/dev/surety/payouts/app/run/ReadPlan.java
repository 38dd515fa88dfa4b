package dev.surety.payouts.app.run;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.plan.PlanFile;
import dev.surety.payouts.app.run.GroupChains.Stored;
import dev.surety.payouts.domain.plan.Tally.Share;
import dev.surety.payouts.domain.payout.RunItem;
import dev.surety.payouts.domain.run.GroupState;
import dev.surety.payouts.domain.run.Run.State;
import dev.surety.payouts.domain.run.RunCounts;
import dev.surety.payouts.domain.run.RunEvent.GroupPlanned;
import dev.surety.payouts.domain.run.RunEvent.Planned;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.SideBySide;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the rows of a plan, in its order, and how far its execution is. */
public final class ReadPlan {
    private static final int READS_AT_ONCE = 50;
    private static final int PAGES_A_PART = 20;

    private final GroupChains groups;
    private final PayeeLookups lookups;

    ReadPlan(GroupChains groups, PayeeLookups lookups) {
        this.groups = groups;
        this.lookups = lookups;
    }

    /** @param of pages while the run plans, items afterwards */
    public record Progress(int done, int of, RunCounts counts) {}

    public Progress progress(RunChain run) {
        State state = run.run().state();
        if (state == State.PLANNING) {
            List<GroupState> all = states(run);
            return new Progress(
                    all.stream().mapToInt(GroupState::pagesPlanned).sum(),
                    all.stream().mapToInt(GroupState::pages).sum(),
                    RunCounts.NONE);
        }
        return state == State.EXECUTING
                ? of(run, states(run).stream().map(GroupState::counts).reduce(RunCounts.NONE, RunCounts::plus))
                : told(run);
    }

    /** The progress that the run's own chain tells, which is the same whenever it is read. */
    public static Progress told(RunChain run) {
        return of(run, run.run().counts());
    }

    private static Progress of(RunChain run, RunCounts counts) {
        int items = run.run().plan().map(Planned::items).map(Share::count).orElse(0);
        return new Progress(counts.done(), items, counts);
    }

    private List<GroupState> states(RunChain run) {
        MarketplaceId marketplace = run.chain().id().marketplace();
        List<ChainId> all = IntStream.range(0, run.run().groups().orElse(0))
                .mapToObj(group -> GroupChains.chain(marketplace, run.id(), group))
                .toList();
        return SideBySide.map(READS_AT_ONCE, all, groups::find).stream()
                .flatMap(Optional::stream)
                .map(Stored::state)
                .toList();
    }

    /** @param next where the rows go on, if there are more */
    public record Page(List<ObjectNode> rows, Optional<String> next) {}

    /** A page of a plan, by its place among all. */
    private record Place(ChainId group, int page, String hash) {}

    private static List<Place> places(RunChain run) {
        List<Place> places = new ArrayList<>();
        MarketplaceId marketplace = run.chain().id().marketplace();
        for (Map.Entry<Integer, GroupPlanned> group :
                new TreeMap<>(run.run().planned()).entrySet()) {
            ChainId chain = GroupChains.chain(marketplace, run.id(), group.getKey());
            List<String> hashes = group.getValue().pages();
            for (int page = 0; page < hashes.size(); page++) {
                places.add(new Place(chain, page, hashes.get(page)));
            }
        }
        return places;
    }

    /**
     * Items, or exclusions, of a plan that is whole.
     *
     * @param from {@code <page> <row>}, as an earlier answer gave it
     */
    public Page rows(RunChain run, boolean items, int limit, Optional<String> from) {
        if (run.run().plan().isEmpty()) {
            return new Page(List.of(), Optional.empty());
        }
        List<Place> places = places(run);
        int page = from.map(place -> Integer.parseInt(place.substring(0, place.indexOf(' ')))).orElse(0);
        int row = from.map(place -> Integer.parseInt(place.substring(place.indexOf(' ') + 1))).orElse(0);
        List<ObjectNode> found = new ArrayList<>();
        for (; page < places.size(); page++, row = 0) {
            List<JsonNode> all = rows(places.get(page)).stream()
                    .filter(one -> RowJson.isItem(one) == items)
                    .toList();
            for (; row < all.size(); row++) {
                if (found.size() == limit) {
                    return new Page(shown(run, found), Optional.of(page + " " + row));
                }
                found.add((ObjectNode) all.get(row));
            }
        }
        return new Page(shown(run, found), Optional.empty());
    }

    /** The payouts of a plan that is whole, whether or not they were made. */
    List<PayoutId> payouts(RunChain run) {
        return places(run).stream()
                .flatMap(place -> rows(place).stream())
                .filter(RowJson::isItem)
                .map(row -> RunItem.payout(run.id(), RowJson.payee(row)))
                .toList();
    }

    private List<JsonNode> rows(Place place) {
        return groups.rows(place.group(), place.page());
    }

    /** Adds the holder and the masked number that the vault has. */
    private List<ObjectNode> shown(RunChain run, List<ObjectNode> rows) {
        return SideBySide.map(READS_AT_ONCE, rows, row -> {
            if (RowJson.isItem(row)) {
                words(run, row).ifPresent(words -> row.set("account", words));
            }
            return row;
        });
    }

    private Optional<ObjectNode> words(RunChain run, JsonNode row) {
        ParticipantId payee = RowJson.payee(row);
        return lookups.shown(run.chain().id().marketplace(), payee, RowJson.words(row));
    }

    /** @param next the place of the next part, if there is one */
    public record Part(List<String> lines, Optional<String> next) {}

    /**
     * A part of the file of a whole plan.
     *
     * @param from the number of a page
     */
    public Part file(RunChain run, Planned plan, Optional<String> from) {
        List<Place> places = places(run);
        int first = from.map(Integer::parseInt).orElse(0);
        int end = Math.min(places.size(), first + PAGES_A_PART);
        List<String> lines = new ArrayList<>();
        if (first == 0) {
            lines.add(PlanFile.line(PlanFile.HEADER, plan.header()));
        }
        for (Place place : places.subList(Math.min(first, end), end)) {
            lines.add(PlanFile.line(PlanFile.PAGE, place.hash()));
            List<List<String>> rows = SideBySide.map(READS_AT_ONCE, rows(place), row -> lines(run, row));
            rows.forEach(lines::addAll);
        }
        if (end == places.size()) {
            lines.add(PlanFile.line(PlanFile.HASH, plan.hash()));
            return new Part(lines, Optional.empty());
        }
        return new Part(lines, Optional.of(Integer.toString(end)));
    }

    private List<String> lines(RunChain run, JsonNode row) {
        List<String> lines = new ArrayList<>(List.of(PlanFile.line(PlanFile.ROW, Json.canonical(row))));
        if (RowJson.isItem(row)) {
            words(run, row).ifPresent(words -> lines.add(PlanFile.line(PlanFile.WORDS, Json.canonical(words))));
        }
        return lines;
    }
}
