package dev.surety.onboarding.app;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.onboarding.app.screening.ScreenParticipants;
import dev.surety.onboarding.domain.ParticipantEvent.Created;
import dev.surety.onboarding.domain.ParticipantState;
import dev.surety.onboarding.domain.ParticipantState.Terms;
import dev.surety.onboarding.domain.Verification;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.CommandLoop;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.command.StateCommand;
import dev.surety.runtime.command.Verdict;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.marketplace.Participants;
import dev.surety.runtime.vault.Vault;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates a participant: puts reference and profile into the vault, then appends the entry that names them. A crash
 * between leaves texts that no entry names; the vault's sweep destroys them.
 */
public final class CreateParticipant {
    public static final String TYPE = Participants.TYPE;

    private static final List<FieldError> TERMS_IN_THE_FUTURE =
            List.of(new FieldError("/terms/acceptedAt", "in_the_future"));

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

    /**
     * The new participant. Only the vault keeps its reference and profile.
     *
     * @param terms those that it accepted before it came
     */
    public record CreateParticipantRequest(
            ParticipantState.Kind kind,
            String country,
            String reference,
            ObjectNode profile,
            Optional<Terms> terms) {
        public CreateParticipantRequest(
                ParticipantState.Kind kind, String country, String reference, ObjectNode profile) {
            this(kind, country, reference, profile, Optional.empty());
        }
    }

    public Outcome<Entry> create(CommandEnvelope envelope, CreateParticipantRequest wanted) {
        MarketplaceId marketplace = envelope.caller().marketplace();
        ChainId id = chain(
                marketplace, Id.derive(ParticipantId.PREFIX, envelope.key().hash()));
        var command = new StateCommand(journal, id, _ -> {
            Optional<MarketplaceSettings> settings = marketplaces.find(marketplace);
            if (settings.isEmpty()) {
                return new Verdict.Denied<>(CommonReason.INVALID.with("The marketplace has no settings yet."));
            }
            return decide(id, envelope.caller().actor(), envelope.key(), wanted, settings.get());
        });
        return CommandLoop.run("a participant", envelope, command);
    }

    /** Decides about the first entry of a chain, for a request or a line of an import, and keeps its words. */
    public Verdict<Draft> decide(
            ChainId id,
            Actor actor,
            CommandKey key,
            CreateParticipantRequest wanted,
            MarketplaceSettings settings) {
        // The entry's own time has milliseconds only.
        Instant now = worlds.now(id.marketplace(), settings.mode()).truncatedTo(ChronoUnit.MILLIS);
        LocalDate today = now.atZone(ZoneId.of(settings.timeZone())).toLocalDate();
        if (Profile.isBornAfter(today, wanted.profile())) {
            return new Verdict.Denied<>(Refusal.of(CommonReason.INVALID, Profile.IN_THE_FUTURE));
        }
        if (wanted.terms().filter(terms -> terms.at().isAfter(now)).isPresent()) {
            return new Verdict.Denied<>(Refusal.of(CommonReason.INVALID, TERMS_IN_THE_FUTURE));
        }
        return new Verdict.Allowed<>(draft(id, actor, key, wanted, settings, now));
    }

    private Draft draft(
            ChainId id,
            Actor actor,
            CommandKey key,
            CreateParticipantRequest wanted,
            MarketplaceSettings settings,
            Instant now) {
        MarketplaceId marketplace = id.marketplace();
        String words = vault.keepPerson(id, Participant.words(wanted.reference(), wanted.profile()));
        var created = ParticipantState.created(
                wanted.kind(), wanted.country(), settings.mode(), now, words, Profile.codes(wanted.profile()));
        ParticipantState agreed = wanted.terms().map(created::accepted).orElse(created);
        Verification.Context context = RulesInForce.context(settings, now);
        ParticipantState compared =
                screening.early(id, Verification.asked(agreed, context), wanted.profile(), settings);
        ParticipantState judged = Verification.judge(compared, context);
        return ParticipantEntries.draft(
                        id, new Created(), judged, now, actor, key)
                .indexed(new Entry.Index(
                        Participants.owner(marketplace, id.id()),
                        "",
                        references.indexed(marketplace, wanted.reference())));
    }

    public static ChainId chain(MarketplaceId marketplace, String id) {
        return new ChainId(TYPE, marketplace, id);
    }
}
