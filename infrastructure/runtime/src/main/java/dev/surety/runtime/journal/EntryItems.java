package dev.surety.runtime.journal;

import dev.surety.model.journal.Account;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.journal.Posting;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.secrets.Digests;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An entry as the item that is stored, and back. The attribute names are those of the tables' documentation. */
public final class EntryItems {
    static final String PK = "pk";
    static final String SK = "sk";

    private EntryItems() {}

    public static Map<String, AttributeValue> toItem(Entry entry) {
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        item.put(PK, Items.of(entry.chain().toString()));
        item.put(SK, Items.of(entry.number()));
        item.put("event", Items.of(entry.event()));
        item.put("data", Items.of(entry.data()));
        if (!entry.postings().isEmpty()) {
            item.put(
                    "postings",
                    AttributeValue.fromL(entry.postings().stream()
                            .map(EntryItems::posting)
                            .toList()));
        }
        item.put("at", Items.of(Times.text(entry.at())));
        item.put("actor", Items.of(entry.actor().toString()));
        item.put("key", Items.of(entry.key()));
        put(item, "fingerprint", entry.fingerprint());
        entry.answers().ifPresent(answers -> item.put("answers", Items.of(answers)));
        put(item, "prev", entry.previous());
        put(item, "owner", entry.index().owner());
        put(item, "counterparty", entry.index().counterparty());
        put(item, "reference", entry.index().reference());
        entry.due().ifPresent(due -> {
            item.put("due", Items.of(due.partition()));
            item.put("dueAt", Items.of(Times.text(due.at())));
        });
        entry.attention().ifPresent(attention -> item.put("attention", Items.of(attention)));
        put(item, "nonce", entry.nonce());
        entry.note().ifPresent(note -> item.put("note", Items.of(note)));
        entry.ends().ifPresent(ends -> item.put("ends", Items.of(ends)));
        return item;
    }

    public static List<Posting> postings(Map<String, AttributeValue> item) {
        return item.containsKey("postings")
                ? item.get("postings").l().stream().map(EntryItems::posting).toList()
                : List.of();
    }

    public static Entry fromItem(Map<String, AttributeValue> item) {
        Optional<Entry.Due> due = Items.findText(item, "due")
                .map(partition -> new Entry.Due(partition, Instant.parse(Items.text(item, "dueAt"))));
        return new Entry(
                ChainId.parse(Items.text(item, PK)),
                (int) Items.number(item, SK),
                Items.text(item, "event"),
                Items.text(item, "data"),
                new Postings(postings(item)),
                Instant.parse(Items.text(item, "at")),
                Actor.parse(Items.text(item, "actor")),
                Items.text(item, "key"),
                Items.findText(item, "fingerprint").orElse(""),
                Items.findText(item, "answers"),
                Items.findText(item, "prev").orElse(""),
                new Entry.Index(
                        Items.findText(item, "owner").orElse(""),
                        Items.findText(item, "counterparty").orElse(""),
                        Items.findText(item, "reference").orElse("")),
                due,
                Items.findText(item, "attention"),
                Items.findText(item, "nonce").orElse(""),
                Items.findText(item, "note"),
                Items.findText(item, "ends"));
    }

    /**
     * The hash the next entry names: SHA-256 over all attributes but the store's own. Each is framed by its name and
     * length, in the order of names.
     */
    public static String hash(Map<String, AttributeValue> item) {
        var framed = new StringBuilder();
        for (Map.Entry<String, AttributeValue> attribute : new TreeMap<>(item).entrySet()) {
            String value = plain(attribute.getValue());
            framed.append(attribute.getKey())
                    .append(':')
                    .append(value.length())
                    .append(':')
                    .append(value)
                    .append('\n');
        }
        return Digests.sha256Hex(framed.toString());
    }

    private static String plain(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s();
            case N -> value.n();
            case L -> value.l().stream()
                    .map(AttributeValue::m)
                    .map(posting -> Items.text(posting, "a") + " " + Items.text(posting, "c") + " "
                            + Items.number(posting, "m"))
                    .toList()
                    .toString();
            default -> throw new IllegalArgumentException("an entry has texts, numbers and postings only");
        };
    }

    private static AttributeValue posting(Posting posting) {
        return AttributeValue.fromM(Map.of(
                "a", Items.of(posting.account().toString()),
                "c", Items.of(posting.money().currency().code()),
                "m", Items.of(posting.money().amountMinor())));
    }

    private static Posting posting(AttributeValue value) {
        Map<String, AttributeValue> map = value.m();
        Account account = Account.parse(Items.text(map, "a"))
                .orElseThrow(() -> new IllegalArgumentException("no such account: " + Items.text(map, "a")));
        return new Posting(account, Money.of(Items.number(map, "m"), Items.text(map, "c")));
    }

    private static void put(Map<String, AttributeValue> item, String name, String value) {
        if (!value.isEmpty()) {
            item.put(name, Items.of(value));
        }
    }
}
