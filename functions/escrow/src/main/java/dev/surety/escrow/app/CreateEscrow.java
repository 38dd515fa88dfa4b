package dev.surety.escrow.app;

import dev.surety.escrow.domain.Creation;
import dev.surety.escrow.domain.Decision;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Entry;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.world.Marketplaces;
import dev.surety.runtime.world.Worlds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes an escrow. Its id derives from the command's key, so that making it twice meets itself. */
public final class CreateEscrow {
    private final Escrows escrows;
    private final Participants participants;
    private final Marketplaces marketplaces;
    private final Worlds worlds;

    public CreateEscrow(Escrows escrows, Participants participants, Marketplaces marketplaces, Worlds worlds) {
        this.escrows = escrows;
        this.participants = participants;
        this.marketplaces = marketplaces;
        this.worlds = worlds;
    }

    public static EscrowId id(String keyHash) {
        return new EscrowId(Id.derive(EscrowId.PREFIX, keyHash));
    }

    /** {@code note} keeps description, lines and metadata in the vault; it is asked only when all else is right. */
    public Outcome create(Asked asked, Creation wanted, Supplier<Optional<String>> note) {
        MarketplaceId marketplace = asked.caller().marketplace();
        Optional<EscrowChain> existing = escrows.find(marketplace, asked.escrow());
        if (existing.isPresent()) {
            return replay(asked, existing.get());
        }
        if (asked.caller().isParticipant() && !asked.caller().is(wanted.payer())) {
            return Outcome.refuse(CommonReason.FORBIDDEN);
        }
        var settings = marketplaces.find(marketplace);
        if (settings.isEmpty()) {
            return new Outcome.Refused(CommonReason.INVALID.with("The marketplace has no settings yet."));
        }
        Instant now = worlds.now(marketplace, settings.get().mode());
        List<FieldError> unknown = unknown(marketplace, wanted);
        Creation.Made made = wanted.decide(settings.get(), now);
        if (made instanceof Creation.Made.No(var refusal)) {
            unknown.addAll(refusal.errors());
        }
        if (!unknown.isEmpty() || !(made instanceof Creation.Made.Yes(var created))) {
            return new Outcome.Refused(Refusal.of(CommonReason.INVALID, unknown));
        }
        var stamp = Escrows.Stamp.of(now, Authority.actor(asked.caller(), Authority.Side.PAYER), asked.key())
                .noting(note.get());
        Optional<Escrows.Appended> begun = escrows.begin(
                marketplace, asked.escrow(), (Decision.Happens) Decision.happens(created), stamp);
        return begun.<Outcome>map(of -> Outcome.stands(of.escrow(), !of.fresh())).orElseGet(() -> escrows
                .find(marketplace, asked.escrow())
                .map(other -> replay(asked, other))
                .orElseThrow(() -> new Outage("an escrow went while it was read")));
    }

    private Outcome replay(Asked asked, EscrowChain chain) {
        Entry first = chain.chain().first();
        return asked.isSame(first)
                ? Outcome.stands(escrows.at(chain, 1), true)
                : Outcome.refuse(CommonReason.IDEMPOTENCY_KEY_REUSED);
    }

    private List<FieldError> unknown(MarketplaceId marketplace, Creation wanted) {
        List<FieldError> unknown = new ArrayList<>();
        require(marketplace, wanted.payer(), "/payer", unknown);
        require(marketplace, wanted.payee(), "/payee", unknown);
        return unknown;
    }

    private void require(MarketplaceId marketplace, ParticipantId id, String pointer, List<FieldError> unknown) {
        if (participants.find(marketplace, id).isEmpty()) {
            unknown.add(new FieldError(pointer, "not_found"));
        }
    }
}
