package dev.surety.runtime.edge.http;

import dev.surety.runtime.secrets.Digests;
import dev.surety.runtime.secrets.Secret;
import dev.surety.runtime.secrets.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Signatures of gateways' webhooks: {@code surety-signature: t=<unix seconds>,v1=<hex>}, where {@code v1} is the
 * HMAC-SHA256 of {@code <t>.<body>} under the endpoint's own secret. The body is taken byte for byte, before any code
 * has read it. There may be several {@code v1}, so that a sender can rotate its secret; one that is right is enough.
 *
 * <p>An endpoint's secret derives from one of ours, by gateway and endpoint: its holder can speak for that endpoint and
 * no other. The same notice again is genuine again; its event's id keeps it from having two effects.
 */
public final class WebhookSignatures implements WebhookVerifier {
    public static final String HEADER = "surety-signature";

    /** Either way: clocks differ. */
    private static final Duration OLDEST = Duration.ofMinutes(5);

    private static final int LONGEST_HEADER = 512;
    private static final Pattern FORM = Pattern.compile("t=([0-9]{1,12})((?:,v1=[0-9a-f]{64}){1,5})");
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,64}");

    private final Secrets secrets;
    private final InstantSource clock;

    public WebhookSignatures(Secrets secrets, InstantSource clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    /** The header a gateway sends with this body now, at this endpoint. */
    public String sign(String gateway, String endpoint, byte[] body) {
        String time = Long.toString(clock.instant().getEpochSecond());
        byte[] secret = secret(secrets.get("notice").current(), gateway, endpoint);
        return "t=" + time + ",v1=" + HexFormat.of().formatHex(mac(secret, time, body));
    }

    @Override
    public boolean isGenuine(String gateway, String endpoint, Map<String, String> headers, byte[] body) {
        return isGenuine(gateway, endpoint, Optional.ofNullable(headers.get(HEADER)), body);
    }

    /** Gives no reason why one is not genuine: a forger would learn from it. */
    public boolean isGenuine(String gateway, String endpoint, Optional<String> header, byte[] body) {
        Matcher form = FORM.matcher(header.filter(text -> text.length() <= LONGEST_HEADER).orElse(""));
        if (!form.matches() || !NAME.matcher(gateway).matches() || !NAME.matcher(endpoint).matches()) {
            return false;
        }
        long age = clock.instant().getEpochSecond() - Long.parseLong(form.group(1));
        if (Math.abs(age) > OLDEST.toSeconds()) {
            return false;
        }
        Secret versions = secrets.get("notice");
        List<byte[]> right = new ArrayList<>();
        versions.versions().values().forEach(version ->
                right.add(mac(secret(version, gateway, endpoint), form.group(1), body)));
        boolean genuine = false;
        for (String given : form.group(2).substring(1).split(",", -1)) {
            byte[] mac = HexFormat.of().parseHex(given.substring("v1=".length()));
            for (byte[] one : right) {
                // We compare all, each in constant time, so that the time tells a forger nothing.
                genuine |= MessageDigest.isEqual(one, mac);
            }
        }
        return genuine;
    }

    /** Names have no line feed in them, so no two endpoints have one secret. */
    private static byte[] secret(byte[] ours, String gateway, String endpoint) {
        String purpose = "gateway notice\n" + gateway + "\n" + endpoint;
        return Digests.hmac(ours, purpose.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] mac(byte[] secret, String time, byte[] body) {
        byte[] start = (time + ".").getBytes(StandardCharsets.US_ASCII);
        byte[] signed = new byte[start.length + body.length];
        System.arraycopy(start, 0, signed, 0, start.length);
        System.arraycopy(body, 0, signed, start.length, body.length);
        return Digests.hmac(secret, signed);
    }
}
