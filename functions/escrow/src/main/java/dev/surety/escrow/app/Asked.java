package dev.surety.escrow.app;

import dev.surety.model.id.EscrowId;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.edge.http.Caller;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.journal.CommandKey;
import java.util.Optional;

/** A command's envelope: who asks, of which escrow, under which key. */
public record Asked(
        Caller caller,
        EscrowId escrow,
        CommandKey key,
        Optional<Integer> ifMatch,
        Request request,
        RequestKeys keys) {

    /** Whether the caller named a version and the escrow has moved on from it. */
    boolean isOutdated(EscrowChain chain) {
        return ifMatch.filter(version -> version != chain.version()).isPresent();
    }

    /** Whether a stored entry with this command's key came from the same request. */
    boolean isSame(Entry stored) {
        return keys.isSame(stored, key, request);
    }
}
