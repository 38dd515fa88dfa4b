package dev.surety.runtime.tokens;

import java.security.interfaces.RSAPublicKey;
import java.util.Map;

/**
 * The keys a token issuer signs with today. An attacker who controls this answer can pose as any caller; the authorizer
 * in front of the functions asks the same issuer.
 */
public interface IssuerKeys {
    /** The public keys by id. Whatever keeps them from being known is an {@code Outage}. */
    Map<String, RSAPublicKey> fetch();
}
