package dev.surety.ledger.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One account in the live generation of the books and in the one that is to take its place, line by line. */
public final class Comparison {
    private final Map<String, Line> live = new LinkedHashMap<>();
    private final Map<String, Line> next = new LinkedHashMap<>();

    public void live(Line line) {
        live.put(LinePlace.key(line), line);
    }

    public void next(Line line) {
        next.put(LinePlace.key(line), line);
    }

    /** Lines that the new books lack: not posted to them yet, or not in the journal at all. */
    public List<Line> onlyLive() {
        List<Line> only = new ArrayList<>();
        live.forEach((key, line) -> {
            if (!next.containsKey(key)) {
                only.add(line);
            }
        });
        return only;
    }

    public long added() {
        return next.keySet().stream().filter(key -> !live.containsKey(key)).count();
    }

    public long changed() {
        return live.entrySet().stream()
                .filter(each -> next.containsKey(each.getKey()))
                .filter(each -> {
                    Line other = next.getOrDefault(each.getKey(), each.getValue());
                    return other.amountMinor() != each.getValue().amountMinor()
                            || !other.event().equals(each.getValue().event());
                })
                .count();
    }

    public int lines() {
        return live.size() + next.size();
    }

    /** Whether the live balance is not what its own lines sum to. */
    public boolean liveBalanceDiffers(Optional<Balance> balance) {
        return differs(live, balance);
    }

    public boolean nextBalanceDiffers(Optional<Balance> balance) {
        return differs(next, balance);
    }

    private static boolean differs(Map<String, Line> lines, Optional<Balance> balance) {
        long sum = lines.values().stream().mapToLong(Line::amountMinor).reduce(0, Math::addExact);
        return balance.map(Balance::amountMinor).orElse(0L) != sum
                || balance.map(Balance::lines).orElse(0L) != lines.size();
    }
}
