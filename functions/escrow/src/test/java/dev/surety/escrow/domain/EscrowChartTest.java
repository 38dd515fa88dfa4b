package dev.surety.escrow.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.id.Id;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.FeeRule;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.marketplace.Preset;
import dev.surety.model.money.BasisPoints;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table is the state chart: every state with every command, and what comes of it. */
class EscrowChartTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Money PRICE = Money.of(6000, "EUR");
    private static final PaymentId OURS = new PaymentId(Id.derive("pay", "ours"));
    private static final PaymentId FOREIGN = new PaymentId(Id.derive("pay", "foreign"));

    /** {@code at} is before or after the state's own deadline; a dash where it has none. */
    private static final String CHART =
            """
            state     | command          | at     | becomes                | because
            created   | fund             | before | funding                | the payer starts to pay
            created   | fund             | after  | window_closed          | the time to pay is judged when it is over
            created   | deliver          | before | transition_not_allowed | nothing is paid
            created   | accept           | before | transition_not_allowed | nothing is delivered
            created   | release          | before | transition_not_allowed | nothing is held
            created   | release part     | before | transition_not_allowed | nothing is held
            created   | release too much | before | transition_not_allowed | the state is looked at before the amount
            created   | captured         | before | transition_not_allowed | no payment is awaited
            created   | captured foreign | before | transition_not_allowed | no payment is awaited
            created   | declined         | before | transition_not_allowed | no payment is awaited
            created   | still unknown    | before | transition_not_allowed | no payment is awaited
            created   | time             | before | transition_not_allowed | no deadline fires early
            created   | time             | after  | expired                | nobody paid in time
            funding   | fund             | -      | transition_not_allowed | one payment at a time
            funding   | deliver          | -      | transition_not_allowed | nothing is held yet
            funding   | accept           | -      | transition_not_allowed | nothing is delivered
            funding   | release          | -      | transition_not_allowed | nothing is held yet
            funding   | release part     | -      | transition_not_allowed | nothing is held yet
            funding   | release too much | -      | transition_not_allowed | nothing is held yet
            funding   | captured         | -      | held                   | the money is here
            funding   | captured foreign | -      | transition_not_allowed | it is not the payment that was started
            funding   | declined         | -      | created                | the payer may try again
            funding   | still unknown    | -      | funding                | not knowing is a state
            funding   | time             | -      | transition_not_allowed | time alone answers for no gateway
            held      | fund             | -      | transition_not_allowed | it is paid
            held      | deliver          | -      | delivered              | the inspection begins
            held      | accept           | -      | transition_not_allowed | nothing is delivered
            held      | release          | -      | settled                | the payer may release at any time
            held      | release part     | -      | held                   | the rest stays held
            held      | release too much | -      | amount_exceeds         | no more than the price
            held      | captured         | -      | transition_not_allowed | it is captured
            held      | captured foreign | -      | transition_not_allowed | it is paid
            held      | declined         | -      | transition_not_allowed | a late no does not take money away
            held      | still unknown    | -      | transition_not_allowed | it is known
            held      | time             | -      | transition_not_allowed | no deadline is left here
            delivered | fund             | before | transition_not_allowed | it is paid
            delivered | deliver          | before | transition_not_allowed | it is delivered
            delivered | accept           | before | settled                | the payer is content
            delivered | accept           | after  | settled                | a late yes is a yes
            delivered | release          | before | settled                | the payer releases all
            delivered | release part     | before | delivered              | the rest goes on being looked at
            delivered | release too much | before | amount_exceeds         | no more than the price
            delivered | captured         | before | transition_not_allowed | it is captured
            delivered | captured foreign | before | transition_not_allowed | it is paid
            delivered | declined         | before | transition_not_allowed | a late no does not take money away
            delivered | still unknown    | before | transition_not_allowed | it is known
            delivered | time             | before | transition_not_allowed | no deadline fires early
            delivered | time             | after  | settled                | silence releases
            settled   | fund             | -      | transition_not_allowed | it is over
            settled   | deliver          | -      | transition_not_allowed | it is over
            settled   | accept           | -      | transition_not_allowed | it is over
            settled   | release          | -      | transition_not_allowed | it is over
            settled   | release part     | -      | transition_not_allowed | it is over
            settled   | release too much | -      | transition_not_allowed | it is over
            settled   | captured         | -      | transition_not_allowed | it is over
            settled   | captured foreign | -      | transition_not_allowed | it is over
            settled   | declined         | -      | transition_not_allowed | it is over
            settled   | still unknown    | -      | transition_not_allowed | it is over
            settled   | time             | -      | transition_not_allowed | it is over
            expired   | fund             | -      | transition_not_allowed | it is over
            expired   | deliver          | -      | transition_not_allowed | it is over
            expired   | accept           | -      | transition_not_allowed | it is over
            expired   | release          | -      | transition_not_allowed | it is over
            expired   | release part     | -      | transition_not_allowed | it is over
            expired   | release too much | -      | transition_not_allowed | it is over
            expired   | captured         | -      | transition_not_allowed | it is over
            expired   | captured foreign | -      | transition_not_allowed | it is over
            expired   | declined         | -      | transition_not_allowed | it is over
            expired   | still unknown    | -      | transition_not_allowed | it is over
            expired   | time             | -      | transition_not_allowed | it is over
            """;

    private record Row(String state, String command, String at, String becomes, String because) {}

    @TestFactory
    List<DynamicTest> everyRowOfTheChartHolds() {
        return rows().stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.state() + ", " + row.command() + " " + row.at() + ": " + row.because(),
                        () -> assertEquals(row.becomes(), becomes(row))))
                .toList();
    }

    @Test
    void everyStateWithEveryCommandHasARow() {
        Set<String> told = new HashSet<>();
        rows().forEach(row -> told.add(row.state() + " " + row.command()));
        for (Class<?> state : Escrow.class.getPermittedSubclasses()) {
            for (String command : commands()) {
                String pair = state.getSimpleName().toLowerCase(java.util.Locale.ROOT) + " " + command;
                if (!pair.startsWith("outcome")) {
                    assertTrue(told.contains(pair), "the chart does not say what comes of " + pair);
                }
            }
        }
        Set<Class<?>> asked = new HashSet<>();
        commands().forEach(name -> asked.add(command(name).getClass()));
        assertEquals(Set.of(EscrowCommand.class.getPermittedSubclasses()), asked);
    }

    private static String becomes(Row row) {
        List<EscrowFold.Step> steps = steps(row.state());
        Escrow escrow = EscrowFold.of(steps);
        Instant deadline = Deadlines.announced(escrow).map(Deadlines.Announced::at).orElse(NOON);
        Instant now = row.at().equals("after") ? deadline : deadline.minusSeconds(1);
        return switch (EscrowRules.decide(escrow, command(row.command()), now)) {
            case Decision.Refused(var refusal) -> refusal.reason().code();
            case Decision.Happens(var event, var _) -> {
                var more = new ArrayList<>(steps);
                more.add(step(steps.size() + 1, event));
                yield EscrowFold.of(more).stateName();
            }
        };
    }

    private static List<String> commands() {
        return List.of(
                "fund",
                "deliver",
                "accept",
                "release",
                "release part",
                "release too much",
                "captured",
                "captured foreign",
                "declined",
                "still unknown",
                "time");
    }

    private static EscrowCommand command(String name) {
        return switch (name) {
            case "fund" -> new EscrowCommand.Fund(OURS, "card_ok", Optional.empty());
            case "deliver" -> new EscrowCommand.Deliver(Optional.empty());
            case "accept" -> new EscrowCommand.Accept(Optional.empty());
            case "release" -> new EscrowCommand.Release(Optional.empty(), Optional.empty());
            case "release part" -> new EscrowCommand.Release(Optional.of(Money.of(1, "EUR")), Optional.empty());
            case "release too much" -> new EscrowCommand.Release(Optional.of(Money.of(6001, "EUR")), Optional.empty());
            case "captured" -> new EscrowCommand.Captured(OURS, PRICE);
            case "captured foreign" -> new EscrowCommand.Captured(FOREIGN, PRICE);
            case "declined" -> new EscrowCommand.Declined(OURS, "card_declined");
            case "still unknown" -> new EscrowCommand.StillUnknown(OURS);
            case "time" -> new EscrowCommand.TimeIsUp();
            default -> throw new AssertionError(name);
        };
    }

    private static List<EscrowFold.Step> steps(String state) {
        List<EscrowEvent> events = new ArrayList<>(List.of(new EscrowEvent.Created(agreement(), NOON)));
        if (!state.equals("created") && !state.equals("expired")) {
            events.add(new EscrowEvent.FundingStarted(OURS, "card_ok", Optional.empty()));
        }
        if (List.of("held", "delivered", "settled").contains(state)) {
            events.add(new EscrowEvent.Funded(OURS, "card_ok", PRICE, NOON));
        }
        if (List.of("delivered", "settled").contains(state)) {
            events.add(new EscrowEvent.Delivered(NOON, Optional.empty()));
        }
        if (state.equals("settled")) {
            var all = new EscrowEvent.Released(
                    PRICE, List.of(Money.of(720, "EUR")), EscrowEvent.Why.ACCEPTED, Optional.empty());
            events.add(new EscrowEvent.Settled(all, Escrow.Outcome.RELEASED));
        }
        if (state.equals("expired")) {
            events.add(new EscrowEvent.Expired());
        }
        List<EscrowFold.Step> steps = new ArrayList<>();
        events.forEach(event -> steps.add(step(steps.size() + 1, event)));
        return steps;
    }

    static Agreement agreement() {
        var commission = new Fee("commission", new BasisPoints(1200), FeeRule.Side.PAYEE, Money.of(720, "EUR"));
        return new Agreement(
                new ParticipantId(Id.derive("par", "payer")),
                new ParticipantId(Id.derive("par", "payee")),
                PRICE,
                List.of(commission),
                new Agreement.Terms(
                        "goods",
                        1,
                        new Preset.Timers(Duration.ofMinutes(15), Duration.ofDays(14), Duration.ofDays(14))),
                "",
                Mode.SANDBOX,
                1,
                Optional.empty());
    }

    static EscrowFold.Step step(int number, EscrowEvent event) {
        var chain = ChainId.parse("escrow#demo#" + Id.derive("esc", "chart"));
        var entry = new Entry(
                chain,
                number,
                "x.v1",
                "{}",
                dev.surety.model.journal.Postings.NONE,
                NOON,
                Actor.TIMER,
                "key" + number,
                "",
                Optional.empty(),
                number == 1 ? "" : "prev",
                Entry.Index.NONE,
                Optional.empty(),
                Optional.empty());
        return new EscrowFold.Step(entry, event);
    }

    private static List<Row> rows() {
        return CHART.lines()
                .skip(1)
                .map(line -> line.split("\\|", -1))
                .map(cells -> new Row(
                        cells[0].strip(), cells[1].strip(), cells[2].strip(), cells[3].strip(), cells[4].strip()))
                .toList();
    }
}
