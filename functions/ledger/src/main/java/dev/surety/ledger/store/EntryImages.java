package dev.surety.ledger.store;

import dev.surety.ledger.domain.posting.Arrival.Reason;
import dev.surety.ledger.domain.posting.Arrival;
import dev.surety.ledger.domain.posting.EntryRef;
import dev.surety.ledger.domain.posting.Movement;
import dev.surety.model.Invariants;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Posting;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.edge.stream.StreamRecord;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads items of the journal as arrivals. It looks at the envelope and the postings only, never at the data.
 * So we also post events of a version this code does not know. Nothing an item holds makes this throw.
 */
public final class EntryImages {
    private EntryImages() {}

    public static Arrival arrival(StreamRecord record) {
        EntryRef place = place(record.keys());
        return switch (record.kind()) {
            case MODIFY, REMOVE -> new Arrival.Tampered(place, record.kind().name(), record.sequence());
            case INSERT -> inserted(place, record.image());
        };
    }

    static Arrival inserted(EntryRef place, Map<String, AttributeValue> image) {
        AttributeValue postings = image.get("postings");
        if (postings == null) {
            return new Arrival.WithoutPostings();
        }
        if (!postings.hasL()) {
            return new Arrival.Poison(place, Reason.UNREADABLE);
        }
        List<Posting> read = new ArrayList<>();
        try {
            for (AttributeValue each : postings.l()) {
                Optional<Account> account = Account.parse(text(each.m(), "a"));
                Optional<Currency> currency = Currency.find(text(each.m(), "c"));
                if (account.isEmpty() || currency.isEmpty()) {
                    return new Arrival.Poison(place, Reason.UNKNOWN_ACCOUNT);
                }
                read.add(new Posting(account.get(), Money.of(Items.number(each.m(), "m"), currency.get())));
            }
            Invariants.hold(place.number() >= 1, "chain-linear: numbers start at 1");
            ChainId chain = ChainId.parse(place.chain());
            Instant at = Instant.parse(text(image, "at"));
            return moved(place, new Movement(chain, place.number(), text(image, "event"), at, Postings.NONE), read);
        } catch (Invariants.Breach | IllegalArgumentException | DateTimeException broken) {
            return new Arrival.Poison(place, Reason.UNREADABLE);
        }
    }

    private static Arrival moved(EntryRef place, Movement still, List<Posting> postings) {
        try {
            return new Arrival.Moved(new Movement(
                    still.chain(), still.number(), still.event(), still.at(), new Postings(postings)));
        } catch (Invariants.Breach | ArithmeticException unbalanced) {
            return new Arrival.Poison(place, Reason.UNBALANCED);
        }
    }

    static EntryRef place(Map<String, AttributeValue> keys) {
        String chain = Items.findText(keys, "pk").filter(text -> !text.isBlank()).orElse("-");
        try {
            return new EntryRef(chain, Math.toIntExact(Items.number(keys, "sk")));
        } catch (IllegalArgumentException | ArithmeticException noNumber) {
            return new EntryRef(chain, 0);
        }
    }

    /** Unlike {@code Items.text}, an attribute of another type than text counts as missing. */
    private static String text(Map<String, AttributeValue> item, String name) {
        return Items.findText(item, name)
                .orElseThrow(() -> new IllegalArgumentException("an item lacks its text " + name));
    }
}
