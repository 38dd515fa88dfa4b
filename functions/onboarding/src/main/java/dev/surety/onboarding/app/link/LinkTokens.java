package dev.surety.onboarding.app.link;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.onboarding.domain.link.OnboardingLink;
import dev.surety.runtime.secrets.Digests;
import dev.surety.runtime.secrets.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/**
 * The signed names of links and of their sessions: {@code <marketplace>.<link>.<HMAC-SHA256>}. The one in a link's
 * address opens nothing but the link, and the one in a cookie is good for nothing but the session. Neither is stored.
 *
 * <p>An attacker who reads the secret can open links in place of the participant, and act in its sessions.
 */
public final class LinkTokens {
    private static final String SECRET = "link";
    private static final int PARTS = 3;
    private static final int LONGEST = 160;

    private final Secrets secrets;

    public LinkTokens(Secrets secrets) {
        this.secrets = secrets;
    }

    public enum Use {
        LINK,
        SESSION
    }

    public String of(Use use, ChainId link) {
        return name(link) + "." + signature(secrets.get(SECRET).current(), use, link);
    }

    /** The link that a token names; empty if we did not sign it for this use. */
    public Optional<ChainId> parse(Use use, String token) {
        String[] parts = token.length() > LONGEST ? new String[0] : token.split("\\.", -1);
        if (parts.length != PARTS
                || !MarketplaceId.isWellFormed(parts[0])
                || !Id.isWellFormed(OnboardingLink.PREFIX, parts[1])) {
            return Optional.empty();
        }
        ChainId link = OnboardingLinks.chain(new MarketplaceId(parts[0]), parts[1]);
        byte[] given = parts[2].getBytes(StandardCharsets.UTF_8);
        boolean isOurs = false;
        for (byte[] version : secrets.get(SECRET).versions().values()) {
            isOurs |= MessageDigest.isEqual(
                    signature(version, use, link).getBytes(StandardCharsets.UTF_8), given);
        }
        return isOurs ? Optional.of(link) : Optional.empty();
    }

    private static String name(ChainId link) {
        return link.marketplace() + "." + link.id();
    }

    private static String signature(byte[] secret, Use use, ChainId link) {
        String text = "onboarding " + use + "\n" + name(link);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Digests.hmac(secret, text.getBytes(StandardCharsets.UTF_8)));
    }
}
