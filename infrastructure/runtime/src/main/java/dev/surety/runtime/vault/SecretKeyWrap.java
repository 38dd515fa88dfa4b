package dev.surety.runtime.vault;

import dev.surety.runtime.secrets.Sealed;
import dev.surety.runtime.secrets.Secret;
import dev.surety.runtime.secrets.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Data keys wrapped under a secret of our own; where there is no key service, as on a developer's machine. */
public final class SecretKeyWrap implements KeyWrap {
    private final Secrets secrets;

    public SecretKeyWrap(Secrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public byte[] wrap(byte[] dataKey, String context) {
        return Sealed.seal(secrets.get("vault").current(), dataKey, bytes(context));
    }

    @Override
    public byte[] unwrap(byte[] wrapped, String context) {
        Secret secret = secrets.get("vault");
        return secret.versions().values().stream()
                .map(version -> Sealed.open(version, wrapped, bytes(context)))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no version of the vault's secret opens this key"));
    }

    private static byte[] bytes(String context) {
        return context.getBytes(StandardCharsets.UTF_8);
    }
}
