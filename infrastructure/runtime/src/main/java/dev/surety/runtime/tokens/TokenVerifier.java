package dev.surety.runtime.tokens;

import dev.surety.runtime.settings.Environment;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Verifies a bearer token in the function although the authorizer has done so already. An attacker who can invoke a
 * function, or rewire the API to it, can make up claims, but not a token that carries them.
 *
 * <p>A token is genuine if the issuer signed it with RS256 (RFC 7515), for us and for now (RFC 7519). It must also say
 * of its bearer exactly what the authorizer says. An unknown key set is an {@code Outage}, not an answer.
 */
public final class TokenVerifier {
    /** The claims that decide who a caller is and what it may do. */
    private static final List<String> TOLD =
            List.of("iss", "sub", "client_id", "marketplace", "scope", "participant", "person", "kind");

    /** From when to when it is good. */
    private static final List<String> TIMES = List.of("iat", "exp");

    /** By how much our clock and the issuer's may differ. */
    private static final Duration LEEWAY = Duration.ofMinutes(2);

    private static final int LONGEST = 8192;

    private final String issuer;
    private final String audience;
    private final RememberedKeys keys;
    private final InstantSource clock;

    public TokenVerifier(String issuer, String audience, IssuerKeys keys, InstantSource clock) {
        this.issuer = issuer;
        this.audience = audience;
        this.keys = new RememberedKeys(keys, clock);
        this.clock = clock;
    }

    /** For the issuer and audience of the deployment. It sends no request before the first token comes. */
    public static TokenVerifier ofEnvironment(InstantSource clock) {
        String issuer = Environment.get("TOKEN_ISSUER");
        return new TokenVerifier(issuer, Environment.get("TOKEN_AUDIENCE"), new PublishedKeys(issuer), clock);
    }

    /**
     * Whether this header brings a genuine token whose claims are those.
     *
     * @param authorization the header as it came, with or without the word {@code Bearer}, as the HTTP API's authorizer
     * takes it. A header that came twice has a comma in it and is no token
     * @param claims the claims that the authorizer passed on, each as text
     */
    public boolean isGenuine(Optional<String> authorization, JsonNode claims) {
        String header = authorization.orElse("");
        String token = header.regionMatches(true, 0, "Bearer ", 0, 7) ? header.substring(7) : header;
        if (token.isEmpty() || token.length() > LONGEST) {
            return false;
        }
        return SignedToken.parse(token.strip())
                .flatMap(signed -> keys.find(signed.keyId()).flatMap(signed::signedBy))
                .filter(told -> isForUs(told) && isForNow(told) && isSame(told, claims))
                .isPresent();
    }

    private boolean isForUs(JsonNode told) {
        JsonNode to = told.path("aud");
        boolean ours = to.isArray()
                ? to.values().stream().anyMatch(one -> isText(one, audience))
                : isText(to, audience);
        return ours && isText(told.path("iss"), issuer);
    }

    private boolean isForNow(JsonNode told) {
        long now = clock.instant().getEpochSecond();
        JsonNode until = told.path("exp");
        JsonNode from = told.path("nbf");
        boolean ended = !until.isIntegralNumber()
                || !until.canConvertToLong()
                || now >= Math.addExact(Math.min(until.longValue(), Long.MAX_VALUE / 2), LEEWAY.toSeconds());
        boolean begun = from.isMissingNode()
                || (from.isIntegralNumber() && from.canConvertToLong() && from.longValue() <= now + LEEWAY.toSeconds());
        return !ended && begun;
    }

    private static boolean isSame(JsonNode told, JsonNode claims) {
        for (String name : TOLD) {
            JsonNode one = told.path(name);
            JsonNode other = claims.path(name);
            boolean same = one.isString()
                    ? isText(other, one.stringValue())
                    : one.isMissingNode() && other.isMissingNode();
            if (!same) {
                return false;
            }
        }
        return TIMES.stream().allMatch(name -> isSameTime(told.path(name), claims.path(name)));
    }

    private static boolean isSameTime(JsonNode told, JsonNode claim) {
        if (told.isMissingNode() || !told.isNumber()) {
            return told.isMissingNode() && claim.isMissingNode();
        }
        return ClaimedTime.parse(claim.asString(""))
                .filter(time -> time.compareTo(told.decimalValue()) == 0)
                .isPresent();
    }

    private static boolean isText(JsonNode node, String text) {
        return node.isString() && node.stringValue().equals(text);
    }
}
