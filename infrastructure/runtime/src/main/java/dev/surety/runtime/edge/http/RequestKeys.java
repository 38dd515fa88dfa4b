package dev.surety.runtime.edge.http;

import dev.surety.model.Invariants;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Fingerprints;

/**
 * The key under which a request's command is appended: scope is marketplace, principal, method and concrete path; the
 * fingerprint covers method, path and canonical body.
 */
public final class RequestKeys {
    private final Fingerprints fingerprints;

    public RequestKeys(Fingerprints fingerprints) {
        this.fingerprints = fingerprints;
    }

    public CommandKey of(Request request) {
        Invariants.hold(!request.isDryRun(), "refusal-inert: a dry run has no key to append under");
        return fingerprints.key(
                request.caller().marketplace().value(),
                request.caller().principal(),
                request.method(),
                request.path(),
                request.idempotencyKey(),
                request.canonicalBody());
    }

    /** Whether a stored entry with this key came from the same request. */
    public boolean isSame(Entry stored, CommandKey key, Request request) {
        return isSame(stored.fingerprint(), key, request);
    }

    /** The same for stores other than the journal. */
    public boolean isSame(String fingerprint, CommandKey key, Request request) {
        String body = request.canonicalBody();
        // Older entries may say that an empty object came.
        return fingerprints.same(fingerprint, key, request.method(), request.path(), body)
                || (body.isEmpty() && fingerprints.same(fingerprint, key, request.method(), request.path(), "{}"));
    }
}
