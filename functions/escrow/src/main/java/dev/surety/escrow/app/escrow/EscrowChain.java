package dev.surety.escrow.app.escrow;

import dev.surety.escrow.domain.escrow.Escrow;
import dev.surety.runtime.journal.Chain;

/** An escrow folded from its chain, up to a version. */
public record EscrowChain(Chain chain, Escrow escrow) {
    public int version() {
        return chain.version();
    }
}
