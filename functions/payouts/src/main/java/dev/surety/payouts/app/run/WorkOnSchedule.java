package dev.surety.payouts.app.run;

import dev.surety.model.calendar.BankDays;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.RunId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.MoneyOut.Rail;
import dev.surety.model.marketplace.MoneyOut.Schedule;
import dev.surety.model.money.Currency;
import dev.surety.payouts.app.payout.Nudges;
import dev.surety.payouts.app.run.CreateRun.PlanRequest;
import dev.surety.payouts.app.run.RunChains.Stamp;
import dev.surety.payouts.domain.run.RunEvent;
import dev.surety.payouts.domain.run.RunOrder;
import dev.surety.payouts.domain.run.ScheduleDays;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.Chain;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.resilience.Outage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Begins the runs of the settings' schedules. Each schedule is a chain without end, whose last entry names the next day
 * and leaves its deadline. A run's id is made of schedule and day, so a day has one run, whatever happens.
 */
public final class WorkOnSchedule {
    public static final String TYPE = "schedule";

    private static final String ARMED = "schedule.armed.v1";
    private static final String STOPPED = "schedule.stopped.v1";

    /** So many versions of the settings are looked through for who brought a schedule. */
    private static final int MOST_VERSIONS = 100;

    private final RunChains runs;
    private final Nudges nudges;

    WorkOnSchedule(RunChains runs, Nudges nudges) {
        this.runs = runs;
        this.nudges = nudges;
    }

    /** As an entry stores it. */
    record Stored(Schedule schedule, LocalDate day) {
        static Stored of(Entry entry) {
            if (!entry.event().equals(ARMED) && !entry.event().equals(STOPPED)) {
                throw new Outage("this release does not know the event " + entry.event());
            }
            ObjectNode data = Json.object(entry.data());
            return new Stored(
                    Json.read(data.path("schedule"), Schedule.class),
                    LocalDate.parse(data.path("day").asString("")));
        }
    }

    static ChainId chain(MarketplaceId marketplace, String name) {
        return new ChainId(TYPE, marketplace, Id.derive("sch", name));
    }

    /** Arms each schedule of new settings that is not armed as it is there. */
    public void hear(MarketplaceId marketplace) {
        Optional<MarketplaceSettings> settings = runs.present().find(marketplace);
        if (settings.isEmpty()) {
            return;
        }
        Instant now = runs.present().now(marketplace, settings.get());
        for (Schedule schedule : settings.get().moneyOut().schedules()) {
            StateChain chain = runs.journal().state(chain(marketplace, schedule.name()));
            boolean isArmed = chain.last()
                    .filter(entry -> entry.event().equals(ARMED))
                    .map(Stored::of)
                    .filter(stored -> stored.schedule().equals(schedule))
                    .isPresent();
            if (!isArmed) {
                LocalDate yesterday = today(settings.get(), now).minusDays(1);
                BankDays bank = bank(settings.get(), schedule);
                LocalDate first = ScheduleDays.after(schedule, bank, yesterday);
                boolean isOver = ScheduleDays.at(schedule, first, zone(settings.get())).isBefore(now);
                LocalDate day = isOver ? ScheduleDays.after(schedule, bank, first) : first;
                arm(chain, schedule, day, settings.get(), now);
            }
        }
    }

    /** @param number of the entry whose deadline has come */
    public Handled wake(ChainId id, int number) {
        StateChain chain = runs.journal().state(id);
        if (chain.isEmpty() || chain.version() != number) {
            return Handled.DONE;
        }
        Entry last = chain.last().orElseThrow();
        MarketplaceSettings settings = runs.settings(id.marketplace());
        Instant now = runs.present().now(id.marketplace(), settings);
        if (last.due().filter(due -> now.isBefore(due.at())).isPresent()) {
            return Handled.AGAIN;
        }
        Stored stored = Stored.of(last);
        Optional<Schedule> schedule = settings.moneyOut().schedules().stream()
                .filter(stored.schedule()::equals)
                .findFirst();
        if (schedule.isEmpty()) {
            Append _ = runs.journal().append(chain, draft(STOPPED, id, stored.schedule(), stored.day(), now));
            // The schedule may be another one now, under the same name.
            hear(id.marketplace());
            return Handled.DONE;
        }
        begin(id.marketplace(), settings, schedule.get(), stored.day(), now);
        LocalDate today = today(settings, now);
        LocalDate from = stored.day().isAfter(today) ? stored.day() : today;
        LocalDate next = ScheduleDays.after(schedule.get(), bank(settings, schedule.get()), from);
        arm(chain, schedule.get(), next, settings, now);
        return Handled.DONE;
    }

