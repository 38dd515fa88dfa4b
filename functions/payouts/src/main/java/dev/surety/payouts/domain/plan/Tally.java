package dev.surety.payouts.domain.plan;

import dev.surety.model.id.ParticipantId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The counts and sums of many rows, in minor units of the currency, for people to read. Tallies of pages add up
 * to that of the plan.
 *
 * @param countries of the accounts that are paid
 * @param banks of the accounts that are paid, as country and code
 * @param reasons of the exclusions
 * @param largest items, largest first
 * @param warnings by kind
 * @param accounts the payees of each account, by the beginning of its fingerprint
 */
public record Tally(
        Share items,
        Map<String, Share> countries,
        Map<String, Share> banks,
        Map<String, Share> reasons,
        List<Big> largest,
        int newPayees,
        Map<String, Warned> warnings,
        Map<String, List<Big>> accounts) {
    public static final int LARGEST = 20;

    /** Two accounts in a run share so many characters of their fingerprints only by an accident that does no harm. */
    private static final int FINGERPRINT = 20;

    public static final Tally NONE =
            new Tally(Share.NONE, Map.of(), Map.of(), Map.of(), List.of(), 0, Map.of(), Map.of());

    public record Share(int count, long sum) {
        public static final Share NONE = new Share(0, 0);

        Share plus(Share other) {
            return new Share(count + other.count, Math.addExact(sum, other.sum));
        }
    }

    public record Big(ParticipantId payee, long amount) {
        static final Comparator<Big> ORDER = Comparator.comparingLong(Big::amount)
                .reversed()
                .thenComparing(big -> big.payee().value());
    }

    /** @param largest the largest amounts that the warning is about */
    public record Warned(Share share, List<Big> largest) {
        public Warned {
            largest = List.copyOf(largest);
        }

        static Warned of(List<Big> all) {
            Share share = all.stream().map(big -> new Share(1, big.amount())).reduce(Share.NONE, Share::plus);
            return new Warned(share, top(all));
        }

        Warned plus(Warned other) {
            List<Big> both = new ArrayList<>(largest);
            both.addAll(other.largest);
            return new Warned(share.plus(other.share), top(both));
        }
    }

    public Tally {
        countries = Map.copyOf(countries);
        banks = Map.copyOf(banks);
        reasons = Map.copyOf(reasons);
        largest = List.copyOf(largest);
        warnings = Map.copyOf(warnings);
        accounts = Map.copyOf(accounts);
    }

    public static Tally of(List<Row> rows) {
        Tally all = NONE;
        for (Row row : rows) {
            all = all.plus(of(row));
        }
        return all;
    }

    private static Tally of(Row row) {
        return switch (row) {
            case Row.Item item -> {
                Big big = new Big(item.payee(), item.amount().amountMinor());
                Share one = new Share(1, big.amount());
                Map<String, Warned> warned = new TreeMap<>();
                item.warnings().forEach(kind -> warned.put(kind.code(), Warned.of(List.of(big))));
                String fingerprint = item.method().fingerprint();
                yield new Tally(
                        one,
                        Map.of(item.country(), one),
                        Map.of(item.country() + " " + item.bank(), one),
                        Map.of(),
                        List.of(big),
                        item.isNew() ? 1 : 0,
                        warned,
                        Map.of(fingerprint.substring(0, Math.min(FINGERPRINT, fingerprint.length())), List.of(big)));
            }
            case Row.Excluded excluded ->
                new Tally(
                        Share.NONE,
                        Map.of(),
                        Map.of(),
                        Map.of(
                                excluded.reason().code(),
                                new Share(1, excluded.available().amountMinor())),
                        List.of(),
                        0,
                        Map.of(),
                        Map.of());
        };
    }

    public Tally plus(Tally other) {
        List<Big> big = new ArrayList<>(largest);
        big.addAll(other.largest);
        Map<String, Warned> warned = new TreeMap<>(warnings);
        other.warnings.forEach((kind, more) -> warned.merge(kind, more, Warned::plus));
        Map<String, List<Big>> owners = new TreeMap<>(accounts);
        other.accounts.forEach((account, more) -> owners.merge(account, more, Tally::joined));
        return new Tally(
                items.plus(other.items),
                sums(countries, other.countries),
                sums(banks, other.banks),
                sums(reasons, other.reasons),
                top(big),
                newPayees + other.newPayees,
                warned,
                owners);
    }

    /** The warning about accounts that more than one payee of this plan has. */
    public Map<String, Warned> warningsWithShared() {
        List<Big> shared = accounts.values().stream()
                .filter(payees -> payees.size() > 1)
                .flatMap(List::stream)
                .toList();
        Map<String, Warned> all = new TreeMap<>(warnings);
        if (!shared.isEmpty()) {
            all.put(WarningKind.SHARED_ACCOUNT.code(), Warned.of(shared));
        }
        return all;
    }

    public Share excluded() {
        return reasons.values().stream().reduce(Share.NONE, Share::plus);
    }

    /** The largest shares by sum; the rest is one share of the name {@code others}. */
    public static Map<String, Share> largestShares(Map<String, Share> all) {
        List<Map.Entry<String, Share>> sorted = all.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, Share> one) -> one.getValue().sum())
                        .reversed()
                        .thenComparing(Map.Entry::getKey))
                .toList();
        Map<String, Share> shown = new TreeMap<>();
        for (int i = 0; i < sorted.size(); i++) {
            shown.merge(i < LARGEST ? sorted.get(i).getKey() : "others", sorted.get(i).getValue(), Share::plus);
        }
        return shown;
    }

    private static List<Big> top(List<Big> all) {
        return all.stream().sorted(Big.ORDER).limit(LARGEST).toList();
    }

    private static List<Big> joined(List<Big> some, List<Big> more) {
        List<Big> all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }

    private static Map<String, Share> sums(Map<String, Share> some, Map<String, Share> more) {
        Map<String, Share> all = new TreeMap<>(some);
        more.forEach((name, share) -> all.merge(name, share, Share::plus));
        return all;
    }
}
