package dev.surety.model.journal;

import dev.surety.model.Invariants;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The postings of one entry. They sum to zero per currency, name each account at most once per currency, and are at
 * most {@value #MOST}. None debits a guarded account. The constructor refuses anything else.
 */
public record Postings(List<Posting> list) {
    public static final int MOST = 20;
    public static final Postings NONE = new Postings(List.of());

    public Postings {
        list = List.copyOf(list);
        Invariants.hold(list.size() <= MOST, "entry-balanced: an entry has at most 20 postings");
        Map<Currency, Money> sums = new TreeMap<>();
        for (Posting posting : list) {
            Invariants.hold(!posting.money().isZero(), "entry-balanced: a posting moves something");
            sums.merge(posting.money().currency(), posting.money(), Money::plus);
        }
        Invariants.hold(sums.values().stream().allMatch(Money::isZero), "entry-balanced: postings sum to zero");
        long distinct = list.stream()
                .map(posting -> posting.account() + "/" + posting.money().currency())
                .distinct()
                .count();
        Invariants.hold(distinct == list.size(), "entry-balanced: an account is posted once per entry");
    }

    public static Builder building() {
        return new Builder();
    }

    /** The sum of an entry's credits, as the feed tells it; empty if it moved no money or several currencies. */
    public static Optional<Money> moved(List<Posting> postings) {
        List<Currency> currencies = postings.stream()
                .map(posting -> posting.money().currency())
                .distinct()
                .toList();
        return currencies.size() == 1
                ? postings.stream().map(Posting::money).filter(Money::isPositive).reduce(Money::plus)
                : Optional.empty();
    }

    public boolean isEmpty() {
        return list.isEmpty();
    }

    public Stream<Posting> stream() {
        return list.stream();
    }

    /**
     * Collects amounts per account. Its postings go into a plain append, so a debit of {@code payable} or {@code
     * reserve} is a breach here. Such entries need a transaction with the balance.
     */
    public static final class Builder {
        private record Place(Account account, Currency currency) implements Comparable<Place> {
            @Override
            public int compareTo(Place other) {
                int byAccount = account.compareTo(other.account);
                return byAccount == 0 ? currency.compareTo(other.currency) : byAccount;
            }
        }

        private final Map<Place, Money> sums = new TreeMap<>();

        private Builder() {}

        public Builder credit(Account account, Money money) {
            sums.merge(new Place(account, money.currency()), money, Money::plus);
            return this;
        }

        public Builder debit(Account account, Money money) {
            return credit(account, money.negated());
        }

        public Postings build() {
            Postings built = guarded();
            for (Posting posting : built.list()) {
                Invariants.hold(
                        !posting.account().kind().isGuarded() || posting.money().isPositive(),
                        "guarded: a debit of payable or reserve needs a transaction with its balance");
            }
            return built;
        }

        /**
         * Builds postings that may debit {@code payable} and {@code reserve}, for an append together with their
         * balances only.
         */
        public Postings guarded() {
            List<Posting> postings = sums.entrySet().stream()
                    .filter(sum -> !sum.getValue().isZero())
                    .map(sum -> new Posting(sum.getKey().account(), sum.getValue()))
                    .toList();
            return new Postings(postings);
        }
    }
}
