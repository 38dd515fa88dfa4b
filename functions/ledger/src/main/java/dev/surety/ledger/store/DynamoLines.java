package dev.surety.ledger.store;

import dev.surety.ledger.domain.account.Balance;
import dev.surety.ledger.domain.account.DayTotal;
import dev.surety.ledger.domain.account.LinePlace;
import dev.surety.ledger.domain.account.Lines;
import dev.surety.model.Invariants;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.ledger.Line;
import dev.surety.model.ledger.StoredLine;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.ledger.BalanceItems;
import dev.surety.runtime.ledger.LineItems;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Lines in DynamoDB, an item a second. Reads pass by attributes that are not lines; an audit finds them. */
public final class DynamoLines implements Lines {
    private static final String RANGE = "pk = :pk AND sk BETWEEN :from AND :to";
    private static final int MOST_SECONDS = 500;

    private final LedgerTable table;

    public DynamoLines(DynamoDbClient dynamo, String table) {
        this.table = new LedgerTable(dynamo, table);
    }

    @Override
    public void each(LedgerAccount account, Instant until, Consumer<Line> line) {
        if (account.kind().isParticipants()) {
            each(account, account.key(), until, line);
        } else {
            days(account).keySet().stream()
                    .filter(day -> day.compareTo(Line.day(until)) <= 0)
                    .flatMap(day -> LineItems.partitions(account, day).stream())
                    .forEach(partition -> each(account, partition, until, line));
        }
    }

    @Override
    public void each(LedgerAccount account, Instant from, Instant until, Consumer<Line> line) {
        if (until.isBefore(from)) {
            return;
        }
        if (account.kind().isParticipants()) {
            each(account, account.key(), from, until, line);
            return;
        }
        for (String day : days(account).subMap(Line.day(from), true, Line.day(until), true).keySet()) {
            List<Line> ofDay = new ArrayList<>();
            LineItems.partitions(account, day).forEach(part -> each(account, part, from, until, ofDay::add));
            ofDay.stream().sorted(Comparator.comparing(LinePlace::of)).forEach(line);
        }
    }

    private void each(LedgerAccount account, String partition, Instant until, Consumer<Line> line) {
        each(account, partition, Optional.empty(), until, line);
    }

    private void each(
            LedgerAccount account, String partition, Instant from, Instant until, Consumer<Line> line) {
        each(account, partition, Optional.of(from), until, each -> {
            if (!each.at().isBefore(from)) {
                line.accept(each);
            }
        });
    }

    private void each(
            LedgerAccount account, String partition, Optional<Instant> from, Instant until, Consumer<Line> line) {
        table.each(
                RANGE,
                LedgerTable.values(
                        partition,
                        from.map(LineItems::sortKey).orElse(LineItems.LINE),
                        LineItems.sortKey(until)),
                item -> LineItems.read(account, item).lines().stream()
                        .map(StoredLine::line)
                        .filter(each -> each.at().isBefore(until))
                        .forEach(line));
    }

    @Override
    public Balance before(LedgerAccount account, Instant until) {
        var sum = new Sum();
        if (account.kind().isParticipants()) {
            each(account, until, sum::add);
        } else {
            String last = Line.day(until);
            days(account).headMap(last, true).forEach((day, total) -> {
                if (total.isPresent() && total.get().isWhole() && day.compareTo(last) < 0) {
                    sum.add(total.get());
                } else {
                    LineItems.partitions(account, day).forEach(part -> each(account, part, until, sum::add));
                }
            });
        }
        return new Balance(account, sum.amountMinor, sum.lines);
    }

    @Override
    public DayTotal sum(LedgerAccount account, String day) {
        var sum = new Sum();
        LineItems.partitions(account, day).forEach(part -> each(account, part, LinePlace.END, sum::add));
        return new DayTotal(day, sum.amountMinor, sum.lines, true);
    }

    private static final class Sum {
        private long amountMinor;
        private long lines;

        void add(Line line) {
            amountMinor = Math.addExact(amountMinor, line.amountMinor());
            lines++;
        }

        void add(DayTotal total) {
            amountMinor = Math.addExact(amountMinor, total.amountMinor());
            lines += total.lines();
        }
    }

    @Override
    public Optional<DayTotal> total(LedgerAccount account, String day) {
        return table.find(BalanceItems.dayKey(account, day)).map(item -> Corrections.total(day, item));
    }

    /**
     * The days of a platform account that have lines, with their totals. The balance is read first: a day leaves it
     * only once it has a total.
     */
    private NavigableMap<String, Optional<DayTotal>> days(LedgerAccount account) {
        TreeMap<String, Optional<DayTotal>> days = new TreeMap<>();
        table.find(BalanceItems.key(account))
                .map(BalanceItems::of)
                .ifPresent(balance -> balance.days().keySet().forEach(day -> days.put(day, Optional.empty())));
        table.each(
                RANGE,
                LedgerTable.values(account.key(), BalanceItems.DAY, BalanceItems.DAY + "~"),
                item -> {
                    String day = Items.text(item, "sk").substring(BalanceItems.DAY.length());
                    days.put(day, Optional.of(Corrections.total(day, item)));
                });
        return days;
    }

