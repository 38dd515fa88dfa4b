package dev.surety.payouts.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.Faults;
import dev.surety.messages.nacha.NachaEntry;
import dev.surety.messages.nacha.NachaPart.BatchHead;
import dev.surety.messages.nacha.NachaPart.FileEnd;
import dev.surety.messages.nacha.NachaPart.FileHead;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.RunId;
import dev.surety.model.marketplace.AchRail;
import dev.surety.model.money.Money;
import dev.surety.payouts.app.file.FileChains.Stored;
import dev.surety.payouts.domain.payout.RunItem;
import dev.surety.payouts.world.RunWorld;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Finance pays Americans by a file of ACH. */
class ARunByAchTest {
    private final RunWorld world = AchWorld.of(Faults.none(), AchWorld.rail());

    private static List<LocalDate> effective(RunWorld world, Stored file) {
        return AchWorld.parts(world, file, BatchHead.class).stream()
                .map(head -> head.effective().orElseThrow())
                .toList();
    }

    @Test
    void personsAndBusinessesHaveBatchesOfTheirOwnAndEachEntryIsWhatWasApproved() {
        ParticipantId ada = AchWorld.person(world, "Ada Lovelace", 90_00);
        ParticipantId shop = AchWorld.payee(world, "Shop Inc", "business", "savings", 50_00);
        RunId run = AchWorld.approved(world);
        world.hear();

        assertEquals("executed", world.state(run));
        Stored file = AchWorld.file(world, run);
        assertTrue(file.file().written().orElseThrow().name().endsWith(".ach"));
        List<BatchHead> heads = AchWorld.parts(world, file, BatchHead.class);
        assertEquals(List.of("PPD", "CCD"), heads.stream().map(BatchHead::entryClass).toList());
        List<NachaEntry> entries = AchWorld.entries(world, file);
        assertEquals(List.of("22", "32"), entries.stream().map(NachaEntry::transactionCode).toList());
        assertEquals(List.of("Ada Lovelace", "Shop Inc"), entries.stream().map(NachaEntry::name).toList());
        assertEquals(List.of(90_00L, 50_00L), entries.stream().map(NachaEntry::amountCents).toList());
        assertEquals(
                List.of(AchWorld.trace("2026-11-23", 0), AchWorld.trace("2026-11-23", 1)),
                entries.stream().map(NachaEntry::trace).toList());
        assertEquals(
                world.payouts.payout(RunItem.payout(run, ada)).order().reference(),
                entries.getFirst().reference());
        FileEnd end = AchWorld.parts(world, file, FileEnd.class).getFirst();
        assertEquals(140_00, end.creditCents());
        assertEquals(0, end.debitCents());
        assertEquals("sending", world.payouts.state(RunItem.payout(run, shop)));
        world.check();
    }

    @Test
    void aBalancedFileDebitsOurAccountInEachBatchAndTracesStayInOrder() {
        RunWorld of = AchWorld.of(
                Faults.none(),
                AchWorld.with(Optional.empty(), Optional.of(new AchRail.Offset(AchRail.Type.CHECKING)), 1_000));
        AchWorld.person(of, "Ada Lovelace", 90_00);
        AchWorld.payee(of, "Shop Inc", "business", "savings", 50_00);
        RunId run = AchWorld.approved(of);
        of.hear();
        List<NachaEntry> entries = AchWorld.entries(of, AchWorld.file(of, run));
        assertEquals(List.of("22", "27", "32", "27"), entries.stream().map(NachaEntry::transactionCode).toList());
        assertEquals("0123456789", entries.get(1).account());
        assertEquals(
                IntStream.range(0, 4).mapToObj(i -> AchWorld.trace("2026-11-23", i)).toList(),
                entries.stream().map(NachaEntry::trace).toList());
        of.check();
    }

    /** T27, of a rail of the Fed: what day the entries of a file that is approved at this moment settle. */
    @Test
    void entriesSettleOnTheNextDayOfTheFedInTheRailsOwnZone() {
        for (List<String> each : List.of(
                List.of("2026-12-05T04:50:00Z", "2026-12-08", "Friday 23:50 in New York is a file of Monday"),
                List.of("2026-12-04T15:00:00Z", "2026-12-07", "Friday at 10:00 in New York"),
                List.of("2026-12-04T22:00:00Z", "2026-12-08", "Friday at 17:00, at the cut-off"),
                List.of("2026-12-04T21:59:59Z", "2026-12-07", "one second before the cut-off"),
                List.of("2027-03-26T15:00:00Z", "2027-03-29", "on Good Friday the Fed is open"),
                List.of("2026-07-02T15:00:00Z", "2026-07-03", "4 July is a Saturday, so 3 July is open"),
                List.of("2026-07-03T15:00:00Z", "2026-07-06", "on that Friday"),
                List.of("2027-06-18T15:00:00Z", "2027-06-21", "Juneteenth is a Saturday, so 18 June is open"),
                List.of("2026-11-25T15:00:00Z", "2026-11-27", "before Thanksgiving"),
                List.of("2026-12-31T15:00:00Z", "2027-01-04", "before New Year"))) {
            RunWorld of = AchWorld.of(Faults.none(), AchWorld.rail());
            of.payouts.clock.set(Instant.parse(each.getFirst()));
            AchWorld.person(of, "Ada", 10_00);
            RunId run = AchWorld.approved(of);
            of.hear();
            Stored file = AchWorld.file(of, run);
            assertEquals(List.of(LocalDate.parse(each.get(1))), effective(of, file), each.get(2));
            assertEquals(LocalDate.parse(each.get(1)), file.file().executionDate(), each.get(2));
        }
    }

