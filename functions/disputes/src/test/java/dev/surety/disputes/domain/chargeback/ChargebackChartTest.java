package dev.surety.disputes.domain.chargeback;

import static dev.surety.disputes.domain.chargeback.CaseTrial.START;
import static dev.surety.disputes.domain.chargeback.CaseTrial.at;
import static dev.surety.disputes.domain.chargeback.CaseTrial.facts;
import static dev.surety.disputes.domain.chargeback.CaseTrial.in;
import static dev.surety.disputes.domain.chargeback.CaseTrial.item;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.disputes.domain.chargeback.ChargebackCase.State;
import dev.surety.disputes.domain.chargeback.ChargebackCommand.Accept;
import dev.surety.disputes.domain.chargeback.ChargebackCommand.AddEvidence;
import dev.surety.disputes.domain.chargeback.ChargebackCommand.ApproveSubmit;
import dev.surety.disputes.domain.chargeback.ChargebackCommand.GatewaySaid;
import dev.surety.disputes.domain.chargeback.ChargebackCommand.Submit;
import dev.surety.disputes.domain.chargeback.ChargebackCommand.Time;
import dev.surety.disputes.domain.evidence.EvidenceKind;
import dev.surety.model.dispute.PaymentChargebacks.Phase;
import dev.surety.model.refusal.Refusal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The chart of a bank's case. */
class ChargebackChartTest {
    private static String outcome(State from, String word) {
        ChargebackCase state = in(from);
        ChargebackCommand command =
                switch (word) {
                    case "add" -> new AddEvidence("backend", Optional.empty(), List.of(item(EvidenceKind.THREAD)));
                    case "submit" -> new Submit("backend", false);
                    case "approve" -> new ApproveSubmit("other", state.setHash());
                    case "accept" -> new Accept("backend");
                    case "won" -> new GatewaySaid(facts(Phase.WON));
                    case "lost" -> new GatewaySaid(facts(Phase.LOST));
                    case "drawn" -> new GatewaySaid(facts(Phase.NEEDS_RESPONSE));
                    case "closed" -> new GatewaySaid(facts(Phase.WARNING_CLOSED));
                    default -> new Time();
                };
        return switch (ChargebackRules.decide(state, command, at(START))) {
            case ChargebackDecision.Append(var event) -> state.after(event, START).state().code();
            case ChargebackDecision.Refused(Refusal refusal) -> refusal.reason().code();
            case ChargebackDecision.Nothing _ -> "nothing";
        };
    }

    private static final List<String> COMMANDS =
            List.of("add", "submit", "approve", "accept", "won", "lost", "drawn", "closed", "time");

    /** One row a state; "-" is transition_not_allowed, "=" the state itself; the test names the other short words. */
    private static final String CHART =
            """
            state                  | add    | submit     | approve | accept   | won     | lost    | drawn   | closed  | time
            warning_needs_response | =      | submitting | -       | accepted | won     | lost    | open    | ended   | =
            warning_under_review   | -      | -          | -       | -        | won     | lost    | open    | ended   | =
            warning_closed         | -      | -          | -       | -        | won     | lost    | open    | nothing | =
            needs_response         | =      | submitting | -       | accepted | won     | lost    | nothing | ended   | =
            submitting             | locked | -          | -       | -        | won     | lost    | nothing | ended   | =
            under_review           | locked | -          | -       | -        | won     | lost    | =       | ended   | =
            accepted               | -      | -          | -       | -        | won     | lost    | nothing | ended   | =
            expired                | -      | -          | -       | -        | won     | lost    | nothing | ended   | =
            won                    | -      | -          | -       | -        | nothing | lost    | =       | ended   | =
            lost                   | -      | -          | -       | -        | won     | nothing | =       | ended   | =
            """;

    @Test
    void everyStateAnswersEveryCommandAsTheChartSays() {
        Set<State> rows = new HashSet<>();
        for (String line : CHART.lines().skip(1).toList()) {
            List<String> cells = Arrays.stream(line.split("\\|")).map(String::trim).toList();
            State state = State.valueOf(cells.getFirst().toUpperCase(Locale.ROOT));
            rows.add(state);
            Map<String, String> expected = new TreeMap<>();
            Map<String, String> found = new TreeMap<>();
            for (int i = 0; i < COMMANDS.size(); i++) {
                String cell = cells.get(i + 1);
                expected.put(
                        COMMANDS.get(i),
                        switch (cell) {
                            case "-" -> "transition_not_allowed";
                            case "=" -> state.code();
                            case "locked" -> "evidence_locked";
                            case "open" -> "needs_response";
                            case "ended" -> "warning_closed";
                            default -> cell;
                        });
                found.put(COMMANDS.get(i), outcome(state, COMMANDS.get(i)));
            }
            assertEquals(expected, found, state.code());
        }
        assertEquals(Set.of(State.values()), rows);
    }
}
