package dev.surety.escrow.app.escrow;

import dev.surety.escrow.domain.escrow.Budget;
import dev.surety.escrow.domain.escrow.Decision;
import dev.surety.escrow.domain.escrow.EscrowCommand;
import dev.surety.escrow.domain.escrow.EscrowEvent;
import dev.surety.escrow.domain.funds.PaymentFact;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.journal.CommandKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where escrows are kept. */
public interface Escrows {
    /** The name under which an escrow's chain lies, and its notes in the vault. */
    ChainId chainId(MarketplaceId marketplace, EscrowId id);

    Optional<EscrowChain> find(MarketplaceId marketplace, EscrowId id);

    /** The escrow as it was at an earlier version of the same chain. */
    EscrowChain at(EscrowChain chain, int version);

    /**
     * Appends what was decided; the escrow as it then stands. Nothing if another call took the place, be it with the
     * same key: the escrow as it is read again says which.
     */
    Optional<EscrowChain> append(EscrowChain after, Decision.Accepted decided, Stamp stamp);

    /**
     * What an entry says beside what happened.
     *
     * @param answers the command that this entry answers, where its intent came before
     * @param note the vault's commitment to the free text that came with the command
     */
    record Stamp(Instant now, Actor actor, CommandKey key, Optional<String> answers, Optional<String> note) {
        public static Stamp of(Instant now, Actor actor, CommandKey key) {
            return new Stamp(now, actor, key, Optional.empty(), Optional.empty());
        }

        public Stamp answering(Optional<String> command) {
            return new Stamp(now, actor, key, command, note);
        }

        public Stamp noting(Optional<String> commitment) {
            return new Stamp(now, actor, key, answers, commitment);
        }
    }

    /** The vault's commitment to the free text that came with the command of this entry, old or new. */
    Optional<String> note(Entry entry);

    /** What happened so far, and by whom. */
    List<Budget.Move> moves(EscrowChain chain);

    /** Why this command would take more of the chain than its side may have. */
    default Optional<Refusal> overBudget(EscrowChain chain, EscrowCommand command, Actor by) {
        return chain.version() < Budget.ENTRIES ? Optional.empty() : Budget.refusal(command, by, moves(chain));
    }

    /** The attempts to pay that were declined, oldest first. */
    List<PaymentFact> declined(EscrowChain chain);

    /** What the entry with this key says; nothing if the chain has none. */
    Optional<EscrowEvent> said(EscrowChain chain, CommandKey key);

    /** The escrow as it would stand if that were appended, which it is not. */
    EscrowChain imagine(EscrowChain after, Decision.Accepted decided, Instant now);

    /** Appends the first entry; nothing if the chain has begun already. */
    Optional<EscrowChain> begin(MarketplaceId marketplace, EscrowId id, Decision.Accepted created, Stamp stamp);

    /** What lists go by. */
    sealed interface Filter {
        String value();

        record Payer(String value) implements Filter {}

        record Payee(String value) implements Filter {}

        record Reference(String value) implements Filter {}
    }

    record Page(List<EscrowChain> escrows, Optional<String> next) {}

    /** Newest first, from an opaque place that an earlier page gave. */
    Page list(MarketplaceId marketplace, Filter filter, int limit, Optional<String> from);
}
