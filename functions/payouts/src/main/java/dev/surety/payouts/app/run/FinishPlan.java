package dev.surety.payouts.app.run;

import dev.surety.model.calendar.BankDays;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.money.Money;
import dev.surety.model.plan.PlanHash;
import dev.surety.payouts.app.run.Funds.AtBank;
import dev.surety.payouts.domain.plan.Tally;
import dev.surety.payouts.domain.plan.Tally.Big;
import dev.surety.payouts.domain.plan.Tally.Share;
import dev.surety.payouts.domain.plan.Tally.Warned;
import dev.surety.payouts.domain.plan.WarningKind;
import dev.surety.payouts.domain.run.Run;
import dev.surety.payouts.domain.run.RunEvent;
import dev.surety.payouts.domain.run.RunOrder;
import dev.surety.payouts.domain.run.ScheduleDays;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.resilience.SideBySide;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes the plan's header, with funding, warnings and summary, and the hash over header and pages. */
final class FinishPlan {
    private static final Duration LAST_RUN = Duration.ofDays(45);
    private static final int READS_AT_ONCE = 8;

    /** So many bank days may be missing from the bank's account of itself. */
    private static final int MISSING_DAYS = 1;

    private final RunChains runs;
    private final GroupChains groups;
    private final Funds funds;

    FinishPlan(RunChains runs, GroupChains groups, Funds funds) {
        this.runs = runs;
        this.groups = groups;
        this.funds = funds;
    }

    RunEvent.Planned planned(RunChain run, Instant now) {
        MarketplaceId marketplace = run.chain().id().marketplace();
        RunOrder order = run.run().order();
        Tally all = SideBySide.map(
                        READS_AT_ONCE,
                        List.copyOf(run.run().planned().values()),
                        group -> groups.tally(
                                GroupChains.chain(marketplace, run.id(), group.group()),
                                group.pages().size()))
                .stream()
                .map(tally -> Json.read(tally, Tally.class))
                .reduce(Tally.NONE, Tally::plus);
        Money sum = Money.of(all.items().sum(), order.currency());
        Optional<AtBank> atBank = funds.atBank(marketplace, order.account(), order.currency());
        Map<String, Warned> warned = new TreeMap<>(all.warningsWithShared());
        Warned whole = new Warned(all.items(), List.of());
        if (isShort(sum, atBank)) {
            warned.put(WarningKind.FUNDING_SHORT.code(), whole);
        }
        if (isOld(marketplace, order.rail(), atBank, now)) {
            warned.put(WarningKind.BANK_DAYS_MISSING.code(), whole);
        }
        ObjectNode header = terms(run, order);
        header.set("totals", totals(all, sum));
        header.set("funding", funding(marketplace, sum, atBank));
        ArrayNode warnings = header.putArray("warnings");
        List<String> ids = new ArrayList<>();
        warned.forEach((kind, about) -> {
            String id = Id.derive("wrn", run.id().value(), kind);
            ids.add(id);
            warnings.add(warning(id, kind, about, order));
        });
        header.set("summary", summary(run, all, warned, now));
        String text = Json.canonical(header);
        return new RunEvent.Planned(
                text, PlanHash.plan(text, run.run().pages()), all.items(), all.excluded(), ids);
    }

    static boolean isShort(Money needed, Optional<AtBank> atBank) {
        return needed.isPositive()
                && atBank.filter(there -> there.amount().compareTo(needed) >= 0).isEmpty();
    }

    private boolean isOld(MarketplaceId marketplace, String rail, Optional<AtBank> atBank, Instant now) {
        MarketplaceSettings settings = runs.settings(marketplace);
        ZoneId zone = ZoneId.of(settings.timeZone());
        BankDays days = CreateRun.rail(settings, rail).map(ScheduleDays::of).orElse(BankDays.TARGET);
        return atBank.filter(there -> days.between(
                                LocalDate.ofInstant(there.asOf(), zone), LocalDate.ofInstant(now, zone))
                        > MISSING_DAYS)
                .isPresent();
    }

