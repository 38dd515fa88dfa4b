package dev.surety.runtime.secrets;

import java.util.HexFormat;

/** Names a version of a secret by a short digest of it, so that a rotation needs no numbering. */
final class SecretVersion {
    private SecretVersion() {}

    static String of(byte[] secret) {
        return HexFormat.of().formatHex(Digests.sha256(secret), 0, 4);
    }
}
