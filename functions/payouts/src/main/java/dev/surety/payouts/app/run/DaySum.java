package dev.surety.payouts.app.run;

import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.money.Money;
import dev.surety.payouts.domain.run.Run;
import dev.surety.payouts.domain.run.RunOrder;
import dev.surety.payouts.domain.run.RunRules;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.Function;

/** The sum that people approve. Runs just under a limit count together, if submitted on one day over one rail. */
final class DaySum {
    private final RunChains runs;

    DaySum(RunChains runs) {
        this.runs = runs;
    }

    /** The sum of the run's day, this run included. */
    Money of(RunChain run, MarketplaceSettings settings, Instant now) {
        RunOrder order = run.run().order();
        ZoneId zone = ZoneId.of(settings.timeZone());
        Function<Instant, LocalDate> day = at -> LocalDate.ofInstant(at, zone);
        Instant submitted = run.run().agreed().submittedAt().orElse(now);
        Instant from = submitted.minus(RunRules.FRESH).minus(RunRules.FRESH);
        return runs.since(run.chain().id().marketplace(), from)
                .filter(other -> !other.id().equals(run.id()))
                .map(RunChain::run)
                .filter(other -> other.state().countsForTheDay())
                .filter(other -> other.order().rail().equals(order.rail())
                        && other.order().currency().equals(order.currency()))
                .filter(other -> other.agreed()
                        .submittedAt()
                        .map(day)
                        .filter(day.apply(submitted)::equals)
                        .isPresent())
                .map(DaySum::sum)
                .reduce(sum(run.run()), Money::plus);
    }

    static Money sum(Run run) {
        return Money.of(
                run.plan().map(plan -> plan.items().sum()).orElse(0L), run.order().currency());
    }
}
