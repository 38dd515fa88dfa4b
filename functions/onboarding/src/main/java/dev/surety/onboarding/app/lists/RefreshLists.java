package dev.surety.onboarding.app.lists;

import dev.surety.files.StoredFiles;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Attention;
import dev.surety.model.journal.Entry;
import dev.surety.onboarding.domain.lists.ListState.StoredFile;
import dev.surety.onboarding.domain.lists.ListState;
import dev.surety.onboarding.domain.lists.ListsState.IndexFile;
import dev.surety.onboarding.domain.lists.ListsState;
import dev.surety.onboarding.domain.lists.Reading;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.secrets.Digests;
import dev.surety.sanctions.index.ScreeningIndex;
import dev.surety.sanctions.list.BadList;
import dev.surety.sanctions.list.SanctionsList;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all lists from their publishers, and puts a new index in force when one has changed. Files come first, then the
 * index, then the entry that names both. A crash before the entry leaves files that no entry names: the next round
 * writes the same ones. The stack's own time decides, because no marketplace's test clock moves a publisher.
 */
public final class RefreshLists {
    private static final Logger LOG = LoggerFactory.getLogger(RefreshLists.class);

    private final Publishers publishers;
    private final List<ListSource> sources;
    private final Journal journal;
    private final StoredFiles files;
    private final InstantSource clock;

    public RefreshLists(
            Publishers publishers,
            List<ListSource> sources,
            Journal journal,
            StoredFiles files,
            InstantSource clock) {
        this.publishers = publishers;
        this.sources = List.copyOf(sources);
        this.journal = journal;
        this.files = files;
        this.clock = clock;
    }

    /** A list as it was fetched now. */
    private record Fetched(Reading reading, Map<String, byte[]> files, Optional<SanctionsList> list) {}

    /** One round. Returns the state that it leaves. */
    public ListsState refresh() {
        Map<String, Fetched> fetched = new LinkedHashMap<>();
        sources.forEach(source -> fetched.put(source.name(), fetch(source)));
        Contention.retry("the lists", () -> record(fetched));
        tell(ListsChain.REFUSED_KIND, ListsState::isRefused, ListsState::refusedTold, ListsState::tellingRefused);
        tell(
                ListsChain.STALE_KIND,
                state -> state.isStale(clock.instant()),
                ListsState::staleTold,
                state -> state.tellingStale(clock.instant()));
        return ListsChain.state(journal.last(ListsChain.ID));
    }

    private Fetched fetch(ListSource source) {
        Map<String, byte[]> bytes = new HashMap<>();
        try {
            source.files().forEach(file -> bytes.put(file, publishers.fetch(source.name(), file)));
        } catch (Outage e) {
            LOG.atWarn().setCause(e).log("the publisher of the list {} does not answer", source.name());
            return new Fetched(new Reading.Unreached(), Map.of(), Optional.empty());
        }
        try {
            SanctionsList list = source.read(bytes);
            List<StoredFile> stored = source.files().stream()
                    .map(name -> new StoredFile(name, sha256(Objects.requireNonNull(bytes.get(name)))))
                    .toList();
            int names = list.parties().stream()
                    .mapToInt(party -> party.names().size())
                    .sum();
            return new Fetched(
                    new Reading.Whole(list.version(), stored, list.parties().size(), names),
                    bytes,
                    Optional.of(list));
        } catch (BadList bad) {
            LOG.warn("the list {} is refused: {}", source.name(), bad.getMessage());
            return new Fetched(
                    new Reading.Broken(bad.file(), bad.line(), bad.rule(), bad.bound()), Map.of(), Optional.empty());
        }
    }

    /** A list that has lost most of its entries counts as broken: none of it is used. */
    private static Fetched taken(ListSource source, Fetched fetched, Optional<ListState> before) {
        if (fetched.reading() instanceof Reading.Whole whole
                && before.filter(list -> list.isHalvedBy(whole.entries())).isPresent()) {
            String bound = "at least half of the " + before.get().entries() + " entries in force";
            LOG.warn("the list {} is refused: it has {} entries, not {}", source.name(), whole.entries(), bound);
            var broken = new Reading.Broken(source.files().getFirst(), 0, "entries", bound);
            return new Fetched(broken, Map.of(), Optional.empty());
        }
        return fetched;
    }

