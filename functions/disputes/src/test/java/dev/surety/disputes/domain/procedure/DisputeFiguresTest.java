package dev.surety.disputes.domain.procedure;

import static dev.surety.disputes.domain.procedure.DisputeTrial.LARGE;
import static dev.surety.disputes.domain.procedure.DisputeTrial.MIDDLE;
import static dev.surety.disputes.domain.procedure.DisputeTrial.SMALL;
import static dev.surety.disputes.domain.procedure.DisputeTrial.lines;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.disputes.domain.dispute.Finding;
import dev.surety.disputes.domain.dispute.Role;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.figures.DisputeFacts.Ruled;
import dev.surety.disputes.domain.figures.DisputeFacts.Step;
import dev.surety.disputes.domain.figures.DisputeFacts;
import dev.surety.disputes.domain.figures.DisputeFigures.Spread;
import dev.surety.disputes.domain.figures.DisputeFigures;
import dev.surety.model.dispute.DisputeReason;
import dev.surety.model.dispute.DisputedMoney.How;
import dev.surety.model.dispute.DisputedMoney.Refund;
import dev.surety.model.dispute.Division;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The figures that a dispute's last state gives, on each way to an end. */
class DisputeFiguresTest {
    private static final Division HALF = lines(300_00, 300_00);

    /** The escrow carries it out a day later, and the dispute closes. */
    private static DisputeTrial closed(DisputeTrial trial) {
        trial.days(1);
        How how = trial.enforcement().division().isPresent() ? How.AWARDED : How.WITHDRAWN;
        var heard = trial.ended(how, Optional.of(Refund.DONE), Optional.of(trial.enforcement().n()));
        while (trial.decide(heard) instanceof DisputeDecision.Append(var event)) {
            trial.append(event);
        }
        return trial;
    }

    private static DisputeTrial rules(DisputeTrial trial, Division division) {
        return trial.days(1).does(trial.rule(division));
    }

    private static DisputeTrial appeals(DisputeTrial trial) {
        return trial.days(1).does(new DisputeCommand.Appeal(Side.PAYEE, Optional.empty())).settle().pass();
    }

    private static DisputeTrial noticed(DisputeTrial trial) {
        return trial.does(new DisputeCommand.Notify(Side.PAYEE, trial.now, "email"));
    }

    private record Way(UnaryOperator<DisputeTrial> go, String facts) {}

    private static final Map<String, Way> WAYS = Map.ofEntries(
            Map.entry("nobody has done anything", new Way(trial -> trial, "- - - -")),
            Map.entry("withdrawn at once", new Way(
                    trial -> closed(trial.does(new DisputeCommand.Withdraw(Side.PAYER))),
                    "withdrawn/awaiting_response - - -")),
            Map.entry("conceded after the answer", new Way(
                    trial -> closed(trial.respond().does(new DisputeCommand.Concede(Side.PAYEE))),
                    "conceded/negotiating - - -")),
            Map.entry("conceded in evidence", new Way(
                    trial -> closed(trial.toEvidence().does(new DisputeCommand.Concede(Side.PAYEE))),
                    "conceded/evidence - - -")),
            Map.entry("conceded in rebuttal", new Way(
                    trial -> closed(trial.toRebuttal().does(new DisputeCommand.Concede(Side.PAYEE))),
                    "conceded/rebuttal - - -")),
            Map.entry("conceded in mediation", new Way(
                    trial -> closed(trial.toPeople().does(new DisputeCommand.Concede(Side.PAYEE))),
                    "conceded/mediation - - -")),
            Map.entry("conceded before the ruling", new Way(
                    trial -> closed(trial.toRuling().does(new DisputeCommand.Concede(Side.PAYEE))),
                    "conceded/ruling - - -")),
            Map.entry("silence after notice", new Way(
                    trial -> closed(noticed(trial).pass()), "defaulted/awaiting_response no_response payer -")),
            Map.entry("decided and not carried out", new Way(
                    trial -> noticed(trial).pass(), "- no_response - -")),
            Map.entry("silence without notice goes on", new Way(
                    trial -> closed(trial.pass().pass().does(new DisputeCommand.Concede(Side.PAYEE))),
                    "conceded/evidence - - -")),
            Map.entry("ruled for the payee", new Way(
                    trial -> closed(rules(trial.toRuling(), lines(600_00, 0)).pass()),
                    "ruled/ruled - payee arb_2")),
            Map.entry("ruled in part", new Way(
                    trial -> closed(rules(trial.toRuling(), HALF).pass()), "ruled/ruled - divided arb_2")),
            Map.entry("an appeal that changes nothing", new Way(
                    trial -> closed(rules(appeals(rules(trial.toRuling(), HALF)), HALF)),
                    "appealed/appeal - divided arb_2")),
            Map.entry("an appeal that changes the lines", new Way(
                    trial -> closed(rules(appeals(rules(trial.toRuling(), HALF)), lines(0, 600_00))),
                    "appealed/appeal - payer arb_2!")),
            Map.entry("a bank takes a part before the same ruling on appeal", new Way(
                    trial -> {
                        appeals(rules(trial.toRuling(), HALF)).does(trial.open(400_00, 0));
                        return rules(trial, lines(200_00, 200_00));
                    },
                    "- - - arb_2")),
            Map.entry("no ruling in time", new Way(
                    trial -> closed(trial.toRuling().pass().pass().pass()), "ruled/ruled no_ruling payer -")));

