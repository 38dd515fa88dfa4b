package dev.surety.onboarding.identity.stripe;

import dev.surety.runtime.edge.http.WebhookVerifier;
import dev.surety.runtime.secrets.Digests;
import dev.surety.runtime.secrets.Secrets;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Signatures of Stripe's webhooks: {@code Stripe-Signature: t=<unix seconds>,v1=<hex>}, where {@code v1} is the
 * HMAC-SHA256 of {@code <t>.<body>} under the endpoint's secret. Other schemes beside it count for nothing.
 *
 * <p>Each marketplace is an endpoint at Stripe, with a secret of its own; ours holds them all, a line each. Any of them
 * is good at any endpoint, because a notice is no more than a hint.
 *
 * @see <a href="https://docs.stripe.com/webhooks#verify-manually">Stripe's reference</a>
 */
public final class StripeSignatures implements WebhookVerifier {
    static final String HEADER = "stripe-signature";
    private static final String SECRET = "stripenotices";

    /** As Stripe's own libraries have it. A notice replayed within it has no effect but a question. */
    private static final Duration OLDEST = Duration.ofMinutes(5);

    private static final int LONGEST_HEADER = 1_024;
    private static final Pattern TIME = Pattern.compile("[0-9]{1,12}");
    /** The first value of our secret is random bytes, and a part of it could be one byte, which a forger guesses. */
    private static final Pattern KEY = Pattern.compile("whsec_[!-~]{8,255}");

    private static final Pattern MAC = Pattern.compile("[0-9a-f]{64}");

    private final Secrets secrets;
    private final InstantSource clock;

    public StripeSignatures(Secrets secrets, InstantSource clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public boolean isGenuine(String gateway, String endpoint, Map<String, String> headers, byte[] body) {
        String header = headers.getOrDefault(HEADER, "");
        List<String> times = values(header, "t");
        if (header.length() > LONGEST_HEADER || times.size() != 1 || !TIME.matcher(times.getFirst()).matches()) {
            return false;
        }
        String time = times.getFirst();
        long age = clock.instant().getEpochSecond() - Long.parseLong(time);
        if (Math.abs(age) > OLDEST.toSeconds()) {
            return false;
        }
        List<byte[]> keys = keys();
        boolean genuine = false;
        for (String given : values(header, "v1")) {
            if (MAC.matcher(given).matches()) {
                byte[] mac = HexFormat.of().parseHex(given);
                for (byte[] key : keys) {
                    // We compare all, each in constant time, so that the time tells a forger nothing.
                    genuine |= MessageDigest.isEqual(mac(key, time, body), mac);
                }
            }
        }
        return genuine;
    }

    private List<byte[]> keys() {
        return secrets.get(SECRET).versions().values().stream()
                .flatMap(version -> new String(version, StandardCharsets.UTF_8).lines())
                .map(String::strip)
                .filter(line -> KEY.matcher(line).matches())
                .map(line -> line.getBytes(StandardCharsets.US_ASCII))
                .toList();
    }

    private static byte[] mac(byte[] secret, String time, byte[] body) {
        var signed = new ByteArrayOutputStream();
        signed.writeBytes((time + ".").getBytes(StandardCharsets.US_ASCII));
        signed.writeBytes(body);
        return Digests.hmac(secret, signed.toByteArray());
    }

    private static List<String> values(String header, String scheme) {
        List<String> values = new ArrayList<>();
        for (String part : header.split(",", -1)) {
            Optional.of(part.strip())
                    .filter(text -> text.startsWith(scheme + "="))
                    .ifPresent(text -> values.add(text.substring(scheme.length() + 1)));
        }
        return values;
    }
}
