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
import dev.surety.model.money.Money;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.journal.CommandKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The store of escrows. */
public interface Escrows {
    /** The id of the escrow's chain, and of its notes in the vault. */
    ChainId chainId(MarketplaceId marketplace, EscrowId id);

    Optional<EscrowChain> find(MarketplaceId marketplace, EscrowId id);

    /** The escrow as it was at an earlier version of the same chain. */
    EscrowChain at(EscrowChain chain, int version);

    /**
     * Appends a decision and returns the escrow after it. Returns nothing if another call took the place, even with the
     * same key; the caller reads again to learn which.
     */
    Optional<EscrowChain> append(EscrowChain after, Decision.Accepted decided, Stamp stamp);

    /**
     * Appends a refund that its payee bears, in one transaction with the payee's balances. {@code payable} must hold
     * it. The payee must not owe more than {@code mostDebt} after it.
     */
    Charged charge(EscrowChain after, Decision.Accepted decided, Stamp stamp, Money mostDebt);

    sealed interface Charged {
        record Done(EscrowChain escrow) implements Charged {}

        /** Another call took the place. */
        record Lost() implements Charged {}

        /** The payee does not have it. Nothing was written. */
        record Insufficient() implements Charged {}
    }

    /**
     * The metadata of an entry, beside its event.
     *
     * @param answers the command that this entry answers, if its intent was an earlier entry
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

    /** The events so far, each with its actor. */
    List<Budget.Move> moves(EscrowChain chain);

    /** The refusal if this command's side has used up its budget of entries. */
    default Optional<Refusal> overBudget(EscrowChain chain, EscrowCommand command, Actor by) {
        return chain.version() < Budget.ENTRIES ? Optional.empty() : Budget.refusal(command, by, moves(chain));
    }

    /** The declined payments, oldest first. */
    List<PaymentFact> declined(EscrowChain chain);

    /** The event of the entry with this key; nothing if the chain has none. */
    Optional<EscrowEvent> said(EscrowChain chain, CommandKey key);

    /** The escrow as it would stand after the decision. Appends nothing. */
    EscrowChain imagine(EscrowChain after, Decision.Accepted decided, Instant now);

    /** Appends the first entry; nothing if the chain has begun already. */
    Optional<EscrowChain> begin(MarketplaceId marketplace, EscrowId id, Decision.Accepted created, Stamp stamp);

    /** The index of a list, and the value to look for. */
    sealed interface Filter {
        String value();

        record Payer(String value) implements Filter {}

        record Payee(String value) implements Filter {}

        record Reference(String value) implements Filter {}
    }

    record Page(List<EscrowChain> escrows, Optional<String> next) {}

    /** Lists newest first, from an opaque cursor of an earlier page. */
    Page list(MarketplaceId marketplace, Filter filter, int limit, Optional<String> from);
}
