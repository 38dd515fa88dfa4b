package dev.surety.onboarding.app.lists;

import dev.surety.files.StoredFiles;
import dev.surety.model.Invariants;
import dev.surety.onboarding.domain.lists.ListsState.IndexFile;
import dev.surety.onboarding.domain.lists.ListsState;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.resilience.Outage;
import dev.surety.sanctions.index.BadIndex;
import dev.surety.sanctions.index.ScreeningIndex;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The lists in force. An index is read from the bucket once an instance, because it never changes under its version.
 * An attacker who writes the bucket can leave a name out of an index. The hash in it finds damage, not a forgery.
 */
public final class ScreeningLists {
    /** The one in force and the one before it, which a re-screening compares. */
    private static final int KEPT = 2;

    private final Journal journal;
    private final StoredFiles files;
    private final Map<String, ScreeningIndex> loaded = new LinkedHashMap<>();

    public ScreeningLists(Journal journal, StoredFiles files) {
        this.journal = journal;
        this.files = files;
    }

    /** The key in the bucket of an index's file. */
    static String key(IndexFile index) {
        return "screening/index/" + index.version() + "-" + index.sha256();
    }

    public ListsState state() {
        return ListsChain.state(journal.last(ListsChain.ID));
    }

    /** The version of the index in force; nothing until every list was read once. */
    public Optional<String> inForce() {
        return state().index().map(IndexFile::version);
    }

    /**
     * The index of a version that is in force, or was one of the last ten.
     *
     * @throws Outage if the bucket does not answer, or another release wrote the index: the next round writes ours
     */
    public synchronized Optional<ScreeningIndex> find(String version) {
        Optional<ScreeningIndex> known = Optional.ofNullable(loaded.get(version));
        return known.isPresent() ? known : state().file(version).map(this::load);
    }

    private ScreeningIndex load(IndexFile file) {
        ScreeningIndex index = read(file);
        if (loaded.size() == KEPT) {
            loaded.remove(loaded.keySet().iterator().next());
        }
        loaded.put(file.version(), index);
        return index;
    }

    private ScreeningIndex read(IndexFile file) {
        try (InputStream in = files.open(key(file))
                .orElseThrow(() -> new Outage("an index that an entry names is not in the bucket"))) {
            ScreeningIndex index = ScreeningIndex.read(in);
            Invariants.hold(index.version().equals(file.version()), "an index is of the version that names it");
            return index;
        } catch (IOException e) {
            throw new Outage("the bucket does not answer", e);
        } catch (BadIndex e) {
            throw new Outage("an index in the bucket cannot be read by this release", e);
        }
    }
}