    @Override
    public List<StoredLine> stored(Collection<Line> wanted) {
        Set<String> names = new HashSet<>();
        wanted.forEach(line -> names.add(LineItems.place(line)));
        List<StoredLine> stored = new ArrayList<>();
        for (Map<String, AttributeValue> item :
                table.get(wanted.stream().map(LineItems::key).toList())) {
            LineItems.read(LedgerAccount.parse(Items.text(item, "pk")), item).lines().stream()
                    .filter(each -> names.contains(LineItems.place(each.line())))
                    .forEach(stored::add);
        }
        return stored;
    }

    @Override
    public boolean first(LedgerAccount account, int most, Consumer<Line> line) {
        Invariants.hold(account.kind().isParticipants(), "only a participant's lines lie in one order");
        List<Line> found = new ArrayList<>();
        table.walk(
                RANGE,
                LedgerTable.values(account.key(), LineItems.LINE, LineItems.LINE + "~"),
                true,
                Math.min(most + 1, MOST_SECONDS),
                item -> {
                    LineItems.read(account, item).lines().forEach(stored -> found.add(stored.line()));
                    return found.size() <= most;
                });
        found.stream().limit(most).forEach(line);
        return found.size() <= most;
    }

    @Override
    public List<Line> newest(
            LedgerAccount account, Instant from, Instant until, Optional<LinePlace> before, int limit) {
        Instant high = before.map(LinePlace::at).filter(until::isAfter).orElse(until);
        Predicate<Line> asked = line -> !line.at().isBefore(from)
                && line.at().isBefore(until)
                && (before.isEmpty() || LinePlace.of(line).compareTo(before.get()) < 0);
        List<Line> found = new ArrayList<>();
        if (high.isBefore(from)) {
            return found;
        }
        if (account.kind().isParticipants()) {
            newest(account, account.key(), from, high, asked, limit, found);
        } else {
            var days = days(account).subMap(Line.day(from), true, Line.day(high), true);
            for (String day : days.descendingKeySet()) {
                LineItems.partitions(account, day)
                        .forEach(partition -> newest(account, partition, from, high, asked, limit, found));
                if (found.size() >= limit) {
                    break;
                }
            }
        }
        return found.stream()
                .sorted(Comparator.comparing(LinePlace::of).reversed())
                .limit(limit)
                .toList();
    }

    private void newest(
            LedgerAccount account,
            String partition,
            Instant from,
            Instant high,
            Predicate<Line> asked,
            int limit,
            List<Line> found) {
        int most = found.size() + limit;
        table.walk(
                RANGE,
                LedgerTable.values(partition, LineItems.sortKey(from), LineItems.sortKey(high)),
                false,
                limit,
                item -> {
                    LineItems.read(account, item).lines().stream()
                            .map(StoredLine::line)
                            .filter(asked)
                            .forEach(found::add);
                    return found.size() < most;
                });
    }

    @Override
    public Page page(LedgerAccount account, String after) {
        return account.kind().isParticipants()
                ? page(account, account.key(), "", after, true)
                : dayPage(account, after);
    }

    /** A cursor is {@code <day>#<shard>#<second>}, with no second at a shard's beginning. */
    private Page dayPage(LedgerAccount account, String after) {
        String day = after.isEmpty() ? "" : after.substring(0, after.indexOf('#'));
        var days = days(account).tailMap(day, true);
        if (days.isEmpty()) {
            return new Page(List.of(), day, !day.isEmpty(), "");
        }
        String first = days.firstKey();
        String[] place = first.equals(day) ? after.split("#", 3) : new String[] {first, "0", ""};
        int shard = Integer.parseInt(place[1]);
        boolean lastShard = shard == LineItems.SHARDS - 1;
        Page page = page(account, LineItems.partitions(account, first).get(shard), first, place[2], lastShard);
        if (!page.next().isEmpty()) {
            return new Page(page.seconds(), first, false, first + "#" + shard + "#" + page.next());
        }
        if (!lastShard) {
            return new Page(page.seconds(), first, false, first + "#" + (shard + 1) + "#");
        }
        String later = days.higherKey(first);
        return new Page(page.seconds(), first, true, later == null ? "" : later + "#0#");
    }

    private Page page(LedgerAccount account, String partition, String day, String afterSk, boolean isLast) {
        var answer = table.page(
                RANGE,
                LedgerTable.values(partition, LineItems.LINE, LineItems.LINE + "~"),
                afterSk,
                MOST_SECONDS);
        List<Second> seconds = new ArrayList<>();
        for (Map<String, AttributeValue> item : answer.items()) {
            LineItems.Second read = LineItems.read(account, item);
            seconds.add(new Second(partition, Items.text(item, "sk"), read.lines(), read.unreadable()));
        }
        String next = answer.lastEvaluatedKey().isEmpty() ? "" : Items.text(answer.lastEvaluatedKey(), "sk");
        return new Page(seconds, day, isLast && next.isEmpty() && !day.isEmpty(), next);
    }
}
