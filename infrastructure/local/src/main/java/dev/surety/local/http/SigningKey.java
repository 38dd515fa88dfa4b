package dev.surety.local.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.surety.local.PrivateFile;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Optional;

/** The issuer's RSA key. An attacker who holds it can pose as any caller here, and as none anywhere else. */
final class SigningKey {
    private static final int BITS = 2048;

    private SigningKey() {}

    /** The key in this file, made at the first call; one that is forgotten without a file. */
    static RSAKey load(Optional<Path> file) {
        try {
            if (file.isEmpty()) {
                return generate();
            }
            Optional<String> stored = PrivateFile.find(file.get());
            if (stored.isPresent()) {
                return RSAKey.parse(stored.get());
            }
            RSAKey fresh = generate();
            PrivateFile.write(file.get(), fresh.toJSONString());
            return fresh;
        } catch (JOSEException | ParseException e) {
            throw new IllegalStateException("The issuer's key cannot be read or made.", e);
        }
    }

    private static RSAKey generate() throws JOSEException {
        return new RSAKeyGenerator(BITS)
                .keyUse(KeyUse.SIGNATURE)
                .keyIDFromThumbprint(true)
                .generate();
    }
}
