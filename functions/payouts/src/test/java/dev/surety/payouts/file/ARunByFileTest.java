package dev.surety.payouts.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.Faults;
import dev.surety.model.id.FileId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.RunId;
import dev.surety.model.marketplace.MoneyOut.Rail;
import dev.surety.model.marketplace.SepaRail;
import dev.surety.payouts.app.file.FileChains.Stored;
import dev.surety.payouts.domain.payout.RunItem;
import dev.surety.payouts.world.RunWorld;
import dev.surety.runtime.marketplace.Pauses.What;
import dev.surety.runtime.resilience.Outage;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Finance pays a run by a file that the bank is handed. */
class ARunByFileTest {
    private static final String BEN = "DE02120300000000202051";

    private final RunWorld world = FileWorld.of(Faults.none());

    private String state(RunId run, ParticipantId payee) {
        return world.payouts.state(RunItem.payout(run, payee));
    }

    @Test
    void theFileHoldsWhatWasApprovedAndEveryPayoutWaitsInIt() {
        ParticipantId anna = world.payee("seller-anna", 90_00);
        ParticipantId ben = world.payee("seller-ben", 50_00);
        RunId run = world.approvedBySepa("");
        world.hear();
        assertEquals("executed", world.state(run));
        assertEquals(2, world.run(run).at("/progress/sent").asInt(0));
        assertEquals(140_00, world.run(run).at("/progress/sentSum/amount").asLong(0));
        assertEquals("sending", state(run, anna));
        assertEquals("sending", state(run, ben));
        assertEquals(0, world.payouts.payable(anna));
        FileId id = FileWorld.files(world, run).getFirst();
        Stored file = FileWorld.file(world, id);
        assertEquals("written", file.file().state());
        assertEquals(2, file.file().count());
        assertEquals(140_00, file.file().sum().amountMinor());
        // Monday 10:00 in UTC is 11:00 at the bank, before its cut-off at 12:00.
        assertEquals(LocalDate.parse("2026-11-23"), file.file().executionDate());
        String xml = FileWorld.xml(world, file);
        assertTrue(xml.contains("<CtrlSum>140.00</CtrlSum>"), xml);
        assertTrue(xml.contains(world.payouts.payout(RunItem.payout(run, anna)).order().reference()), xml);
        assertTrue(xml.contains("<Nm>seller-anna</Nm>"), xml);
        assertEquals(0, world.payouts.atBank().executed());
        world.check();
    }

    @Test
    void aPayeeWhoseAccountChangedAfterTheApprovalIsNotInTheFile() {
        ParticipantId anna = world.payee("seller-anna", 90_00);
        ParticipantId ben = world.payee("seller-ben", 50_00);
        RunId run = world.approvedBySepa("");
        world.standing(ben, Optional.of(world.method(ben, BEN, "verified", Optional.of("seller-ben"))));
        world.hear();
        Stored file = FileWorld.file(world, FileWorld.files(world, run).getFirst());
        assertEquals(1, file.file().count());
        assertFalse(FileWorld.xml(world, file).contains(BEN));
        assertEquals(50_00, world.payouts.posted().payable(ben));
        assertEquals("executed_with_failures", world.state(run));
        assertEquals("sending", state(run, anna));
        world.check();
    }

    @Test
    void aPauseKeepsEveryPayoutOutOfTheFileUntilItIsLifted() {
        world.payee("seller-anna", 90_00);
        RunId run = world.approvedBySepa("");
        while (FileWorld.files(world, run).isEmpty()) {
            var _ = world.wake(world.payouts.nudged.removeFirst(), 0);
        }
        world.pause(What.MONEY_OUT, true);
        world.hear();
        Stored file = FileWorld.file(world, FileWorld.files(world, run).getFirst());
        assertEquals("composing", file.file().state());
        assertEquals("executing", world.state(run));
        world.until(world.payouts.clock.instant().plus(Duration.ofHours(3)), false);
        world.pause(What.MONEY_OUT, false);
        world.until(world.payouts.clock.instant().plus(Duration.ofHours(3)), false);
        Stored written = FileWorld.file(world, file.id());
        assertEquals("written", written.file().state());
        // The cut-off has passed in between.
        assertEquals(LocalDate.parse("2026-11-24"), written.file().executionDate());
        assertEquals("executed", world.state(run));
        world.check();
    }

    @Test
    void aRunOfManyPagesHasAsManyFilesAsItsBankAsksForAndForgetsNobody() {
        RunWorld large = FileWorld.of(Faults.none(), 100);
        IntStream.range(0, 130).forEach(i -> large.payee("seller-" + i, 10_00 + i));
        RunId run = large.approvedBySepa("");
        large.until(large.payouts.clock.instant().plus(Duration.ofHours(3)), true);
        assertEquals("executed", large.state(run));
        List<Stored> files = FileWorld.files(large, run).stream()
                .map(file -> FileWorld.file(large, file))
                .toList();
        assertEquals(List.of(100L, 30L), files.stream().map(file -> file.file().count()).toList());
        long sum = files.stream().mapToLong(file -> file.file().sum().amountMinor()).sum();
        assertEquals(large.run(run).at("/totals/sum/amount").asLong(0), sum);
        assertEquals(130, large.run(run).at("/progress/sent").asInt(0));
        large.check();
    }

    @Test
    void aFileOfWhichNothingIsLeftIsNoFile() {
        ParticipantId anna = world.payee("seller-anna", 90_00);
        RunId run = world.approvedBySepa("");
        while (FileWorld.files(world, run).isEmpty()) {
            var _ = world.wake(world.payouts.nudged.removeFirst(), 0);
        }
        world.standing(anna, Optional.empty());
        world.hear();
        Stored file = FileWorld.file(world, FileWorld.files(world, run).getFirst());
        assertEquals("empty", file.file().state());
        assertEquals("cancelled", state(run, anna));
        assertEquals(90_00, world.payouts.posted().payable(anna));
        assertEquals("executed_with_failures", world.state(run));
        assertEquals(0, world.payouts.stored.writes());
        world.check();
    }

    @Test
    void aFileWaitsWhileTheSettingsGiveItsRailAnotherKind() {
        world.payee("seller-anna", 90_00);
        RunId run = world.approvedBySepa("");
        while (FileWorld.files(world, run).isEmpty() || file(run).file().hasNext()) {
            var _ = world.wake(world.payouts.nudged.removeFirst(), 0);
        }
        var ach = AchWorld.settings(AchWorld.rail());
        Rail of = ach.rails().getFirst();
        var instead = new Rail(
                "sepa", of.kind(), of.account(), of.currencies(), of.minimums(), of.maximums(), of.sepa(), of.ach());
        world.settings(ach.change().rails(instead).build());
        assertThrows(Outage.class, world::hear);
        assertEquals(Optional.empty(), file(run).file().composed());
        world.settings(FileWorld.settings(SepaRail.LARGEST_FILE));
        world.after(Duration.ofHours(1));
        assertEquals("written", file(run).file().state());
        assertEquals(1, file(run).file().count());
        world.check();
    }

    private Stored file(RunId run) {
        return FileWorld.file(world, FileWorld.files(world, run).getFirst());
    }
}
