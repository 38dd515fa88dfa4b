package dev.surety.runtime.ledger;

import dev.surety.model.Invariants;
import dev.surety.model.journal.ChainId;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.ledger.Line;
import dev.surety.model.ledger.StoredLine;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.json.Times;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Lines as items. Lines of an account lie together, those of one second in one item, each an attribute named after its
 * entry: {@code <chain's type>#<chain's id>#<number> = "<amount> <millis> <mark> <event>"}. A line alone decides its
 * item, whatever batch it comes in, so posting it twice meets itself.
 *
 * <p>Platform accounts are touched by every entry, so their lines are spread over {@value #SHARDS} partitions a day.
 */
public final class LineItems {
    public static final int SHARDS = 4;
    public static final String LINE = "line#";
    private static final Set<String> KEYS = Set.of("pk", "sk");

    private LineItems() {}

    /** The lines of an item, in order of time, and the names of attributes that are not lines. */
    public record Second(List<StoredLine> lines, List<String> unreadable) {
        public Second {
            lines = List.copyOf(lines);
            unreadable = List.copyOf(unreadable);
        }
    }

    public static Map<String, AttributeValue> key(Line line) {
        return Map.of("pk", Items.of(partition(line)), "sk", Items.of(sortKey(line.at())));
    }

    public static String name(Line line) {
        return line.chain().type() + "#" + line.chain().id() + "#" + line.number();
    }

    /** The part of a line's key that no other line has. */
    public static String place(Line line) {
        return line.account().key() + " " + sortKey(line.at()) + " " + name(line);
    }

    public static AttributeValue value(Line line, long mark) {
        long millis = Duration.between(line.at().truncatedTo(ChronoUnit.SECONDS), line.at()).toMillis();
        // To the base 36, so that no row of digits can look like a card's number.
        return Items.of(line.amountMinor() + " " + millis + " " + Long.toString(mark, 36) + " " + line.event());
    }

    public static Second read(LedgerAccount account, Map<String, AttributeValue> item) {
        List<StoredLine> lines = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        String sk = Items.text(item, "sk");
        for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
            if (KEYS.contains(attribute.getKey())) {
                continue;
            }
            try {
                lines.add(line(account, sk, attribute.getKey(), attribute.getValue()));
            } catch (IllegalArgumentException
                    | DateTimeException
                    | IndexOutOfBoundsException
                    | ArithmeticException
                    | Invariants.Breach noLine) {
                unreadable.add(attribute.getKey());
            }
        }
        lines.sort(Comparator.comparing((StoredLine stored) -> stored.line().at())
                .thenComparing(stored -> stored.line().chain().toString())
                .thenComparingInt(stored -> stored.line().number()));
        return new Second(lines, unreadable);
    }

    private static StoredLine line(LedgerAccount account, String sk, String name, AttributeValue value) {
        String[] words = Items.text(Map.of(name, value), name).split(" ", -1);
        String[] parts = name.split("#", -1);
        if (words.length != 4 || parts.length != 3) {
            throw new IllegalArgumentException("no line: " + name);
        }
        Instant second = Instant.parse(sk.substring(LINE.length()));
        var line = new Line(
                account,
                new ChainId(parts[0], account.marketplace(), parts[1]),
                Integer.parseInt(parts[2]),
                words[3],
                second.plusMillis(Long.parseLong(words[1])),
                Long.parseLong(words[0]));
        return new StoredLine(line, Long.parseLong(words[2], 36));
    }

    /** The sort key of the second that an instant lies in. */
    public static String sortKey(Instant at) {
        return LINE + Times.text(at.truncatedTo(ChronoUnit.SECONDS));
    }

    public static String partition(Line line) {
        LedgerAccount account = line.account();
        return account.kind().isParticipants()
                ? account.key()
                : partitions(account, line.day()).get(Math.floorMod(line.chain().hashCode(), SHARDS));
    }

    /** The partition of a platform account's lines of one day. */
    public static List<String> partitions(LedgerAccount account, String day) {
        return IntStream.range(0, SHARDS)
                .mapToObj(shard -> account.key() + "#" + day + "#" + shard)
                .toList();
    }
}