    @Test
    void onTheSameDayOnlyPaymentsWithinTheLimitSettleBeforeTheCutOffOfThatDay() {
        var sameDay = new AchRail.SameDay("13:00", Money.of(1_000_000_00, "USD"));
        for (List<String> each : List.of(
                List.of("2026-12-04T15:00:00Z", "2026-12-04", "2026-12-07"),
                List.of("2026-12-04T18:00:00Z", "2026-12-07", "2026-12-07"),
                List.of("2026-12-05T15:00:00Z", "2026-12-08", "2026-12-08"))) {
            RunWorld of = AchWorld.of(
                    Faults.none(), AchWorld.with(Optional.of(sameDay), Optional.empty(), 1_000));
            of.payouts.clock.set(Instant.parse(each.getFirst()));
            AchWorld.person(of, "Ada", 1_000_000_00);
            AchWorld.person(of, "Ben", 1_000_000_01);
            RunId run = AchWorld.plan(of);
            of.submit(run);
            var _ = of.done(of.approve(run, RunWorld.CHECKER));
            var _ = of.done(of.approve(run, RunWorld.CHECKER2));
            of.hear();
            Stored file = AchWorld.file(of, run);
            assertEquals(
                    List.of(LocalDate.parse(each.get(1)), LocalDate.parse(each.get(2))), effective(of, file));
            assertEquals(
                    List.of(1_000_000_00L, 1_000_000_01L),
                    AchWorld.entries(of, file).stream().map(NachaEntry::amountCents).toList());
            of.check();
        }
    }

    /** T25: three runs of one day, and files of several pages. */
    @Test
    void filesOfADayHaveModifiersAndTracesThatNoOtherHas() {
        RunWorld of = AchWorld.of(Faults.none(), AchWorld.with(Optional.empty(), Optional.empty(), 100));
        Set<String> modifiers = new HashSet<>();
        Set<String> traces = new HashSet<>();
        int entries = 0;
        for (int round = 0; round < 3; round++) {
            int number = round;
            IntStream.range(0, 12).forEach(i -> AchWorld.payee(
                    of, "seller " + number + " " + i, i % 2 == 0 ? "individual" : "business", "checking", 10_00 + i));
            RunId run = AchWorld.approved(of);
            of.hear();
            for (var id : FileWorld.files(of, run)) {
                Stored file = FileWorld.file(of, id);
                assertTrue(modifiers.add(
                        AchWorld.parts(of, file, FileHead.class).getFirst().modifier()));
                List<String> ofFile = AchWorld.entries(of, file).stream().map(NachaEntry::trace).toList();
                assertEquals(ofFile.stream().sorted().toList(), ofFile, "ascending");
                ofFile.forEach(trace -> assertTrue(traces.add(trace), trace));
                entries += ofFile.size();
            }
        }
        assertEquals(36, entries);
        assertEquals(Set.of("A", "B", "C"), modifiers);
        of.payouts.clock.set(of.payouts.clock.instant().plusSeconds(86_400));
        AchWorld.person(of, "Ada", 10_00);
        RunId next = AchWorld.approved(of);
        of.hear();
        assertEquals(
                "A",
                AchWorld.parts(of, AchWorld.file(of, next), FileHead.class).getFirst().modifier());
        of.check();
    }

    @Test
    void theSameBytesAreWrittenAgain() {
        AchWorld.person(world, "Ada Lovelace", 90_00);
        RunId run = AchWorld.approved(world);
        world.hear();
        Stored file = AchWorld.file(world, run);
        String first = FileWorld.xml(world, file);
        world.payouts.clock.set(world.payouts.clock.instant().plusSeconds(100_000));
        String sha256 = file.file().written().orElseThrow().sha256();
        assertEquals(sha256, world.payouts.writing().write(file).sha256());
        assertEquals(first, FileWorld.xml(world, file));
    }

    @Test
    void aPayoutSaysTheTraceByWhichItsBankFindsIt() {
        ParticipantId ada = AchWorld.person(world, "Ada Lovelace", 90_00);
        RunId run = AchWorld.approved(world);
        world.hear();
        Stored file = AchWorld.file(world, run);
        String body = "{\"sha256\":\"" + file.file().written().orElseThrow().sha256() + "\"}";
        var _ = world.done(world.post("/v1/payout-files/" + file.id() + "/handed-over", body, RunWorld.TREASURER));
        world.hear();
        var view = world.payouts.get("/v1/payouts/" + RunItem.payout(run, ada), RunWorld.CHECKER).body();
        assertEquals("sent", view.path("state").asString(""));
        assertEquals(AchWorld.trace("2026-11-23", 0), view.at("/trace/nachaTrace").asString(""));
        world.check();
    }
}
