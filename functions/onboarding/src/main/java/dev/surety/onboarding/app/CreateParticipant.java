package dev.surety.onboarding.app;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import dev.surety.onboarding.app.screening.ScreenParticipants;
import dev.surety.onboarding.domain.ParticipantEvent.Created;
import dev.surety.onboarding.domain.ParticipantState;
import dev.surety.onboarding.domain.Verification;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.CommandLoop;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.command.StateCommand;
import dev.surety.runtime.command.Verdict;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.marketplace.Participants;
import dev.surety.runtime.vault.Vault;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates a participant: puts reference and profile into the vault, then appends the entry that names them. A crash
 * between leaves texts that no entry names; the vault's sweep destroys them.
 */
public final class CreateParticipant {
    public static final String TYPE = Participants.TYPE;

    private final Journal journal;
    private final Marketplaces marketplaces;
    private final Vault vault;
    private final References references;
    private final ScreenParticipants screening;
    private final Clocks worlds;

    public CreateParticipant(
            Journal journal,
            Marketplaces marketplaces,
            Vault vault,
            References references,
            ScreenParticipants screening,
            Clocks worlds) {
        this.journal = journal;
        this.marketplaces = marketplaces;
        this.vault = vault;
        this.references = references;
        this.screening = screening;
        this.worlds = worlds;
    }

    /** The new participant. Only the vault keeps its reference and profile. */
    public record CreateParticipantRequest(
            ParticipantState.Kind kind, String country, String reference, ObjectNode profile) {}

    public Outcome<Entry> create(CommandEnvelope envelope, CreateParticipantRequest wanted) {
        MarketplaceId marketplace = envelope.caller().marketplace();
        ChainId id = chain(
                marketplace, Id.derive(ParticipantId.PREFIX, envelope.key().hash()));
        var command = new StateCommand(journal, id, _ -> {
            Optional<MarketplaceSettings> settings = marketplaces.find(marketplace);
            if (settings.isEmpty()) {
                return new Verdict.Denied<>(CommonReason.INVALID.with("The marketplace has no settings yet."));
            }
            // The entry's own time has milliseconds only.
            Instant now = worlds.now(marketplace, settings.get().mode()).truncatedTo(ChronoUnit.MILLIS);
            return Profile.isBornAfter(
                            now.atZone(ZoneId.of(settings.get().timeZone())).toLocalDate(), wanted.profile())
                    ? new Verdict.Denied<>(Refusal.of(CommonReason.INVALID, Profile.IN_THE_FUTURE))
                    : new Verdict.Allowed<>(draft(id, envelope, wanted, settings.get(), now));
        });
        return CommandLoop.run("a participant", envelope, command);
    }

    private Draft draft(
            ChainId id,
            CommandEnvelope envelope,
            CreateParticipantRequest wanted,
            MarketplaceSettings settings,
            Instant now) {
        MarketplaceId marketplace = id.marketplace();
        String words = vault.keepPerson(id, Participant.words(wanted.reference(), wanted.profile()));
        var created = ParticipantState.created(
                wanted.kind(), wanted.country(), settings.mode(), now, words, Profile.codes(wanted.profile()));
        Verification.Context context = RulesInForce.context(settings, now);
        ParticipantState compared =
                screening.early(id, Verification.asked(created, context), wanted.profile(), settings);
        ParticipantState judged = Verification.judge(compared, context);
        return ParticipantEntries.draft(
                        id, new Created(), judged, now, envelope.caller().actor(), envelope.key())
                .indexed(new Entry.Index(
                        Participants.owner(marketplace, id.id()),
                        "",
                        references.indexed(marketplace, wanted.reference())));
    }

    public static ChainId chain(MarketplaceId marketplace, String id) {
        return new ChainId(TYPE, marketplace, id);
    }
}
