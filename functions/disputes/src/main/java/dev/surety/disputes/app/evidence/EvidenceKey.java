package dev.surety.disputes.app.evidence;

import dev.surety.disputes.domain.evidence.EvidenceItem;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of a file in the store: no part of it comes from the file's name.
 *
 * @param of the dispute or the bank's case that the item belongs to
 */
public record EvidenceKey(MarketplaceId marketplace, String of, String item) {
    /** The bucket tells of new files under it. */
    public static final String PREFIX = "evidence/";

    private static final Pattern FORM = Pattern.compile(PREFIX + "([^/]+)/([a-z0-9_]{1,64})/([^/]+)");

    /** Empty if the key is that of no evidence. */
    public static Optional<EvidenceKey> parse(String key) {
        Matcher parts = FORM.matcher(key);
        return parts.matches()
                        && MarketplaceId.isWellFormed(parts.group(1))
                        && Id.isWellFormed(EvidenceItem.PREFIX, parts.group(3))
                ? Optional.of(new EvidenceKey(new MarketplaceId(parts.group(1)), parts.group(2), parts.group(3)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return PREFIX + marketplace + "/" + of + "/" + item;
    }
}
