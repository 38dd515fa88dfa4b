package dev.surety.onboarding.app.screening;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.onboarding.domain.screening.CaseEvent;
import dev.surety.onboarding.domain.screening.Evidence.OfPerson;
import dev.surety.onboarding.domain.screening.ScreeningCase.State;
import dev.surety.onboarding.domain.screening.ScreeningCase.Vote;
import dev.surety.onboarding.domain.screening.ScreeningCase;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes.By;
import dev.surety.runtime.journal.JournalIndexes.Found;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.SideBySide;
import dev.surety.runtime.tokens.Caller;
import dev.surety.runtime.vault.Vault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Reads cases. A list names no person; each look at one case's names is an entry of the case. */
public final class ReadCases {
    /** How many cases one page looks at, at most. */
    private static final int LOOKED_AT = 200;

    private static final int STEP = 50;

    private final Journal journal;
    private final JournalIndexes hints;
    private final Marketplaces marketplaces;
    private final Vault vault;
    private final Clocks worlds;

    public ReadCases(
            Journal journal, JournalIndexes hints, Marketplaces marketplaces, Vault vault, Clocks worlds) {
        this.journal = journal;
        this.hints = hints;
        this.marketplaces = marketplaces;
        this.vault = vault;
        this.worlds = worlds;
    }

    /** @param next the place to go on from; empty at the end */
    public record Page(List<Entry> found, Optional<String> next) {}

    /** Oldest first. No index has the state, so a page may hold fewer than it was asked for. */
    public Page page(MarketplaceId marketplace, Optional<State> state, int limit, Optional<String> from) {
        Optional<Found> after = from.map(Found::parse);
        List<Entry> found = new ArrayList<>();
        for (int looked = 0; looked < LOOKED_AT; looked += STEP) {
            List<Found> step = hints.oldest(By.OWNER, ScreeningCases.owner(marketplace), STEP, after);
            List<Optional<Entry>> loaded =
                    SideBySide.map(Limits.LIST_READS_AT_ONCE, step, hint -> journal.last(hint.chain()));
            for (int i = 0; i < step.size(); i++) {
                loaded.get(i)
                        .filter(entry -> state.filter(of -> ScreeningCases.from(entry).state() != of).isEmpty())
                        .ifPresent(found::add);
                if (found.size() == limit) {
                    return new Page(found, Optional.of(step.get(i).place()));
                }
            }
            if (step.size() < STEP) {
                return new Page(found, Optional.empty());
            }
            after = Optional.of(step.getLast());
        }
        return new Page(found, after.map(Found::place));
    }

    public Optional<Entry> find(MarketplaceId marketplace, String id) {
        return ScreeningCases.find(journal, marketplace, id);
    }

    /** Finds a case for a person who is shown its names, and notes that. */
    public Optional<Entry> look(Caller by, String id) {
        Optional<Entry> found = find(by.marketplace(), id);
        found.ifPresent(entry -> {
            MarketplaceSettings settings = marketplaces.find(by.marketplace()).orElseThrow();
            Contention.retry("a screening case", () -> seen(journal.state(entry.chain()), by, settings));
        });
        return found.flatMap(entry -> journal.last(entry.chain()));
    }

    /** Once for each person and evidence: a page that is loaded again is no second look. */
    private Optional<Boolean> seen(StateChain chain, Caller by, MarketplaceSettings settings) {
        ScreeningCase known = ScreeningCases.from(chain.last().orElseThrow());
        var key = CommandKey.ofFact("screening seen", chain.id().toString(), known.hash(), by.principal());
        if (journal.seen(chain, key).isPresent()) {
            return Optional.of(true);
        }
        Instant now = worlds.now(by.marketplace(), settings.mode());
        Draft draft = ScreeningCases.draft(
                chain, new CaseEvent.Seen(by.id()), known, settings.mode(), now, by.actor(), key);
        return journal.append(chain, draft) instanceof Append.Done ? Optional.of(true) : Optional.empty();
    }

    /** The names, explanations and reasons of a case that are not destroyed, by their commitments. */
    public Map<String, ObjectNode> words(Entry entry) {
        ScreeningCase known = ScreeningCases.from(entry);
        return vault.findAll(
                entry.chain(),
                Stream.of(
                                Stream.of(known.evidence().query(), known.evidence().explained()),
                                known.evidence().ofPersons().stream().map(OfPerson::query),
                                known.proposed().stream().map(Vote::words),
                                known.decided().stream().map(Vote::words),
                                known.differed().stream().map(Vote::words))
                        .flatMap(of -> of)
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