    @TestFactory
    Stream<DynamicTest> eachWayIsCountedAsItEnded() {
        return WAYS.entrySet().stream().map(way -> DynamicTest.dynamicTest(way.getKey(), () -> {
            DisputeTrial trial = way.getValue().go().apply(DisputeTrial.of(MIDDLE));
            assertEquals(way.getValue().facts(), text(DisputeFacts.of(trial.dispute)));
        }));
    }

    private static String text(DisputeFacts facts) {
        return String.join(
                " ",
                facts.end().map(end -> end.outcome().code() + "/" + end.stage().code()).orElse("-"),
                facts.byTerms().map(Finding::code).orElse("-"),
                facts.won().map(DisputeFacts.Won::code).orElse("-"),
                facts.ruled().map(of -> of.by() + (of.isReversed() ? "!" : "")).orElse("-"));
    }

    @Test
    void stepsAreBetweenTheTimesThatTheStateKeeps() {
        DisputeTrial trial = DisputeTrial.of(SMALL).days(2).respond().days(3);
        trial.does(new DisputeCommand.Escalate(Side.PAYER)).settle().days(1);
        for (Side side : Side.values()) {
            trial.days(1).does(new DisputeCommand.SubmitEvidence(side, Optional.empty()));
        }
        assertEquals(
                Map.of(Step.RESPONSE, Duration.ofDays(2), Step.POSITIONS, Duration.ofDays(6)),
                DisputeFacts.of(trial.dispute).took());
        for (Side side : Side.values()) {
            trial.days(1).does(new DisputeCommand.SubmitEvidence(side, Optional.of("words")));
        }
        trial.settle();
        rules(trial, lines(60_00, 0)).days(1).does(new DisputeCommand.Appeal(Side.PAYER, Optional.empty()));
        trial.settle().pass();
        Duration heard = trial.dispute.opening().terms().timers().appealEvidence();
        rules(trial, lines(60_00, 0));
        closed(trial);
        assertEquals(
                Map.of(
                        Step.RESPONSE, Duration.ofDays(2),
                        Step.POSITIONS, Duration.ofDays(6),
                        Step.REBUTTAL, Duration.ofDays(2),
                        Step.DECISION, Duration.ofDays(1),
                        Step.APPEAL, heard.plusDays(1),
                        Step.ENFORCING, Duration.ofDays(1),
                        Step.WHOLE, heard.plusDays(14)),
                DisputeFacts.of(trial.dispute).took());
    }

    private static DisputeFacts facts(Optional<Ruled> ruled, long days) {
        return new DisputeFacts(
                DisputeReason.LATE,
                Optional.empty(),
                Map.of(Step.RESPONSE, Duration.ofDays(days)),
                Optional.empty(),
                Optional.empty(),
                ruled);
    }

    private static final String RANKS =
            """
            days                 | p50 | p90
            1                    | 1   | 1
            1 2                  | 1   | 2
            3 1 2                | 2   | 3
            10 9 8 7 6 5 4 3 2 1 | 5   | 9
            1 1 1 1 1 1 1 1 1 1 9 | 1  | 1
            """;

    @TestFactory
    Stream<DynamicTest> timesAreRanked() {
        return RANKS.lines().skip(1).map(line -> line.split("\\|", -1)).map(cells -> {
            List<DisputeFacts> all = Stream.of(cells[0].strip().split(" "))
                    .map(days -> facts(Optional.empty(), Long.parseLong(days)))
                    .toList();
            return DynamicTest.dynamicTest(cells[0].strip(), () -> assertEquals(
                    Map.of(Step.RESPONSE, new Spread(
                            all.size(),
                            Duration.ofDays(Long.parseLong(cells[1].strip())),
                            Duration.ofDays(Long.parseLong(cells[2].strip())))),
                    DisputeFigures.of(all).steps()));
        });
    }

    @Test
    void anArbiterIsListedFromTheTwentiethRulingOn() {
        List<DisputeFacts> all = new ArrayList<>();
        IntStream.range(0, 20).forEach(n -> all.add(facts(Optional.of(new Ruled("arb_b", n < 3)), 1)));
        IntStream.range(0, 19).forEach(_ -> all.add(facts(Optional.of(new Ruled("arb_a", true)), 1)));
        DisputeFigures figures = DisputeFigures.of(all);
        assertEquals(List.of(new DisputeFigures.Reversals("arb_b", 20, 3)), figures.arbiters());
        assertEquals(39, figures.open());
        assertEquals(Map.of(DisputeReason.LATE, 39), figures.reasons());
        all.add(facts(Optional.of(new Ruled("arb_a", false)), 1));
        assertEquals(
                List.of(
                        new DisputeFigures.Reversals("arb_a", 20, 19),
                        new DisputeFigures.Reversals("arb_b", 20, 3)),
                DisputeFigures.of(all).arbiters());
    }

    @Test
    void nothingIsCountedOfNothing() {
        DisputeFigures none = DisputeFigures.of(List.of());
        assertEquals(0, none.opened());
        assertEquals(Map.of(), none.steps());
    }

    @Test
    void aDraftThatASecondPersonConfirmsIsItsAuthorsRuling() {
        DisputeTrial trial = DisputeTrial.of(LARGE).toRuling();
        String author = trial.person(Role.ARBITER);
        trial.does(trial.rule(lines(3_000_00, 3_000_00))).settle();
        trial.does(trial.agree(Role.CONFIRMER, 0));
        assertEquals(
                Optional.of(new Ruled(author, false)), DisputeFacts.of(trial.dispute).ruled());
    }
}
