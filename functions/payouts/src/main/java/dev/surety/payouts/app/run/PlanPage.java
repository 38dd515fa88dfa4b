package dev.surety.payouts.app.run;

import static java.util.Objects.requireNonNull;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.RunId;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.marketplace.MoneyOut.Rail;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.payouts.app.payout.Debts;
import dev.surety.payouts.app.payout.Payees;
import dev.surety.payouts.app.run.Balances.Balance;
import dev.surety.payouts.domain.plan.Candidate;
import dev.surety.payouts.domain.plan.Candidate.Destination;
import dev.surety.payouts.domain.plan.Candidate.Lookup;
import dev.surety.payouts.domain.plan.ExclusionReason;
import dev.surety.payouts.domain.plan.PlanRules;
import dev.surety.payouts.domain.plan.PlanTerms;
import dev.surety.payouts.domain.plan.Row;
import dev.surety.payouts.domain.run.RunOrder;
import dev.surety.runtime.resilience.SideBySide;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plans one page: the amount that each of its payees gets, or the reason why none. */
final class PlanPage {
    private static final int READS_AT_ONCE = 50;
    private static final int PAST = 10;
    private static final int DORMANT_MONTHS = 12;

    private final RunChains runs;
    private final OpenRuns open;
    private final Balances balances;
    private final PayeeLookups lookups;
    private final Payees payees;
    private final Debts debts;

    PlanPage(RunChains runs, OpenRuns open, Runs.Facts facts) {
        this.runs = runs;
        this.open = open;
        this.balances = facts.balances();
        this.lookups = facts.lookups();
        this.payees = facts.payees();
        this.debts = facts.debts();
    }

    /** Items by payee, then exclusions by payee. */
    List<Row> rows(RunChain run, List<ParticipantId> page, Instant now) {
        MarketplaceId marketplace = run.chain().id().marketplace();
        RunOrder order = run.run().order();
        PlanTerms terms = terms(marketplace, order);
        Map<ParticipantId, Balance> balance = collected(run, page);
        List<RunChain> others = open.besides(run, now);
        Set<ParticipantId> excluded = Set.copyOf(order.excluded());
        List<Row> rows = SideBySide.map(READS_AT_ONCE, page, payee -> {
                    Balance there = requireNonNull(balance.get(payee));
                    Money payable = there.payable();
                    Money available = order.cutoff()
                            .filter(_ -> payable.isPositive())
                            .map(then -> least(
                                    payable,
                                    balances.payableAt(marketplace, order.currency(), payee, payable, then)))
                            .orElse(payable);
                    Optional<RunId> other = open.paying(others, payee);
                    return payees.find(marketplace, payee).map(looked -> row(
                            marketplace,
                            new Candidate(
                                    payee,
                                    available,
                                    there.debt(),
                                    looked.standing(),
                                    other,
                                    excluded.contains(payee),
                                    false),
                            terms,
                            now));
                }).stream()
                .flatMap(Optional::stream)
                .toList();
        List<Row> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparing((Row row) -> row instanceof Row.Excluded)
                .thenComparing(row -> row.payee().value()));
        return sorted;
    }

    /** The balances of a page, after each payee's debt was collected as far as its money goes. */
    private Map<ParticipantId, Balance> collected(RunChain run, List<ParticipantId> page) {
        MarketplaceId marketplace = run.chain().id().marketplace();
        Currency currency = run.run().order().currency();
        Map<ParticipantId, Balance> found = new HashMap<>(balances.of(marketplace, currency, page));
        List<ParticipantId> owing = page.stream()
                .filter(payee -> !requireNonNull(found.get(payee)).debt().isZero())
                .toList();
        List<Boolean> _ = SideBySide.map(
                READS_AT_ONCE,
                owing,
                payee -> debts.collect(marketplace, payee, currency, "plan " + run.id()));
        if (!owing.isEmpty()) {
            found.putAll(balances.of(marketplace, currency, owing));
        }
        return found;
    }

    private Row row(MarketplaceId marketplace, Candidate of, PlanTerms terms, Instant now) {
        Optional<Row.Excluded> barred = PlanRules.barred(of, terms, now);
        if (barred.isPresent()) {
            boolean isSmall = barred.get().reason() == ExclusionReason.MINIMUM && of.available().isPositive();
            return isSmall && !of.dormant() && isDormant(marketplace, of, now)
                    ? row(marketplace, of.asDormant(), terms, now)
                    : barred.get();
        }
        String words = of.standing().method(terms.currency().code()).orElseThrow().words();
        Destination destination = lookups.destination(marketplace, of.payee(), words, of.standing())
                .orElse(Destination.NONE);
        return PlanRules.row(of, new Lookup(destination, lookups.payouts(marketplace, of.payee(), PAST)), terms);
    }

    private boolean isDormant(MarketplaceId marketplace, Candidate of, Instant now) {
        var zone = ZoneId.of(runs.settings(marketplace).timeZone());
        Instant before = now.atZone(zone).minusMonths(DORMANT_MONTHS).toInstant();
        return balances.lastMoved(marketplace, of.available().currency(), of.payee())
                .filter(at -> !at.isAfter(before))
                .isPresent();
    }

    private PlanTerms terms(MarketplaceId marketplace, RunOrder order) {
        MarketplaceSettings settings = runs.settings(marketplace);
        MoneyOut moneyOut = settings.moneyOut();
        Optional<Rail> rail =
                moneyOut.rail(order.rail(), settings.mode() == Mode.SANDBOX, settings.currencies());
        return new PlanTerms(
                order.currency(),
                rail.map(Rail::kind).orElse(MoneyOut.SANDBOX),
                order.minimum(),
                PlanTerms.minimum(
                        order.currency(),
                        Optional.empty(),
                        rail.flatMap(of -> in(of.minimums(), order.currency()))),
                moneyOut.payoutFees(),
                rail.flatMap(of -> in(of.maximums(), order.currency())),
                in(moneyOut.firstPayoutAtMost(), order.currency())
                        .orElseGet(() -> PlanTerms.shippedFirstPayout(order.currency())),
                rail.isEmpty() || runs.present().paused(marketplace, order.rail()).isPresent());
    }

    static Optional<Money> in(List<Money> amounts, Currency currency) {
        return amounts.stream()
                .filter(amount -> amount.currency().equals(currency))
                .findFirst();
    }

    private static Money least(Money one, Money other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
