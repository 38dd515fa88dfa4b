package dev.surety.onboarding.app;

import dev.surety.model.dispute.DisputeReason;
import dev.surety.model.marketplace.DisputeTerms;
import dev.surety.model.marketplace.Disputing.Arbiter;
import dev.surety.model.marketplace.Disputing;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The checks of the settings about disputes: each dispute finds its people, and ends before its escrow does. */
final class DisputingRules {
    private final MarketplaceSettings settings;
    private final List<FieldError> wrong;

    private DisputingRules(MarketplaceSettings settings, List<FieldError> wrong) {
        this.settings = settings;
        this.wrong = wrong;
    }

    static void check(MarketplaceSettings settings, List<FieldError> wrong) {
        settings.disputing().ifPresent(of -> new DisputingRules(settings, wrong).check(of));
    }

    /** The refusal of terms under which the escrow's long stop could come before the decision. */
    static Optional<Refusal> unsafe(MarketplaceSettings settings) {
        Duration longest = settings.disputeTerms().longest();
        if (longest.compareTo(DisputeTerms.LONG_STOP) <= 0) {
            return Optional.empty();
        }
        String detail = "The longest path of a dispute takes "
                + days(settings.disputeTerms().timers().longestPath()) + " days. With "
                + days(DisputeTerms.MOST_OUTAGES) + " days for outages and " + days(DisputeTerms.ENFORCING)
                + " to enforce it, it must end within " + days(DisputeTerms.LONG_STOP) + " days.";
        return Optional.of(Refusal.bounded(
                CommonReason.TERMS_UNSAFE,
                detail,
                "/disputes/timers",
                "longest_path",
                days(DisputeTerms.LONG_STOP),
                days(longest)));
    }

    /** Whole days, of which the last may have begun. */
    private static long days(Duration time) {
        return time.plusDays(1).minusNanos(1).toDays();
    }

    private void check(Disputing disputing) {
        int before = wrong.size();
        List<Arbiter> arbiters = disputing.arbiters();
        once("/arbiters", arbiters.stream().map(Arbiter::person).toList());
        for (int i = 0; i < arbiters.size(); i++) {
            String at = "/arbiters/" + i;
            once(at + "/languages", arbiters.get(i).languages());
            once(at + "/categories", arbiters.get(i).categories());
            amounts(at + "/upTo", arbiters.get(i).upTo());
        }
        DisputeTerms terms = disputing.terms();
        amounts("/disputes/mediationFrom", terms.mediationFrom());
        amounts("/disputes/confirmedAbove", terms.confirmedAbove());
        amounts("/disputes/submittedByTwoAbove", terms.submittedByTwoAbove());
        amounts("/disputes/least", terms.least());
        amounts("/disputes/fee", terms.fee());
        if (!arbiters.isEmpty() && wrong.size() == before) {
            enough(disputing);
        }
    }

    /**
     * Each dispute needs different people as mediator, arbiter, second arbiter and arbiter of an appeal. The largest
     * claim needs the most people, and the fewest decide it.
     */
    private void enough(Disputing disputing) {
        Optional<FieldError.Bound> worst = Optional.empty();
        for (String currency : settings.currencies()) {
            Money largest = Money.of(Money.LARGEST_COMMAND_MINOR, Currency.of(currency));
            int needed = disputing.terms().neededArbiters(largest);
            for (DisputeReason reason : DisputeReason.values()) {
                for (Optional<String> language : languages(disputing)) {
                    int people = people(disputing.arbiters().stream()
                            .filter(arbiter -> arbiter.decides(largest)
                                    && arbiter.decides(reason.code())
                                    && language.map(arbiter::reads).orElse(true))
                            .map(Arbiter::person)
                            .toList());
                    if (people < needed && worst.filter(of -> of.was() <= people).isEmpty()) {
                        worst = Optional.of(new FieldError.Bound(needed, people));
                    }
                }
            }
        }
        worst.ifPresent(bound -> wrong.add(new FieldError("/arbiters", "too_few_arbiters", Optional.of(bound))));
    }

    /** A language that no arbiter names bars no arbiter. */
    private static List<Optional<String>> languages(Disputing disputing) {
        List<Optional<String>> named = disputing.arbiters().stream()
                .flatMap(arbiter -> arbiter.languages().stream())
                .distinct()
                .map(Optional::of)
                .toList();
        return named.isEmpty() ? List.of(Optional.empty()) : named;
    }

    /** Names that belong to one person count once. */
    private int people(List<String> names) {
        List<String> people = new ArrayList<>();
        for (String name : names) {
            if (people.stream().noneMatch(other -> settings.moneyOut().isSamePerson(name, other))) {
                people.add(name);
            }
        }
        return people.size();
    }

    private void amounts(String at, List<Money> amounts) {
        List<String> currencies =
                amounts.stream().map(amount -> amount.currency().code()).toList();
        once(at, currencies);
        currencies.stream()
                .filter(currency -> !settings.currencies().contains(currency))
                .forEach(_ -> wrong.add(new FieldError(at, "not_a_currency_of_the_marketplace")));
    }

    private void once(String at, List<String> names) {
        Set<String> met = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            if (!met.add(names.get(i))) {
                wrong.add(new FieldError(at + "/" + i, "doubled"));
            }
        }
    }
}
