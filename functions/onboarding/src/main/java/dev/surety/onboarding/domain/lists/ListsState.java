package dev.surety.onboarding.domain.lists;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All lists of the stack and the index that is searched. The index stands beside the lists, so that the two never
 * disagree.
 *
 * @param index of all lists together; nothing until each was read once
 * @param former indexes that were in force before, the latest first
 * @param lists in order of their names
 * @param refusedTold whether people know that the publisher of a list has files that we refuse
 * @param staleTold whether people know that a list has not been read for long
 */
public record ListsState(
        Optional<IndexFile> index,
        List<IndexFile> former,
        List<ListState> lists,
        boolean refusedTold,
        boolean staleTold) {
    public static final ListsState NONE = new ListsState(Optional.empty(), List.of(), List.of(), false, false);

    /** A re-screening that began before so many changes begins again. */
    private static final int FORMER = 9;

    public ListsState {
        former = List.copyOf(former);
        lists = List.copyOf(lists);
    }

    /** @param sha256 of the index's file in hex, which names it in the bucket: a new release may write it otherwise */
    public record IndexFile(String version, String sha256) {}

    /** The file of an index that is or was in force. */
    public Optional<IndexFile> file(String version) {
        return Stream.concat(index.stream(), former.stream())
                .filter(each -> each.version().equals(version))
                .findFirst();
    }

    public Optional<ListState> find(String name) {
        return lists.stream().filter(list -> list.name().equals(name)).findFirst();
    }

    /** The state after one round of readings. A list that is broken or out of reach keeps its last whole version. */
    public ListsState after(Map<String, Reading> readings, Instant now) {
        Map<String, ListState> after = new TreeMap<>();
        lists.forEach(list -> after.put(list.name(), list));
        readings.forEach((name, reading) ->
                after.put(name, after(find(name).orElseGet(() -> ListState.tried(name, now)), reading, now)));
        return new ListsState(index, former, List.copyOf(after.values()), refusedTold, staleTold);
    }

    public ListsState searching(IndexFile file) {
        List<IndexFile> before = Stream.concat(index.stream(), former.stream())
                .filter(each -> !each.version().equals(file.version()))
                .limit(FORMER)
                .toList();
        return new ListsState(Optional.of(file), before, lists, refusedTold, staleTold);
    }

    private static ListState after(ListState before, Reading reading, Instant now) {
        return switch (reading) {
            case Reading.Whole whole ->
                before.version().equals(Optional.of(whole.version()))
                        ? new ListState(
                                before.name(),
                                before.version(),
                                before.files(),
                                before.entries(),
                                before.names(),
                                before.changedAt(),
                                now,
                                Optional.empty())
                        : new ListState(
                                before.name(),
                                Optional.of(whole.version()),
                                whole.files(),
                                whole.entries(),
                                whole.names(),
                                now,
                                now,
                                Optional.empty());
            case Reading.Broken broken ->
                new ListState(
                        before.name(),
                        before.version(),
                        before.files(),
                        before.entries(),
                        before.names(),
                        before.changedAt(),
                        before.readAt(),
                        Optional.of(new ListState.Refused(
                                broken.file(), broken.line(), broken.rule(), broken.bound(), now)));
            case Reading.Unreached _ -> before;
        };
    }

    public boolean isRefused() {
        return lists.stream().anyMatch(list -> list.refused().isPresent());
    }

    public boolean isStale(Instant now) {
        return lists.stream().anyMatch(list -> list.isStale(now));
    }

    public ListsState tellingRefused() {
        return new ListsState(index, former, lists, isRefused(), staleTold);
    }

    public ListsState tellingStale(Instant now) {
        return new ListsState(index, former, lists, refusedTold, isStale(now));
    }
}
