package dev.surety.onboarding.app;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.refusal.CommonReason;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.Chain;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.vault.Vault;
import dev.surety.runtime.world.Marketplaces;
import dev.surety.runtime.world.Participants;
import dev.surety.runtime.world.Worlds;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** Creates a participant: reference and profile to the vault, then the entry that names them. */
public final class CreateParticipant {
    public static final String TYPE = Participants.TYPE;

    private final Journal journal;
    private final Marketplaces marketplaces;
    private final Vault vault;
    private final References references;
    private final Worlds worlds;

    public CreateParticipant(
            Journal journal, Marketplaces marketplaces, Vault vault, References references, Worlds worlds) {
        this.journal = journal;
        this.marketplaces = marketplaces;
        this.vault = vault;
        this.references = references;
        this.worlds = worlds;
    }

    /** Who takes part, and the reference and the profile, which only the vault keeps. */
    public record Wanted(Participant.Kind kind, String country, String reference, ObjectNode profile) {}

    public Outcome create(
            MarketplaceId marketplace, Wanted wanted, Actor actor, CommandKey key, Predicate<Entry> isSame) {
        ChainId id = chain(marketplace, Id.derive(ParticipantId.PREFIX, key.hash()));
        Chain chain = journal.load(id);
        if (!chain.isEmpty()) {
            return replay(chain.first(), isSame);
        }
        Optional<MarketplaceSettings> settings = marketplaces.find(marketplace);
        if (settings.isEmpty()) {
            return new Outcome.Refused(CommonReason.INVALID.with("The marketplace has no settings yet."));
        }
        var mode = settings.get().mode();
        // To the millisecond, as the entry's own instant is.
        var now = worlds.now(marketplace, mode).truncatedTo(ChronoUnit.MILLIS);
        var created = new Participant.Created(
                wanted.kind(),
                wanted.country(),
                vault.keepPerson(id, Participant.words(wanted.reference(), wanted.profile())),
                Participant.REQUESTED,
                Participant.initial(mode, now),
                mode,
                settings.get().version());
        Draft draft = Draft.of(Participant.CREATED, created, now, actor, key)
                .indexed(new Entry.Index(
                        Participants.owner(marketplace, id.id()),
                        "",
                        references.indexed(marketplace, wanted.reference())));
        return switch (journal.append(chain, draft)) {
            case Append.Done(var entry, var fresh) -> new Outcome.Stands(entry, !fresh);
            case Append.Lost(var other) -> replay(other, isSame);
        };
    }

    public static ChainId chain(MarketplaceId marketplace, String id) {
        return new ChainId(TYPE, marketplace, id);
    }

    private static Outcome replay(Entry stored, Predicate<Entry> isSame) {
        return isSame.test(stored)
                ? new Outcome.Stands(stored, true)
                : new Outcome.Refused(
                        CommonReason.IDEMPOTENCY_KEY_REUSED.with(CommonReason.IDEMPOTENCY_KEY_REUSED.title()));
    }
}
