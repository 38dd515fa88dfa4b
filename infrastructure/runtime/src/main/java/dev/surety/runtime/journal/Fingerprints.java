package dev.surety.runtime.journal;

import dev.surety.model.journal.Entry;
import dev.surety.runtime.secrets.Digests;
import dev.surety.runtime.secrets.Secret;
import dev.surety.runtime.secrets.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Fingerprints of requests: {@code <view version>.<secret version>.<HMAC>}. The HMAC's key keeps a reader of the
 * journal from testing guesses of a request's contents. The view version lets us render a replay as it was first.
 */
public final class Fingerprints {
    /**
     * The version of today's views. 2: settings no longer show {@code pause}. Raise this when you change what an answer
     * shows, and render a stored entry of an older view as that view did.
     */
    public static final int VIEW = 2;

    private static final int HMAC_HEX = 32;

    private final Secrets secrets;

    public Fingerprints(Secrets secrets) {
        this.secrets = secrets;
    }

    public CommandKey key(String marketplace, String principal, String method, String path, String key, String body) {
        Secret secret = secrets.get("fingerprint");
        String form = method + " " + path + "\n" + body;
        return new CommandKey(
                CommandKey.framed(marketplace, principal, method, path, key),
                VIEW + "." + secret.currentVersion() + "." + hmac(secret.current(), form));
    }

    /** The view version in which a stored entry was first answered; today's where no request made the entry. */
    public static int view(Entry stored) {
        String fingerprint = stored.fingerprint();
        int dot = fingerprint.indexOf('.');
        return dot < 0 ? VIEW : Integer.parseInt(fingerprint.substring(0, dot));
    }

    /**
     * Whether a stored fingerprint is that of the same request. It may have been made with the previous secret, in
     * which case the request's form is hashed with that one.
     */
    public boolean same(String stored, CommandKey key, String method, String path, String body) {
        if (equal(stored, key.fingerprint())) {
            return true;
        }
        String[] parts = stored.split("\\.", -1);
        if (parts.length != 3) {
            return false;
        }
        Optional<byte[]> older = secrets.get("fingerprint").find(parts[1]);
        return older.isPresent() && equal(parts[2], hmac(older.get(), method + " " + path + "\n" + body));
    }

    private static String hmac(byte[] secret, String form) {
        return Digests.hmacHex(secret, form).substring(0, HMAC_HEX);
    }

    private static boolean equal(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
