package dev.surety.onboarding.app.closing;

import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.onboarding.app.Participant;
import dev.surety.onboarding.app.ParticipantEntries;
import dev.surety.onboarding.app.RulesInForce;
import dev.surety.onboarding.app.document.DocumentFiles;
import dev.surety.onboarding.app.document.ReadDocuments;
import dev.surety.onboarding.app.export.ExportFiles;
import dev.surety.onboarding.app.export.Exports;
import dev.surety.onboarding.app.identity.IdentityChecks;
import dev.surety.onboarding.app.screening.ScreeningCases;
import dev.surety.onboarding.domain.Decided.Changed;
import dev.surety.onboarding.domain.ParticipantState;
import dev.surety.onboarding.domain.Verification;
import dev.surety.onboarding.domain.closing.Closing.Kind;
import dev.surety.onboarding.domain.closing.ClosingRules;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.vault.Vault;
import java.time.Instant;
import java.util.Optional;

/**
 * Destroys the data of a closed participant, each kind at its date, and then says so in an entry. A crash between
 * destroys once more, which changes nothing.
 */
public final class EraseParticipant {
    private final Journal journal;
    private final JournalIndexes hints;
    private final Marketplaces marketplaces;
    private final Vault vault;
    private final ReadDocuments documents;
    private final DocumentFiles files;
    private final ExportFiles exports;
    private final Clocks worlds;

    public EraseParticipant(
            Journal journal,
            JournalIndexes hints,
            Marketplaces marketplaces,
            Vault vault,
            ReadDocuments documents,
            DocumentFiles files,
            ExportFiles exports,
            Clocks worlds) {
        this.journal = journal;
        this.hints = hints;
        this.marketplaces = marketplaces;
        this.vault = vault;
        this.documents = documents;
        this.files = files;
        this.exports = exports;
        this.worlds = worlds;
    }

    /** Destroys one kind whose date has come; its entry leaves the deadline of the next. */
    public void look(ChainId participant) {
        Contention.retry("a participant", () -> step(participant));
    }

    private Optional<Boolean> step(ChainId id) {
        StateChain chain = journal.state(id);
        Optional<ParticipantState> state =
                chain.last().map(last -> Participant.of(journal, last).state()).filter(ParticipantState::isClosed);
        if (state.isEmpty()) {
            return Optional.of(false);
        }
        MarketplaceSettings settings = marketplaces.find(id.marketplace()).orElseThrow();
        Instant now = worlds.now(id.marketplace(), settings.mode());
        Optional<Kind> due = state.get().closing().flatMap(of -> of.due(now));
        if (due.isEmpty()) {
            return Optional.of(false);
        }
        destroy(id, due.get());
        Changed changed = ClosingRules.erased(state.get(), due.get());
        ParticipantState judged = Verification.judge(changed.state(), RulesInForce.context(settings, now));
        var key = CommandKey.ofFact("erased", id.toString(), due.get().code());
        var draft = ParticipantEntries.draft(id, changed.event(), judged, now, Actor.TIMER, key);
        return journal.append(chain, draft) instanceof Append.Done ? Optional.of(true) : Optional.empty();
    }

    private void destroy(ChainId id, Kind kind) {
        switch (kind) {
            case PROFILE -> {
                // Return URLs of checks may name the person, and each lies under its check's own key.
                IdentityChecks.all(hints, id.marketplace(), id.id()).forEach(vault::destroy);
                Exports.all(hints, id.marketplace(), id.id())
                        .flatMap(export -> journal.last(export).stream())
                        .forEach(last -> exports.destroy(last.chain(), Exports.from(last)));
                vault.destroy(id);
            }
            case KYC -> {
                documents.all(id.marketplace(), id.id()).forEach(of -> files.destroy(of, id.id()));
                vault.destroy(ScreeningCases.chain(id.marketplace(), id.id()));
            }
            case FILES -> {
                // Files of the bank name many payees, and are not this participant's.
            }
        }
    }
}
