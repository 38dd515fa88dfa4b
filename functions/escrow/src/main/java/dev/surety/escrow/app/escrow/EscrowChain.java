package dev.surety.escrow.app.escrow;

import dev.surety.escrow.domain.escrow.Escrow;
import dev.surety.runtime.journal.Chain;

/** An escrow as its chain tells it, up to a version. */
public record EscrowChain(Chain chain, Escrow escrow) {
    public int version() {
        return chain.version();
    }
}