    private void begin(
            MarketplaceId marketplace, MarketplaceSettings settings, Schedule schedule, LocalDate day, Instant now) {
        Optional<Rail> rail = CreateRun.rail(settings, schedule.rail());
        if (rail.isEmpty()) {
            return;
        }
        var run = new RunId(Id.derive(RunId.PREFIX, marketplace.value(), schedule.name(), day.toString()));
        Chain chain = runs.journal().load(RunChains.chain(marketplace, run));
        if (chain.isEmpty()) {
            var asked = new PlanRequest(
                    Currency.of(schedule.currency()),
                    schedule.rail(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    List.of(),
                    List.of(),
                    Optional.empty());
            RunOrder order = CreateRun.order(
                    settings,
                    rail.get(),
                    asked,
                    Optional.of(schedule.name()),
                    List.of(maker(marketplace, settings.version(), schedule)));
            Append _ = runs.begin(
                    chain, new RunEvent.Planning(order), now, Stamp.timer(chain.id(), "scheduled"));
        }
        nudges.nudge(chain.id());
    }

    /** The person who proposed the first version of the settings that has the schedule as it is. */
    private String maker(MarketplaceId marketplace, int version, Schedule schedule) {
        ChainId settings = Marketplaces.chain(marketplace);
        int first = version;
        while (first > 1 && version - first < MOST_VERSIONS && has(settings, first - 1, schedule)) {
            first--;
        }
        Entry entry = runs.journal().find(settings, first).orElseThrow();
        Optional<String> proposer = runs.journal()
                .find(settings, first - 1)
                .filter(_ -> entry.event().startsWith("settings.approved."))
                .map(before -> Json.object(before.data()).path("proposed").path("by").asString(""))
                .filter(by -> !by.isEmpty());
        String principal = entry.actor().principal();
        return proposer.orElseGet(() -> principal.substring(principal.indexOf(':') + 1));
    }

    private boolean has(ChainId settings, int version, Schedule schedule) {
        return runs.journal()
                .find(settings, version)
                .filter(entry -> Marketplaces.from(entry).moneyOut().schedules().contains(schedule))
                .isPresent();
    }

    private void arm(
            StateChain chain, Schedule schedule, LocalDate day, MarketplaceSettings settings, Instant now) {
        ChainId id = chain.id();
        Instant at = ScheduleDays.at(schedule, day, zone(settings));
        // A lost race means that another worker has armed it.
        Append _ = runs.journal()
                .append(
                        chain,
                        draft(ARMED, id, schedule, day, now)
                                .due(Optional.of(Clocks.due(id, settings.mode(), now, at))));
    }

    private static Draft draft(String event, ChainId id, Schedule schedule, LocalDate day, Instant now) {
        ObjectNode data = Json.object().put("day", day.toString());
        data.set("schedule", Json.tree(schedule));
        return Draft.of(
                event,
                data,
                now,
                Actor.TIMER,
                CommandKey.ofFact(id.toString(), event, Json.canonical(data)));
    }

    /** The calendar of the schedule's rail; without that rail nothing is paid on any day. */
    private static BankDays bank(MarketplaceSettings settings, Schedule schedule) {
        return CreateRun.rail(settings, schedule.rail()).map(ScheduleDays::of).orElse(BankDays.TARGET);
    }

    private static ZoneId zone(MarketplaceSettings settings) {
        return ZoneId.of(settings.timeZone());
    }

    private static LocalDate today(MarketplaceSettings settings, Instant now) {
        return LocalDate.ofInstant(now, zone(settings));
    }
}
