package dev.surety.onboarding.app;

import dev.surety.model.id.MarketplaceId;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.secrets.Digests;
import dev.surety.runtime.secrets.Secret;
import dev.surety.runtime.secrets.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds participants by the marketplace's reference. Marketplaces use e-mail addresses as references, so the text lies
 * in the vault and the index has a keyed hash. Without the key no reader of the index can test a guess.
 *
 * <p>The key is the secret {@code index}. Participants indexed under its previous version are still found; those under
 * older versions are not. The index has participants of earlier versions of the code verbatim.
 */
public final class References {
    private static final String TYPE = CreateParticipant.TYPE + "#";
    private static final int HASH_HEX = 32;

    private final JournalIndexes hints;
    private final Secrets secrets;

    public References(JournalIndexes hints, Secrets secrets) {
        this.hints = hints;
        this.secrets = secrets;
    }

    /** One page. The index may hold the reference in several forms; each form's participants come newest first. */
    public record Page(List<JournalIndexes.Found> found, Optional<String> next) {}

    /** The index key of a participant that is created now. */
    public String indexed(MarketplaceId marketplace, String reference) {
        return hashed(marketplace, reference, secrets.get("index").current());
    }

    public Page page(MarketplaceId marketplace, String reference, int limit, Optional<String> from) {
        List<String> ways = ways(marketplace, reference);
        int bar = from.map(place -> place.indexOf('|')).orElse(-1);
        // A former cursor has no form before its place: it belongs to the last one.
        int first = from.map(place -> bar < 0 ? ways.size() - 1 : Integer.parseInt(place.substring(0, bar)))
                .orElse(0);
        Optional<JournalIndexes.Found> after = from.map(place -> JournalIndexes.Found.parse(place.substring(bar + 1)));
        List<JournalIndexes.Found> found = new ArrayList<>();
        for (int way = first; way < ways.size(); way++) {
            found.addAll(hints.list(JournalIndexes.By.REFERENCE, ways.get(way), limit - found.size(), after));
            after = Optional.empty();
            if (found.size() == limit) {
                return new Page(found, Optional.of(way + "|" + found.getLast().place()));
            }
        }
        return new Page(found, Optional.empty());
    }

    private List<String> ways(MarketplaceId marketplace, String reference) {
        Secret secret = secrets.get("index");
        List<String> ways = new ArrayList<>();
        ways.add(hashed(marketplace, reference, secret.current()));
        secret.versions().keySet().stream()
                .filter(version -> !version.equals(secret.currentVersion()))
                .sorted()
                .flatMap(version -> secret.find(version).stream())
                .forEach(key -> ways.add(hashed(marketplace, reference, key)));
        ways.add(TYPE + marketplace + "#" + reference);
        return ways;
    }

    /** A tab keeps this apart from verbatim references, which have none. */
    private static String hashed(MarketplaceId marketplace, String reference, byte[] key) {
        String hash = Digests.hmacHex(key, "reference\n" + marketplace + "\n" + reference);
        return TYPE + marketplace + "#\t" + hash.substring(0, HASH_HEX);
    }
}
