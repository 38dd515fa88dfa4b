package dev.surety.onboarding.app.imports;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Entry;
import dev.surety.onboarding.domain.imports.ImportEvent;
import dev.surety.onboarding.domain.imports.LineError;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes.By;
import dev.surety.runtime.journal.JournalIndexes.Found;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.SideBySide;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a marketplace's imports, and the lines that they refused. */
public final class ReadImports {
    private final Journal journal;
    private final JournalIndexes hints;

    public ReadImports(Journal journal, JournalIndexes hints) {
        this.journal = journal;
        this.hints = hints;
    }

    /** @param next the place to go on from; empty at the end */
    public record Page<T>(List<T> found, Optional<String> next) {}

    public Optional<Entry> find(MarketplaceId marketplace, String id) {
        return Imports.find(journal, marketplace, id);
    }

    /** Newest first, as far as the index shows them by now. */
    public Page<Entry> page(MarketplaceId marketplace, int limit, Optional<String> from) {
        List<Found> found = hints.list(By.OWNER, Imports.owner(marketplace), limit, from.map(Found::parse));
        List<Entry> entries =
                SideBySide.map(Limits.LIST_READS_AT_ONCE, found, hint -> journal.last(hint.chain())).stream()
                        .flatMap(Optional::stream)
                        .toList();
        return new Page<>(
                entries, Optional.of(found).filter(of -> of.size() == limit).map(of -> of.getLast().place()));
    }

    /**
     * The refused lines in their order. An entry has those of one page of the file, so a place is an entry and how many
     * of its errors were shown.
     */
    public Page<LineError> errors(Entry last, int limit, Optional<String> from) {
        int fromEntry = from.map(place -> Integer.parseInt(place.split("\\.", 2)[0])).orElse(0);
        int shown = from.map(place -> Integer.parseInt(place.split("\\.", 2)[1])).orElse(0);
        List<LineError> found = new ArrayList<>();
        for (int number : Imports.from(last).pagesWithErrors()) {
            if (number < fromEntry) {
                continue;
            }
            List<LineError> errors = errors(last, number);
            int first = number == fromEntry ? shown : 0;
            int end = Math.min(errors.size(), first + limit - found.size());
            found.addAll(errors.subList(first, end));
            if (found.size() == limit) {
                return new Page<>(found, Optional.of(number + "." + end));
            }
        }
        return new Page<>(found, Optional.empty());
    }

    private List<LineError> errors(Entry last, int number) {
        Entry page = journal.find(last.chain(), number).orElseThrow();
        return Imports.NAMES.read(page) instanceof ImportEvent.Paged(var errors) ? errors : List.of();
    }
}
