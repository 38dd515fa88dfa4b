package dev.surety.escrow.app;

import dev.surety.escrow.domain.Decision;
import dev.surety.escrow.domain.EscrowEvent;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.journal.CommandKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where escrows are kept. */
public interface Escrows {
    /** The name under which an escrow's chain lies, and its words in the vault. */
    ChainId chainId(MarketplaceId marketplace, EscrowId id);

    Optional<EscrowChain> find(MarketplaceId marketplace, EscrowId id);

    /** The escrow as it was at an earlier version of the same chain. */
    EscrowChain at(EscrowChain chain, int version);

    /**
     * Appends what was decided; nothing if another entry took the place.
     *
     * @param answers the command that this entry answers, where its intent came before
     */
    Optional<Appended> append(
            EscrowChain after,
            Decision.Happens decided,
            Instant now,
            Actor actor,
            CommandKey key,
            Optional<String> answers);

    /** What the entry with this key says; nothing if the chain has none. */
    Optional<EscrowEvent> said(EscrowChain chain, CommandKey key);

    /** The escrow as it would stand if that were appended, which it is not. */
    EscrowChain imagine(EscrowChain after, Decision.Happens decided, Instant now);

    /** Appends the first entry; nothing if the chain has begun already. */
    Optional<Appended> begin(
            MarketplaceId marketplace, EscrowId id, Decision.Happens created, Instant now, Actor actor, CommandKey key);

    /**
     * An escrow with the entry that was to be appended.
     *
     * @param fresh whether this call put it; if not, it may have been another instance with the same key
     */
    record Appended(EscrowChain escrow, boolean fresh) {}

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