    private static ObjectNode terms(RunChain run, RunOrder order) {
        ObjectNode header = Json.object()
                .put("run", run.id().value())
                .put("rail", order.rail())
                .put("account", order.account())
                .put("currency", order.currency().code())
                .put("cutoff", order.cutoff().map(Times::text).orElse(null))
                .put("onLess", order.payLess() ? "pay_less" : "exclude")
                .put("executeAt", order.executeAt().map(Times::text).orElse(null))
                .put("schedule", order.schedule().orElse(null));
        header.set("minimum", Json.tree(order.minimum()));
        return header;
    }

    private static ObjectNode totals(Tally all, Money sum) {
        ObjectNode totals = Json.object()
                .put("items", all.items().count())
                .put("exclusions", all.excluded().count());
        totals.set("sum", Json.tree(sum));
        return totals;
    }

    private ObjectNode funding(MarketplaceId marketplace, Money sum, Optional<AtBank> atBank) {
        ObjectNode funding = Json.object().put("short", isShort(sum, atBank));
        funding.set("needed", Json.tree(sum));
        funding.set("atGateway", Json.tree(funds.atGateways(marketplace, sum.currency())));
        if (atBank.isPresent()) {
            funding.set("atBank", Json.tree(atBank.get().amount()));
            funding.put("asOf", Times.text(atBank.get().asOf()));
        } else {
            funding.putNull("atBank").putNull("asOf");
        }
        return funding;
    }

    private static ObjectNode warning(String id, String kind, Warned about, RunOrder order) {
        ObjectNode warning = Json.object()
                .put("id", id)
                .put("kind", kind)
                .put("count", about.share().count());
        warning.set("sum", money(about.share().sum(), order));
        warning.set("largest", largest(about.largest(), order));
        return warning;
    }

    private ObjectNode summary(RunChain run, Tally all, Map<String, Warned> warned, Instant now) {
        RunOrder order = run.run().order();
        ObjectNode summary = Json.object()
                .put("newPayees", all.newPayees())
                .put("changedAccounts", Optional.ofNullable(warned.get(WarningKind.CHANGED_ACCOUNT.code()))
                        .map(of -> of.share().count())
                        .orElse(0));
        summary.set("countries", shares("country", all.countries(), order));
        summary.set("banks", shares("bank", all.banks(), order));
        summary.set("reasons", shares("reason", all.reasons(), order));
        summary.set("largest", largest(all.largest(), order));
        Optional<RunChain> last = lastRun(run, now);
        if (last.isPresent()) {
            Share before = last.get().run().plan().orElseThrow().items();
            ObjectNode difference = summary.putObject("sinceLastRun")
                    .put("run", last.get().id().value())
                    .put("items", all.items().count() - before.count());
            difference.set("sum", money(all.items().sum() - before.sum(), order));
        } else {
            summary.putNull("sinceLastRun");
        }
        return summary;
    }

    private Optional<RunChain> lastRun(RunChain run, Instant now) {
        RunOrder order = run.run().order();
        return runs.since(run.chain().id().marketplace(), now.minus(LAST_RUN))
                .filter(other -> other.run().state() == Run.State.EXECUTED
                        || other.run().state() == Run.State.EXECUTED_WITH_FAILURES)
                .filter(other -> other.run().order().currency().equals(order.currency())
                        && other.run().order().rail().equals(order.rail()))
                .findFirst();
    }

    private static ArrayNode shares(String name, Map<String, Share> all, RunOrder order) {
        ArrayNode shares = Json.object().putArray("all");
        Tally.largestShares(all).forEach((of, share) -> {
            ObjectNode one = shares.addObject().put(name, of).put("count", share.count());
            one.set("sum", money(share.sum(), order));
        });
        return shares;
    }

    private static ArrayNode largest(List<Big> all, RunOrder order) {
        ArrayNode largest = Json.object().putArray("all");
        all.forEach(big -> {
            ObjectNode one = largest.addObject().put("payee", big.payee().value());
            one.set("amount", money(big.amount(), order));
        });
        return largest;
    }

    private static JsonNode money(long minor, RunOrder order) {
        return Json.tree(Money.of(minor, order.currency()));
    }
}
