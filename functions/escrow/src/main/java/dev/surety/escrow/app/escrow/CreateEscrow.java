package dev.surety.escrow.app.escrow;

import dev.surety.escrow.domain.escrow.Creation;
import dev.surety.escrow.domain.escrow.Decision;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Entry;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.command.Command;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.CommandLoop;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.command.Verdict;
import dev.surety.runtime.journal.Chain;
import dev.surety.runtime.journal.Tip;
import dev.surety.runtime.marketplace.Marketplaces;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Creates an escrow. Its id derives from the command's key, so a repeated command finds the same chain. */
public final class CreateEscrow {
    private final Escrows escrows;
    private final Participants participants;
    private final Marketplaces marketplaces;
    private final Clocks worlds;

    public CreateEscrow(Escrows escrows, Participants participants, Marketplaces marketplaces, Clocks worlds) {
        this.escrows = escrows;
        this.participants = participants;
        this.marketplaces = marketplaces;
        this.worlds = worlds;
    }

    public static EscrowId id(String keyHash) {
        return new EscrowId(Id.derive(EscrowId.PREFIX, keyHash));
    }

    public Outcome<EscrowChain> create(CommandEnvelope envelope, Creation wanted) {
        return CommandLoop.run("an escrow", envelope, new Creating(envelope, wanted));
    }

    /** The chain at the id that derives from the key, and its escrow if the chain has begun. */
    private record There(Chain chain, Optional<EscrowChain> escrow) {}

    private record Decided(Decision.Accepted accepted, Instant now) {}

    private final class Creating implements Command<There, Decided, EscrowChain> {
        private final CommandEnvelope envelope;
        private final Creation wanted;
        private final MarketplaceId marketplace;
        private final EscrowId id;

        Creating(CommandEnvelope envelope, Creation wanted) {
            this.envelope = envelope;
            this.wanted = wanted;
            this.marketplace = envelope.caller().marketplace();
            this.id = CreateEscrow.id(envelope.key().hash());
        }

        @Override
        public Optional<There> load() {
            Optional<EscrowChain> escrow = escrows.find(marketplace, id);
            Chain chain = escrow.map(EscrowChain::chain).orElseGet(() -> new Chain(escrows.chainId(marketplace, id)));
            return Optional.of(new There(chain, escrow));
        }

        @Override
        public Tip tip(There there) {
            return there.chain();
        }

        @Override
        public Optional<Entry> seen(There there, CommandEnvelope asked) {
            return there.escrow().map(escrow -> escrow.chain().first());
        }

        @Override
        public Optional<Refusal> forbidden(There there) {
            boolean anothers = envelope.caller().isParticipant() && !envelope.caller().is(wanted.payer());
            return anothers
                    ? Optional.of(CommonReason.FORBIDDEN.with(CommonReason.FORBIDDEN.title()))
                    : Optional.empty();
        }

        @Override
        public Outcome<EscrowChain> replay(There there, Entry seen) {
            return new Outcome.Done<>(escrows.at(there.escrow().orElseThrow(), seen.number()), true);
        }

        @Override
        public Verdict<Decided> decide(There there) {
            var settings = marketplaces.find(marketplace);
            if (settings.isEmpty()) {
                return new Verdict.Denied<>(CommonReason.INVALID.with("The marketplace has no settings yet."));
            }
            Instant now = worlds.now(marketplace, settings.get().mode());
            List<FieldError> wrong = unknown(marketplace, wanted);
            Creation.Made made = wanted.decide(settings.get(), now);
            if (made instanceof Creation.Made.No(var refusal)) {
                wrong.addAll(refusal.errors());
            }
            return wrong.isEmpty() && made instanceof Creation.Made.Yes(var created)
                    ? new Verdict.Allowed<>(new Decided((Decision.Accepted) Decision.accepted(created), now))
                    : new Verdict.Denied<>(Refusal.of(CommonReason.INVALID, wrong));
        }

        @Override
        public Optional<Outcome<EscrowChain>> append(There there, Decided decided, Optional<String> note) {
            Actor actor = Authority.actor(envelope.caller(), Authority.Side.PAYER);
            var stamp = Escrows.Stamp.of(decided.now(), actor, envelope.key()).noting(note);
            return escrows.begin(marketplace, id, decided.accepted(), stamp)
                    .map(begun -> new Outcome.Done<>(begun, false));
        }
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