    private Optional<Entry> record(Map<String, Fetched> all) {
        StateChain chain = journal.state(ListsChain.ID);
        ListsState before = ListsChain.state(chain.last());
        Instant now = clock.instant();
        Map<String, Fetched> fetched = new LinkedHashMap<>();
        Map<String, Reading> readings = new LinkedHashMap<>();
        for (ListSource source : sources) {
            Fetched of = taken(source, Objects.requireNonNull(all.get(source.name())), before.find(source.name()));
            fetched.put(source.name(), of);
            readings.put(source.name(), of.reading());
        }
        ListsState read = before.after(readings, now);
        fetched.forEach((name, of) -> store(of, before.find(name)));
        Optional<ScreeningIndex> index = index(fetched, read);
        if (index.isEmpty()) {
            return append(chain, ListsChain.CHECKED, read, now, Optional.empty());
        }
        byte[] bytes = bytes(index.get());
        var file = new IndexFile(index.get().version(), sha256(bytes));
        if (!before.index().equals(Optional.of(file))) {
            files.write(ScreeningLists.key(file), out -> out.write(bytes));
        }
        boolean isNew = !before.index().map(IndexFile::version).equals(Optional.of(file.version()));
        String event = isNew ? ListsChain.CHANGED : ListsChain.CHECKED;
        return append(chain, event, read.searching(file), now, Optional.empty());
    }

    /** An index of all lists; nothing while one of them has never been read. */
    private Optional<ScreeningIndex> index(Map<String, Fetched> fetched, ListsState state) {
        List<SanctionsList> lists = new ArrayList<>();
        for (ListSource source : sources) {
            Optional<SanctionsList> list = Optional.ofNullable(fetched.get(source.name()))
                    .flatMap(Fetched::list)
                    .or(() -> state.find(source.name())
                            .filter(known -> known.version().isPresent())
                            .flatMap(known -> stored(source, known)));
            if (list.isEmpty()) {
                return Optional.empty();
            }
            lists.add(list.get());
        }
        return Optional.of(ScreeningIndex.of(lists));
    }

    /** The list as it was last whole. A release that reads more strictly may refuse it: then the index stays. */
    private Optional<SanctionsList> stored(ListSource source, ListState known) {
        Map<String, byte[]> bytes = new HashMap<>();
        known.files().forEach(file -> bytes.put(file.name(), open(file.sha256())));
        try {
            return Optional.of(source.read(bytes));
        } catch (BadList bad) {
            LOG.warn("the stored list {} is refused: {}", source.name(), bad.getMessage());
            return Optional.empty();
        }
    }

    private byte[] open(String hash) {
        try (InputStream in =
                files.open(key(hash)).orElseThrow(() -> new Outage("a file of a list is not in the bucket"))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new Outage("the bucket does not answer", e);
        }
    }

    /** Keeps a changed list's files: an index is made of them while the publisher is away, and evidence stays. */
    private void store(Fetched fetched, Optional<ListState> known) {
        if (fetched.reading() instanceof Reading.Whole whole
                && !known.flatMap(ListState::version).equals(Optional.of(whole.version()))) {
            for (StoredFile file : whole.files()) {
                byte[] bytes = Objects.requireNonNull(fetched.files().get(file.name()));
                files.write(key(file.sha256()), out -> out.write(bytes));
            }
        }
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(Digests.sha256(bytes));
    }

    private static String key(String hash) {
        return "screening/files/" + hash;
    }

    private static byte[] bytes(ScreeningIndex index) {
        try {
            var bytes = new ByteArrayOutputStream();
            index.write(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory do not fail", e);
        }
    }

    /** Opens or closes an item in the work queue, once. */
    private void tell(
            String kind,
            Predicate<ListsState> isSo,
            Predicate<ListsState> isTold,
            UnaryOperator<ListsState> told) {
        Contention.retry("the lists", () -> {
            StateChain chain = journal.state(ListsChain.ID);
            ListsState state = ListsChain.state(chain.last());
            if (isSo.test(state) == isTold.test(state)) {
                return Optional.of(true);
            }
            Attention change = isSo.test(state) ? Attention.opens(kind) : Attention.closes(kind);
            return append(chain, ListsChain.TOLD, told.apply(state), clock.instant(), Optional.of(change))
                    .map(_ -> true);
        });
    }

    private Optional<Entry> append(
            StateChain chain, String event, ListsState state, Instant now, Optional<Attention> attention) {
        var key = CommandKey.ofFact(event, chain.id().toString(), Integer.toString(chain.version()));
        Draft draft = Draft.of(event, state, now, Actor.TIMER, key);
        Draft whole = attention.map(change -> draft.attention(change.toString())).orElse(draft);
        // An entry of another round may stand in this place, under the same key. It has other readings.
        return journal.append(chain, whole) instanceof Append.Done(var entry, var fresh) && fresh
                ? Optional.of(entry)
                : Optional.empty();
    }
}
