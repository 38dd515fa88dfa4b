package dev.surety.disputes.domain.procedure;

import static dev.surety.disputes.domain.procedure.DisputeTrial.MIDDLE;
import static dev.surety.disputes.domain.procedure.DisputeTrial.lines;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.disputes.domain.dispute.Role;
import dev.surety.disputes.domain.dispute.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A view shows the commands that would be accepted. */
class AvailableCommandsTest {
    @Test
    void eachSideSeesItsOwn() {
        DisputeTrial trial = DisputeTrial.of(MIDDLE)
                .does(new DisputeCommand.MakeOffer(Side.PAYER, lines(100_00, 500_00)));
        assertEquals(
                List.of("offer", "add-evidence", "withdraw"),
                AvailableCommands.of(trial.dispute, Side.PAYER, trial.context()));
        assertEquals(
                List.of("respond", "offer", "accept-offer", "add-evidence", "concede"),
                AvailableCommands.of(trial.dispute, Side.PAYEE, trial.context()));
    }

    @Test
    void aPersonSeesThoseOfItsRole() {
        DisputeTrial trial = DisputeTrial.of(MIDDLE).toPeople();
        String mediator = trial.person(Role.MEDIATOR);
        assertEquals(List.of("propose", "recuse"), AvailableCommands.of(trial.dispute, mediator, trial.context()));
        assertEquals(List.of(), AvailableCommands.of(trial.dispute, "arb_7", trial.context()));
        trial.does(new DisputeCommand.Escalate(Side.PAYER)).settle();
        assertEquals(
                List.of("request-evidence", "rule", "recuse"),
                AvailableCommands.of(trial.dispute, trial.person(Role.ARBITER), trial.context()));
    }
}
