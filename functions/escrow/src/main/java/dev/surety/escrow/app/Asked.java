package dev.surety.escrow.app;

import dev.surety.model.id.EscrowId;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.edge.http.Caller;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Fingerprints;

/** A command's envelope: who asks, of which escrow, under which key. */
public record Asked(Caller caller, EscrowId escrow, CommandKey key, Request request, Fingerprints fingerprints) {

    /** Whether a stored entry with this command's key came from the same request. */
    boolean isSame(Entry stored) {
        return fingerprints.same(
                stored.fingerprint(), key, request.method(), request.path(), request.canonicalBody());
    }
}
