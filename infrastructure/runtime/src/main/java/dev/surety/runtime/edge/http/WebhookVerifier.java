package dev.surety.runtime.edge.http;

import java.util.Map;

/** Knows the signatures of those whose webhooks a function hears. */
public interface WebhookVerifier {
    /**
     * Gives no reason why one is not genuine: a forger would learn from it.
     *
     * @param headers by lower-case name
     * @param body byte for byte as it came
     */
    boolean isGenuine(String gateway, String endpoint, Map<String, String> headers, byte[] body);
}
