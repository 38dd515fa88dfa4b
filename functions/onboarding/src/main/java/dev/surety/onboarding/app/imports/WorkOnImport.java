package dev.surety.onboarding.app.imports;

import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.onboarding.app.imports.FileLines.Line;
import dev.surety.onboarding.app.rescreening.Nudges;
import dev.surety.onboarding.domain.imports.ImportRules.Changed;
import dev.surety.onboarding.domain.imports.ImportRules.Page;
import dev.surety.onboarding.domain.imports.ImportRules;
import dev.surety.onboarding.domain.imports.LineError;
import dev.surety.onboarding.domain.imports.ParticipantImport.Counts;
import dev.surety.onboarding.domain.imports.ParticipantImport.Place;
import dev.surety.onboarding.domain.imports.ParticipantImport.State;
import dev.surety.onboarding.domain.imports.ParticipantImport;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.resilience.SideBySide;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at an import's upload, and then reads its lines page by page within the time of one call. A page's participants
 * are created before the page's entry is appended. If the process dies in between, the next one reads the page again: a
 * line creates its participant once, and is counted once. Two workers on one import do the same page, and one of their
 * entries stays.
 */
public final class WorkOnImport {
    private final Journal journal;
    private final Marketplaces marketplaces;
    private final ImportFiles files;
    private final LineReader reader;
    private final ImportParticipant importing;
    private final Clocks worlds;
    private final Nudges nudges;
    private final Pace pace;

    public WorkOnImport(
            Journal journal,
            Marketplaces marketplaces,
            ImportFiles files,
            LineReader reader,
            ImportParticipant importing,
            Clocks worlds,
            Nudges nudges,
            Pace pace) {
        this.journal = journal;
        this.marketplaces = marketplaces;
        this.files = files;
        this.reader = reader;
        this.importing = importing;
        this.worlds = worlds;
        this.nudges = nudges;
        this.pace = pace;
    }

    /**
     * @param lines how many a page has, at most
     * @param atOnce how many participants are created at one time
     * @param budget after which a call begins no further page
     * @param clock the system's
     */
    public record Pace(int lines, int atOnce, Duration budget, InstantSource clock) {
        /** As deployed: a file of 100,000 lines is 500 entries. */
        public static Pace of(InstantSource clock) {
            return new Pace(200, 16, Duration.ofSeconds(60), clock);
        }
    }

    private record Loaded(StateChain chain, ParticipantImport state, MarketplaceSettings settings, Instant now) {
        ChainId id() {
            return chain.id();
        }
    }

    private Optional<Loaded> load(ChainId id) {
        StateChain chain = journal.state(id);
        return chain.last().map(last -> {
            MarketplaceSettings settings = marketplaces.find(id.marketplace()).orElseThrow();
            Instant now = worlds.now(id.marketplace(), settings.mode()).truncatedTo(ChronoUnit.MILLIS);
            return new Loaded(chain, Imports.from(last), settings, now);
        });
    }

    /** Hears that the file of an import may be there. */
    public void hear(ChainId id) {
        look(id);
        work(id);
    }

    /**
     * Does what time brings to an import.
     *
     * @param number of the entry that left the deadline; 0 in a nudge
     * @return false if the wake came too early, and must come again
     */
    public boolean wake(ChainId id, int number) {
        Optional<Loaded> found = load(id);
        if (found.isEmpty()) {
            return true;
        }
        if (number > 0) {
            Optional<Entry.Due> due =
                    found.get().chain().last().filter(last -> last.number() == number).flatMap(Entry::due);
            if (due.isEmpty()) {
                return true;
            }
            if (found.get().now().isBefore(due.get().at())) {
                return false;
            }
        }
        look(id);
        work(id);
        return true;
    }

    private void look(ChainId id) {
        Contention.retry("an import", () -> load(id).map(this::arrived).orElse(Optional.of(true)));
    }

    private Optional<Boolean> arrived(Loaded of) {
        if (of.state().state() != State.AWAITING_UPLOAD) {
            return Optional.of(true);
        }
        return files.survey(of.id(), of.state())
                .flatMap(found -> ImportRules.arrived(of.state(), found, of.now()))
                .or(() -> ImportRules.due(of.state(), of.now()))
                .map(changed -> append(of, changed))
                .orElse(Optional.of(true));
    }

