package dev.surety.payouts.app.file;

import dev.surety.model.id.FileId;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.json.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The ACH files of one day and one originating bank. Each file takes a modifier and a range of traces, once. So no two
 * files of a day have the same, however many workers compose them at once.
 */
public final class AchDays {
    public static final String TYPE = "ach_day";

    static final String TAKEN = "ach_day.taken.v1";

    private static final String MODIFIERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final long MOST_TRACES = 9_999_999;

    /** A return of a credit comes within two bank days as a rule, and within 60 days if the payee's bank disputes. */
    static final int DAYS = 90;

    /** Each day begins its traces elsewhere, so that a trace alone tells its day for so long. */
    private static final int PER_DAY = 110_000;

    /** So many days' numbers one day may use. */
    private static final int SPILLED = 1;

    private final Journal journal;

    AchDays(Journal journal) {
        this.journal = journal;
    }

    /**
     * @param origin the sender that the file names
     * @param sequence of the file's first trace
     * @param count of its traces
     */
    public record Taken(FileId file, String origin, String modifier, int sequence, int count) {
        boolean has(int trace) {
            return trace >= sequence && trace < sequence + count;
        }
    }

    private record Kept(List<Taken> files) {
        Kept {
            files = List.copyOf(files);
        }
    }

    /** The sequence of a day's first trace. */
    public static int first(LocalDate day) {
        return 1 + (int) Math.floorMod(day.toEpochDay(), (long) DAYS) * PER_DAY;
    }

    /** The file of the last ninety days that has a trace. A day of very many entries uses the next one's numbers. */
    Optional<Taken> traced(MarketplaceId marketplace, String odfi, int trace, LocalDate until) {
        int named = (trace - 1) / PER_DAY;
        return Stream.iterate(until, day -> day.minusDays(1))
                .limit(DAYS)
                .filter(day -> {
                    int block = (first(day) - 1) / PER_DAY;
                    return block <= named && named - block <= SPILLED;
                })
                .flatMap(day -> of(marketplace, odfi, day).stream())
                .filter(taken -> taken.has(trace))
                .findFirst();
    }

    private static ChainId chain(MarketplaceId marketplace, String odfi, LocalDate day) {
        return new ChainId(TYPE, marketplace, Id.derive("ad", odfi, day.toString()));
    }

    /** The files of a day, in the order in which they were composed. */
    List<Taken> of(MarketplaceId marketplace, String odfi, LocalDate day) {
        return taken(journal.state(chain(marketplace, odfi, day)));
    }

    private static List<Taken> taken(StateChain chain) {
        return chain.last().map(AchDays::taken).orElse(List.of());
    }

    static List<Taken> taken(Entry entry) {
        return Json.read(entry.data(), Kept.class).files();
    }

    /** Taking again gives the same. Empty if the day has no modifier or no traces left. */
    Optional<Taken> take(
            MarketplaceId marketplace,
            String odfi,
            LocalDate day,
            FileId file,
            String origin,
            long count,
            Instant now) {
        ChainId id = chain(marketplace, odfi, day);
        return Contention.retry(
                "a day of ACH files",
                journal.state(id),
                chain -> takeOnce(chain, first(day), file, origin, count, now),
                _ -> journal.state(id));
    }

    /** Nothing if another file took the place. */
    private Optional<Optional<Taken>> takeOnce(
            StateChain chain, int first, FileId file, String origin, long count, Instant now) {
        List<Taken> before = taken(chain);
        Optional<Taken> ours = before.stream().filter(of -> of.file().equals(file)).findFirst();
        long next = before.isEmpty() ? first : before.getLast().sequence() + (long) before.getLast().count();
        long most = Math.min(MOST_TRACES, first + (SPILLED + 1L) * PER_DAY - 1);
        boolean isFull = before.size() == MODIFIERS.length() || next + count - 1 > most;
        if (ours.isPresent() || isFull) {
            return Optional.of(ours);
        }
        String modifier = MODIFIERS.substring(before.size(), before.size() + 1);
        var taken = new Taken(file, origin, modifier, (int) next, (int) count);
        List<Taken> more = new ArrayList<>(before);
        more.add(taken);
        Instant at = chain.last().map(Entry::at).filter(now::isBefore).orElse(now);
        Draft draft = Draft.of(
                TAKEN,
                new Kept(more),
                at,
                Actor.EVENT,
                CommandKey.ofFact(TYPE, chain.id().toString(), file.value()));
        return journal.append(chain, draft) instanceof Append.Done
                ? Optional.of(Optional.of(taken))
                : Optional.empty();
    }
}
