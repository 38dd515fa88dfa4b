package dev.surety.onboarding.app.export;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.onboarding.app.DailyLimit;
import dev.surety.onboarding.app.Participant;
import dev.surety.onboarding.domain.ParticipantState;
import dev.surety.onboarding.domain.export.Export;
import dev.surety.onboarding.domain.export.ExportRules;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.CommandLoop;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.command.StateCommand;
import dev.surety.runtime.command.Verdict;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.journal.StateChain;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Asks for an export: its first entry is the intent, and a worker writes the file. */
public final class RequestExport {
    static final int MOST_A_DAY = 5;

    private static final DailyLimit LIMIT = new DailyLimit(
            "exports_a_day",
            MOST_A_DAY,
            "A participant's data are exported at most " + MOST_A_DAY + " times in a day.");

    private final Journal journal;
    private final JournalIndexes hints;
    private final Clocks worlds;
    private final Consumer<ChainId> nudges;

    /** @param nudges has the worker look at once; one that is lost costs a minute */
    public RequestExport(Journal journal, JournalIndexes hints, Clocks worlds, Consumer<ChainId> nudges) {
        this.journal = journal;
        this.hints = hints;
        this.worlds = worlds;
        this.nudges = nudges;
    }

    public Outcome<Entry> request(CommandEnvelope envelope, String participant) {
        MarketplaceId marketplace = envelope.caller().marketplace();
        ChainId id = Exports.chain(marketplace, Id.derive(Export.PREFIX, envelope.key().hash()));
        Outcome<Entry> outcome = CommandLoop.run(
                "an export",
                envelope,
                new StateCommand(journal, id, chain -> decided(chain, envelope, participant)));
        if (outcome instanceof Outcome.Done<Entry>(var entry, var replayed) && !replayed) {
            nudges.accept(entry.chain());
        }
        return outcome;
    }

    private Verdict<Draft> decided(StateChain chain, CommandEnvelope envelope, String participant) {
        MarketplaceId marketplace = chain.id().marketplace();
        Optional<ParticipantState> known = Participant.find(
                        journal, CreateParticipant.chain(marketplace, participant))
                .map(Participant::state);
        if (known.isEmpty()) {
            return new Verdict.Denied<>(CommonReason.NOT_FOUND.with(CommonReason.NOT_FOUND.title()));
        }
        if (known.get().isClosed()) {
            return new Verdict.Denied<>(
                    CommonReason.TRANSITION_NOT_ALLOWED.with("The participant's data were destroyed."));
        }
        Mode mode = known.get().mode();
        Instant now = worlds.now(marketplace, mode);
        Optional<Refusal> tooMany = LIMIT.exceeded(hints, Exports.owner(marketplace, participant), now);
        return tooMany.<Verdict<Draft>>map(Verdict.Denied::new)
                .orElseGet(() -> new Verdict.Allowed<>(Exports.draft(
                        chain, ExportRules.request(participant, now), mode, now, envelope.caller().actor(),
                        envelope.key())));
    }
}
