package dev.surety.payouts.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.model.calendar.BankDays;
import dev.surety.model.id.RunId;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.marketplace.MoneyOut.Rail;
import dev.surety.model.marketplace.MoneyOut.Schedule;
import dev.surety.payouts.domain.run.ScheduleDays;
import dev.surety.payouts.inbox.NewsInbox;
import dev.surety.payouts.world.PayoutWorld;
import dev.surety.payouts.world.RunWorld;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Schedules of the settings begin runs by themselves: once a day, whatever happens. */
class ScheduledRunsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final RunWorld world = new RunWorld();

    private static Schedule schedule(String every, int day, String onHoliday) {
        return new Schedule(
                "nightly",
                "EUR",
                "sandbox",
                every,
                day == 0 ? Optional.empty() : Optional.of(day),
                Optional.of("02:30"),
                onHoliday);
    }

    private static List<String> days(Schedule schedule, String after, int count) {
        return days(schedule, BankDays.TARGET, after, count);
    }

    private static List<String> days(Schedule schedule, BankDays bank, String after, int count) {
        List<String> days = new ArrayList<>();
        LocalDate day = LocalDate.parse(after);
        for (int i = 0; i < count; i++) {
            day = ScheduleDays.after(schedule, bank, day);
            days.add(day.toString());
        }
        return days;
    }

    @Test
    void theThirtyFirstIsTheLastDayOfEachMonthMovedToAnOpenOne() {
        assertEquals(
                List.of("2026-01-30", "2026-02-27", "2026-03-31", "2026-04-30", "2026-05-29"),
                days(schedule("monthly", 31, "preceding"), "2026-01-01", 5));
        assertEquals(
                List.of("2026-02-02", "2026-03-02", "2026-03-31", "2026-04-30", "2026-06-01"),
                days(schedule("monthly", 31, "following"), "2026-01-10", 5));
    }

    @Test
    void theCalendarIsThatOfTheRail() {
        var dollars = new Rail("dollars", "sandbox", "bank", List.of("USD"), List.of(), List.of());
        var both = new Rail("both", "sandbox", "bank", List.of("EUR", "USD"), List.of(), List.of());
        Schedule fifth = schedule("monthly", 5, "preceding");
        assertEquals(
                List.of("2027-07-02", "2027-08-05"),
                days(fifth, ScheduleDays.of(dollars), "2027-06-10", 2),
                "Independence Day 2027 is a Sunday, and its Monday is closed");
        assertEquals(List.of("2027-07-05", "2027-08-05"), days(fifth, ScheduleDays.of(both), "2027-06-10", 2));
        BankDays closed = BankDays.TARGET.without(List.of(LocalDate.parse("2027-07-05")));
        assertEquals(List.of("2027-07-02"), days(fifth, closed, "2027-06-10", 1), "our own bank is closed");
    }

    @Test
    void closedDaysMoveAndTwoThatMeetAreOne() {
        assertEquals(
                List.of("2026-04-02", "2026-04-07", "2026-04-08"),
                days(schedule("daily", 0, "following"), "2026-04-01", 3));
        assertEquals(
                List.of("2026-04-02", "2026-04-10"), days(schedule("weekly", 5, "preceding"), "2026-03-31", 2));
    }

    @Test
    void aTimeThatAClockChangeSkipsIsHeldAllTheSame() {
        Schedule night = schedule("daily", 0, "following");
        assertEquals(
                Instant.parse("2027-03-28T01:30:00Z"),
                ScheduleDays.at(night, LocalDate.parse("2027-03-28"), BERLIN),
                "02:30 does not exist that night");
        assertEquals(
                Instant.parse("2026-10-25T00:30:00Z"),
                ScheduleDays.at(night, LocalDate.parse("2026-10-25"), BERLIN),
                "02:30 comes twice that night: the first");
    }

    private void settings(List<Schedule> schedules) {
        world.settings("settings.changed.v1", "staff:planner", moneyOut(schedules), Optional.empty());
        heard();
    }

    /** The event of the settings comes through the queue, as every event does. */
    private void heard() {
        var inbox = new NewsInbox(
                world.payouts.credits, _ -> {}, world.runs.workingOnSchedules()::hear, _ -> Handled.AGAIN);
        ObjectNode message = Json.object();
        message.putObject("detail").put("pk", Marketplaces.chain(PayoutWorld.DEMO).toString()).put("sequence", 1);
        assertEquals(Handled.DONE, inbox.handle(message));
    }

    private static MoneyOut moneyOut(List<Schedule> schedules) {
        return MoneyOut.SHIPPED.change().schedules(schedules).build();
    }

    private List<JsonNode> runs() {
        return world.done(world.get(RunWorld.RUNS)).path("data").valueStream().toList();
    }

    @Test
    void eachNightsRunIsPlannedAndSubmittedAndWaitsForAPerson() {
        world.payee("seller", 100_00);
        settings(List.of(schedule("daily", 0, "following")));
        heard();
        world.after(Duration.ofHours(20));
        assertEquals(1, runs().size());
        JsonNode run = runs().getFirst();
        assertEquals("awaiting_approval", run.path("state").asString(""));
        assertEquals("nightly", run.path("schedule").asString(""));
        var id = new RunId(run.path("id").asString(""));
        world.done(world.approve(id, RunWorld.CHECKER));
        world.hear();
        assertEquals("executed", world.state(id));
        world.payouts.released(RunWorld.id("seller"), 20_00);
        world.after(Duration.ofDays(1));
        assertEquals(2, runs().size());
        assertEquals(20_00, runs().getFirst().at("/totals/sum/amount").asLong(0));
        world.check();
    }

    @Test
    void anExpiredRunNeitherBlocksNorShadowsTheNext() {
        world.payee("seller", 100_00);
        settings(List.of(schedule("weekly", 2, "following")));
        world.after(Duration.ofDays(8));
        assertEquals(2, runs().size());
        assertEquals("expired", runs().get(1).path("state").asString(""));
        assertEquals("awaiting_approval", runs().get(0).path("state").asString(""));
        assertEquals(100_00, runs().get(0).at("/totals/sum/amount").asLong(0));
    }

    @Test
    void whoProposedTheScheduleDoesNotApproveItsRuns() {
        world.payee("seller", 100_00);
        MoneyOut nightly = moneyOut(List.of(schedule("daily", 0, "following")));
        world.settings("settings.proposed.v1", "staff:planner", moneyOut(List.of()), Optional.of("planner"));
        world.settings("settings.approved.v1", "staff:second", nightly, Optional.empty());
        world.settings("settings.changed.v1", "staff:third", nightly, Optional.empty());
        heard();
        world.after(Duration.ofHours(20));
        var run = new RunId(runs().getFirst().path("id").asString(""));
        assertEquals("planner", runs().getFirst().at("/makers/0").asString(""));
        Map<String, String> planner = PayoutWorld.staff("planner", "payouts:read", "payouts:approve");
        String body = RunWorld.approval(world.run(run));
        String at = RunWorld.RUNS + "/" + run + "/approve";
        assertEquals("approver_is_maker", world.refused(at, body, planner).reason());
        world.done(world.approve(run, PayoutWorld.staff("third", "payouts:approve")));
    }

    @Test
    void aScheduleThatIsTakenOutOfTheSettingsBeginsNoRun() {
        world.payee("seller", 100_00);
        settings(List.of(schedule("daily", 0, "following")));
        settings(List.of());
        world.after(Duration.ofDays(3));
        assertEquals(0, runs().size());
        settings(List.of(schedule("daily", 0, "following")));
        world.after(Duration.ofDays(1));
        assertEquals(1, runs().size());
    }

    @Test
    void payeesInDebtAreExcludedNightAfterNightAndNothingIsSubmitted() {
        var seller = world.payee("seller", 10_00);
        world.owes(seller, 50_00);
        settings(List.of(schedule("daily", 0, "following")));
        world.after(Duration.ofDays(12));
        assertEquals(9, runs().size(), "as many as there are bank days");
        runs().forEach(run -> assertEquals(1, run.at("/totals/exclusions").asInt(0)));
        assertEquals("debt", world.exclusion(new RunId(runs().getFirst().path("id").asString("")), seller));
        assertEquals(List.of(), world.payouts.rail.sent);
    }
}
