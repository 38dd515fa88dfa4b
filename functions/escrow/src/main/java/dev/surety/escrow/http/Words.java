package dev.surety.escrow.http;

import dev.surety.escrow.app.EscrowChain;
import dev.surety.escrow.domain.Escrow;
import dev.surety.escrow.domain.Refund;
import dev.surety.runtime.vault.Vault;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Reads what an escrow's entries name in the vault: free text that is no part of the journal. */
final class Words {
    private final Vault vault;

    Words(Vault vault) {
        this.vault = vault;
    }

    /** Description, lines and metadata. */
    Optional<ObjectNode> of(EscrowChain chain) {
        return find(chain, chain.escrow().agreement().words());
    }

    Optional<String> reason(EscrowChain chain, Refund refund) {
        return reason(chain, refund.words());
    }

    Optional<String> disputeReason(EscrowChain chain) {
        return chain.escrow() instanceof Escrow.Disputed disputed
                ? reason(chain, disputed.open().claim().flatMap(claim -> claim.words()))
                : Optional.empty();
    }

    private Optional<String> reason(EscrowChain chain, Optional<String> commitment) {
        return find(chain, commitment).map(words -> words.path("reason").asString(""));
    }

    private Optional<ObjectNode> find(EscrowChain chain, Optional<String> commitment) {
        return commitment.flatMap(words -> vault.find(chain.chain().id(), words));
    }
}
