package dev.surety.disputes.chargeback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.disputes.app.chargeback.ChargebackChains.Stored;
import dev.surety.disputes.domain.chargeback.ChargebackCase.LostBy;
import dev.surety.disputes.domain.chargeback.ChargebackCommand;
import dev.surety.disputes.domain.evidence.EvidenceKind;
import dev.surety.disputes.world.ChargebackWorld;
import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.files.FolderFiles;
import dev.surety.files.FolderLinks;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.resilience.Outage;
import dev.surety.simulator.Chargeback.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cases about chargebacks, from the bank's debit over both chains and the gateway to the bank's last word. */
class BanksCasesTest {
    private static final long SMALL = 60_00;
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private Path folder;

    private ChargebackWorld world(Faults faults, long amountMinor) {
        var links = new FolderLinks("http://a", new byte[] {1}, InstantSource.fixed(Instant.EPOCH));
        try {
            return new ChargebackWorld(
                    faults, FolderFiles.of(Files.createTempDirectory(folder, "files"), links), amountMinor);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private ChargebackWorld drawn(long amountMinor) {
        ChargebackWorld world = world(Faults.none(), amountMinor).bank(Status.DRAWN);
        world.drain();
        return world;
    }

    private static Outcome<Stored> submit(ChargebackWorld world) {
        return world.decide(
                ChargebackWorld.backend(), "submit-000000001", _ -> new ChargebackCommand.Submit("backend", false));
    }

    private static Outcome<Stored> accept(ChargebackWorld world) {
        return world.decide(
                ChargebackWorld.backend(), "accept-000000001", _ -> new ChargebackCommand.Accept("backend"));
    }

    private static String reason(Outcome<Stored> outcome) {
        return assertInstanceOf(Outcome.Refused.class, outcome).refusal().reason().code();
    }

    @Test
    void aCaseKnowsReasonAmountPayeeAndDueFromItsPayment() {
        ChargebackWorld world = drawn(SMALL);
        var told = world.stored().state().facts().told();
        assertEquals("needs_response", world.state());
        assertEquals(ChargebackWorld.REASON, told.reason());
        assertEquals(SMALL, told.amount().amountMinor());
        assertEquals(1, told.shares().size());
        assertEquals(
                Optional.of(world.clock.instant().plus(ChargebackWorld.TIME).minus(DAY)),
                world.stored().state().submitBy());
        assertEquals(List.of("opened"), world.events());
    }

    @Test
    void evidenceIsSubmittedOnceAsOneFileAndTheBankDecides() {
        ChargebackWorld world = drawn(SMALL);
        world.addAll();
        assertInstanceOf(Outcome.Done.class, submit(world));
        assertEquals("submitting", world.state());
        world.drain();

        assertEquals("under_review", world.state());
        var file = world.stored().state().answer().orElseThrow().file().orElseThrow();
        assertEquals(Optional.of(world.id + "-1 " + file.sha256()), world.atBank());
        assertEquals("transition_not_allowed", reason(world.decide(
                ChargebackWorld.backend(), "submit-000000002", _ -> new ChargebackCommand.Submit("backend", false))));
        world.bank(Status.WON).drain();
        assertEquals("won", world.state());
        assertEquals(1, world.answered());
    }

    @Test
    void whatWasLostMayBeWon() {
        ChargebackWorld world = drawn(SMALL);
        world.bank(Status.LOST).drain();
        assertEquals("lost", world.state());
        assertEquals(Optional.of(LostBy.NO_RESPONSE), world.stored().state().lostBy());
        world.bank(Status.WON).drain();
        assertEquals("won", world.state());
    }

    @Test
    void anAcceptanceIsLostAtOnce() {
        ChargebackWorld world = drawn(SMALL);
        assertInstanceOf(Outcome.Done.class, accept(world));
        assertEquals("accepted", world.state());
        world.drain();
        assertEquals("lost", world.state());
        assertEquals(Optional.of(LostBy.ACCEPTANCE), world.stored().state().lostBy());
        assertEquals(1, world.answered());
    }

    @Test
    void peopleAreToldAndAnIncompleteSetExpires() {
        ChargebackWorld world = drawn(SMALL);
        world.add("evidence-00000001", EvidenceKind.ORDER);
        world.pass(Duration.ofDays(11));
        assertEquals("expired", world.state());
        assertEquals(List.of("opens chargeback_due", "closes chargeback_due"), world.attention());
        assertEquals(Optional.empty(), world.atBank());
    }

    @Test
    void aCompleteSetGoesByTimerIfNobodySubmitsIt() {
        ChargebackWorld world = drawn(200_000);
        world.addAll();
        world.pass(Duration.ofDays(9).minusMillis(1));
        assertEquals("needs_response", world.state());
        world.pass(Duration.ofMillis(1));
        assertEquals("under_review", world.state(), world.events().toString());
        assertEquals("timer", world.stored().state().answer().orElseThrow().by());
        assertEquals(List.of(), world.attention());
    }

    @Test
    void aLargeOneNeedsASecondPerson() {
        ChargebackWorld world = drawn(100_001);
        world.addAll();
        world.decide(
                ChargebackWorld.person("anna"), "submit-000000001", _ -> new ChargebackCommand.Submit("anna", false));
        assertEquals("needs_response", world.state());
        String hash = world.stored().state().setHash();
        assertEquals("approver_is_maker", reason(world.decide(
                ChargebackWorld.person("anna"),
                "approve-00000001",
                _ -> new ChargebackCommand.ApproveSubmit("anna", hash))));
        assertEquals("forbidden", reason(world.decide(
                ChargebackWorld.backend(),
                "approve-00000001",
                _ -> new ChargebackCommand.ApproveSubmit("backend", hash))));
        world.decide(
                ChargebackWorld.person("ben"),
                "approve-00000001",
                _ -> new ChargebackCommand.ApproveSubmit("ben", hash));
        world.drain();
        assertEquals("under_review", world.state());
        assertEquals(List.of("opens chargeback_approval", "closes chargeback_approval"), world.attention());
    }

    @Test
    void aWarningIsAnsweredAndClosed() {
        ChargebackWorld world = world(Faults.none(), SMALL).bank(Status.WARNED);
        world.drain();
        assertEquals("warning_needs_response", world.state());
        world.addAll();
        submit(world);
        world.drain();
        assertEquals("warning_under_review", world.state());
        world.bank(Status.CLOSED).drain();
        assertEquals("warning_closed", world.state());
        assertEquals(
                List.of("warning", "evidence_added", "submitting", "submitted", "warning_closed"),
                world.events().stream().filter(event -> !event.equals("noticed")).toList());
    }

    @Test
    void lostCommandsAndLostNewsAreMadeUpForByTheCasesOwnDeadline() {
        ChargebackWorld world = drawn(SMALL);
        world.addAll();
        submit(world);
        world.loseMessages();
        world.isBusDown = true;
        world.pass(Duration.ofMinutes(1));
        assertEquals(1, world.answered());
        assertEquals("submitting", world.state(), "the news of it is lost");
        world.pass(Duration.ofMinutes(5));
        assertEquals("under_review", world.state());
        assertEquals(1, world.answered());
    }

    /** The bus loses the first notice and all that follows; the payment looks for the case itself. */
    @Test
    void aLostFirstNoticeIsMadeUpForByThePaymentsOwnDeadline() {
        ChargebackWorld world = world(Faults.none(), SMALL);
        world.isBusDown = true;
        world.bank(Status.DRAWN).drain();
        assertEquals("none", world.state());
        world.pass(Duration.ofMinutes(15).minusMillis(1));
        assertEquals("none", world.state());
        world.pass(Duration.ofMillis(1));
        assertEquals("needs_response", world.state());
        assertEquals(List.of("payment.case_told.v1"), world.told());
        world.pass(DAY);
        assertEquals(List.of("payment.case_told.v1", "payment.case_told.v1"), world.told());
    }

    @Test
    void aNoticeThatIsHeardIsLookedForOnce() {
        ChargebackWorld world = drawn(SMALL);
        world.pass(DAY);
        world.bank(Status.LOST).drain();
        world.pass(DAY);
        assertEquals(List.of("payment.case_told.v1"), world.told());
    }

    /** Every write and message between the bank's debit and the case lost, kept, and followed by a death. */
    @Test
    void everyFaultOfADebitLeavesOneCase() {
        int schedules = EveryFault.<ChargebackWorld>of(
                        "hear a debit", faults -> world(faults, SMALL), world -> {
                            world.bank(Status.DRAWN);
                            world.drain();
                        })
                .recovering(world -> {
                    world.isBusDown = true;
                    world.bankTells();
                    world.pass(Duration.ofHours(26));
                })
                .checking(world -> {
                    assertEquals("needs_response", world.state());
                    assertEquals(List.of(), world.told().stream()
                            .filter(told -> told.startsWith("opens"))
                            .toList());
                })
                .withDeaths()
                .orEndingWith(Outage.class)
                .run();
        assertTrue(schedules > 20, "schedules: " + schedules);
    }

    /** Every write and message of submitting lost, kept, and followed by a death; then time and a retry go on. */
    @Test
    void everyFaultOfSubmittingLeavesOneAnswerAtTheBank() {
        int schedules = EveryFault.<ChargebackWorld>of(
                        "submit a case",
                        faults -> {
                            ChargebackWorld world = world(faults, SMALL).bank(Status.DRAWN);
                            world.drain();
                            world.addAll();
                            return world;
                        },
                        world -> {
                            submit(world);
                            world.drain();
                        })
                .recovering(world -> {
                    submit(world);
                    world.drain();
                    world.pass(Duration.ofHours(2));
                })
                .checking(world -> {
                    assertEquals("under_review", world.state());
                    assertEquals(1, world.answered());
                    assertTrue(world.atBank().orElseThrow().startsWith(world.id + "-1 "));
                })
                .withDeaths()
                .orEndingWith(Outage.class)
                .run();
        assertTrue(schedules > 20, "schedules: " + schedules);
    }
}