    /** Nothing if another entry took the place. */
    private Optional<Boolean> append(Loaded of, Changed changed) {
        var key = CommandKey.ofFact(
                of.id().toString(), Imports.NAMES.name(changed.event()), Integer.toString(of.chain().version()));
        Draft draft = Imports.draft(
                of.chain(), changed.event(), changed.after(), of.settings().mode(), of.now(), Actor.EVENT, key);
        return journal.append(of.chain(), draft) instanceof Append.Done(var _, var fresh) && fresh
                ? Optional.of(true)
                : Optional.empty();
    }

    private void work(ChainId id) {
        Optional<Loaded> found = load(id).filter(of -> of.state().state() == State.WORKING);
        if (found.isEmpty()) {
            return;
        }
        Instant end = pace.clock().instant().plus(pace.budget());
        Place from = found.get().state().place();
        try (ImportFiles.Opened opened = files.open(id, from)) {
            Place at = from;
            while (pace.clock().instant().isBefore(end)) {
                Loaded of = load(id).orElseThrow();
                boolean isMine = of.state().state() == State.WORKING && of.state().place().equals(at);
                Optional<Changed> next = isMine ? Optional.of(next(of, opened)) : Optional.empty();
                // Another worker that took the place goes on with the import.
                if (next.flatMap(changed -> append(of, changed)).isEmpty() || of.state().isAtItsEnd()) {
                    return;
                }
                at = next.get().after().place();
            }
        } catch (IOException e) {
            throw ImportFiles.unread(e);
        }
        nudges.nudge(id);
    }

    private Changed next(Loaded of, ImportFiles.Opened opened) throws IOException {
        return of.state().isAtItsEnd()
                ? ImportRules.finished(of.state(), of.now())
                : ImportRules.paged(of.state(), page(of, opened), of.chain().version() + 1);
    }

    private Page page(Loaded of, ImportFiles.Opened opened) throws IOException {
        List<LineError> errors = new ArrayList<>();
        // Lines of one reference are taken one after another, so that the first of them creates the participant.
        Map<String, List<LineReader.Line.Good>> byReference = new LinkedHashMap<>();
        Place next = of.state().place();
        int refused = 0;
        for (int read = 0; read < pace.lines(); read++) {
            Optional<Line> line = opened.lines().next();
            if (line.isEmpty()) {
                break;
            }
            next = new Place(line.get().end(), line.get().number());
            if (line.get().isBlank()) {
                continue;
            }
            switch (line(opened.columns().row(line.get()))) {
                case LineReader.Line.Good good ->
                    byReference.computeIfAbsent(good.request().reference(), _ -> new ArrayList<>()).add(good);
                case LineReader.Line.Bad(var why) -> {
                    refused++;
                    errors.addAll(why);
                }
            }
        }
        Counts counts = new Counts(0, 0, refused);
        for (Imported each : created(of, byReference.values())) {
            counts = counts.plus(each.counts());
            errors.addAll(each.errors());
        }
        errors.sort((one, other) -> Integer.compare(one.line(), other.line()));
        return new Page(counts, errors, next);
    }

    private LineReader.Line line(Columns.Row row) {
        return switch (row) {
            case Columns.Row.Unreadable(var error) -> new LineReader.Line.Bad(List.of(error));
            case Columns.Row.Values(var number, var values) -> reader.read(number, values);
        };
    }

    private record Imported(Counts counts, List<LineError> errors) {}

    private List<Imported> created(Loaded of, Collection<List<LineReader.Line.Good>> byReference) {
        return SideBySide.map(
                        pace.atOnce(),
                        List.copyOf(byReference),
                        lines -> lines.stream().map(line -> created(of, line)).toList())
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private Imported created(Loaded of, LineReader.Line.Good line) {
        return switch (importing.create(of.id(), of.state(), of.settings(), line)) {
            case ImportParticipant.Result.Created() -> new Imported(new Counts(1, 0, 0), List.of());
            case ImportParticipant.Result.Known() -> new Imported(new Counts(0, 1, 0), List.of());
            case ImportParticipant.Result.Refused(var refusal) ->
                new Imported(new Counts(0, 0, 1), reader.errors(line.number(), refusal));
        };
    }
}
