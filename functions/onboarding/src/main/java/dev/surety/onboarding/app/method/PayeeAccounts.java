package dev.surety.onboarding.app.method;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Attention;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.onboarding.domain.method.BankAccount;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.secrets.Digests;
import dev.surety.runtime.secrets.Secret;
import dev.surety.runtime.secrets.Secrets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The participants of each account, whether they still use it or not. An account is known by its fingerprint, a keyed
 * hash of its number: without the key no reader of the journal can test a number. It is a chain of its own, {@code
 * payee_account#<marketplace>#acc_…}, whose last entry names the participants. Two or more open the attention {@code
 * shared_method}. Sharing is never refused by itself, because families share accounts.
 */
public final class PayeeAccounts {
    public static final String TYPE = "payee_account";
    public static final String PREFIX = "acc";
    public static final String USED = "payee_account.used.v1";
    public static final String SHARED_METHOD = "shared_method";
    /** More are no family, and a person knows of these. */
    public static final int MOST_COUNTED = 100;

    private static final int HASH_HEX = 32;

    private final Journal journal;
    private final Secrets secrets;

    public PayeeAccounts(Journal journal, Secrets secrets) {
        this.journal = journal;
        this.secrets = secrets;
    }

    /** The stored event: the participants after it, in the order of their coming. */
    public record Used(List<String> participants) {
        public Used {
            participants = List.copyOf(participants);
        }
    }

    public static ChainId chain(MarketplaceId marketplace, String fingerprint) {
        return new ChainId(TYPE, marketplace, Id.derive(PREFIX, marketplace.value(), fingerprint));
    }

    /** Equal for equal numbers in one marketplace, also after the key was rotated: then the known one stays. */
    public String fingerprint(MarketplaceId marketplace, BankAccount account) {
        Secret secret = secrets.get("index");
        Stream<String> former = secret.versions().keySet().stream()
                .filter(version -> !version.equals(secret.currentVersion()))
                .sorted()
                .flatMap(version -> secret.find(version).stream())
                .map(key -> hashed(marketplace, account, key));
        return former.filter(known -> journal.last(chain(marketplace, known)).isPresent())
                .findFirst()
                .orElseGet(() -> hashed(marketplace, account, secret.current()));
    }

    private static String hashed(MarketplaceId marketplace, BankAccount account, byte[] key) {
        return Digests.hmacHex(key, "payee account\n" + marketplace + "\n" + account.canonical())
                .substring(0, HASH_HEX);
    }

    /** How many others have or had the account; {@link #MOST_COUNTED} are counted. */
    public int others(MarketplaceId marketplace, String fingerprint, String participant) {
        return (int) participants(journal.last(chain(marketplace, fingerprint))).stream()
                .filter(of -> !of.equals(participant))
                .count();
    }

    private static List<String> participants(Optional<Entry> last) {
        return last.map(entry -> Json.read(entry.data(), Used.class).participants()).orElse(List.of());
    }

    /** Notes that a participant has the account; once, however often it is called. */
    void use(MarketplaceId marketplace, String fingerprint, String participant, Instant now) {
        Contention.retry("an account", () -> {
            StateChain chain = journal.state(chain(marketplace, fingerprint));
            List<String> known = participants(chain.last());
            if (known.contains(participant) || known.size() >= MOST_COUNTED) {
                return Optional.of(true);
            }
            List<String> more = Stream.concat(known.stream(), Stream.of(participant)).toList();
            var key = CommandKey.ofFact("account used", fingerprint, participant);
            Draft draft = Draft.of(USED, new Used(more), now, Actor.EVENT, key);
            Draft said = more.size() == 1 ? draft : draft.attention(Attention.opens(SHARED_METHOD).toString());
            return journal.append(chain, said) instanceof Append.Done ? Optional.of(true) : Optional.empty();
        });
    }
}
