package dev.surety.payouts.statement;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import dev.surety.payouts.app.statement.PaymentGroups;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Groups of files, with two payouts on a page. */
final class ToyGroups implements PaymentGroups {
    private static final int PAGE = 2;

    final List<FileAnswer> answers = new ArrayList<>();
    /** Payouts by the traces of their entries. */
    final Map<String, String> traces = new HashMap<>();

    final List<Long> counts = new ArrayList<>();
    private final Map<String, Group> groups = new HashMap<>();
    private final Map<String, List<PayoutId>> payouts = new HashMap<>();

    void add(String id, int day, long sum, String... names) {
        groups.put(
                id,
                new Group(
                        "pf_one",
                        id,
                        "main",
                        LocalDate.parse(Camt.day(day)),
                        names.length,
                        StatementWorld.euro(sum)));
        payouts.put(id, List.of(names).stream().map(StatementWorld::id).toList());
    }

    @Override
    public Optional<Group> find(MarketplaceId marketplace, String id, String message) {
        return Optional.ofNullable(groups.get(id));
    }

    @Override
    public List<Group> executedOn(MarketplaceId marketplace, String account, LocalDate date) {
        return groups.values().stream()
                .filter(group -> group.account().equals(account) && group.executionDate().equals(date))
                .toList();
    }

    @Override
    public Page payouts(MarketplaceId marketplace, Group group, Optional<String> from) {
        List<PayoutId> all = payouts.get(group.id());
        int start = from.map(Integer::parseInt).orElse(0);
        int end = Math.min(all.size(), start + PAGE);
        return new Page(
                all.subList(start, end),
                end < all.size() ? Optional.of(Integer.toString(end)) : Optional.empty());
    }

    @Override
    public Optional<PayoutId> traced(MarketplaceId marketplace, String trace, LocalDate until) {
        return Optional.ofNullable(traces.get(trace)).map(StatementWorld::id);
    }

    @Override
    public void miscounted(MarketplaceId marketplace, Group group, long count, String line, Instant at) {
        counts.add(count);
    }

    @Override
    public void answered(MarketplaceId marketplace, FileAnswer answer) {
        answers.add(answer);
    }
}
