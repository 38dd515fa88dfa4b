package dev.surety.simulator.bank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.EveryFault;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.resilience.Outage;
import dev.surety.simulator.bank.PlayBank.Return;
import dev.surety.simulator.bank.SimulatedBank.Count;
import dev.surety.simulator.bank.files.Ach;
import dev.surety.simulator.bank.files.Pain001.Pay;
import dev.surety.simulator.bank.files.Pain001;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every write lost and kept, singly and in pairs, and the process dying around each: sent once, booked once. */
class EveryFaultOfTheBankTest {
    @Test
    void aTransferItsBookingAndItsReturn() {
        int tried = EveryFault.<BankWorld>of(
                        "a transfer",
                        BankWorld::new,
                        world -> {
                            // A test clock stands at each act, as the marketplace's does.
                            world.at("2026-03-02T10:20:00Z");
                            world.send("one", BankWorld.ORDINARY);
                            world.at("2026-03-02T11:00:00Z");
                            world.lines();
                            world.playing.giveBack(
                                    BankWorld.DEMO,
                                    new Return(
                                            BankWorld.ACCOUNT,
                                            BankWorld.payout("one").value(),
                                            "AC04",
                                            Optional.empty()),
                                    CommandKey.ofFact("back"),
                                    _ -> true);
                            world.lines();
                        })
                .checking(world -> {
                    assertEquals("debit 1000, credit 1000 AC04", MagicAccountsTest.booked(world.lines()));
                    assertEquals(new Count(1, 0, BankWorld.TEN), world.count());
                })
                .inPairs()
                .withDeaths()
                .orEndingWith(Outage.class)
                .run();
        assertTrue(tried > 50, "tried " + tried);
    }

    @Test
    void aFileThatFillsThreePiecesWhoseMessageTwoCallsTake() {
        List<Pay> payments =
                IntStream.range(0, 120).mapToObj(i -> Pain001.pay("R" + i, 100)).toList();
        Pain001 file = new Pain001("MSG1").group("G1", "2026-03-02", payments);
        int tried = EveryFault.<BankWorld>of(
                        "a file",
                        BankWorld::new,
                        world -> {
                            world.at("2026-03-02T10:20:00Z");
                            world.take("a", file);
                            // Between the tries of one call, the hour ends and the bank books what is there.
                            world.at("2026-03-02T11:00:00Z");
                            world.lines();
                            world.at("2026-03-02T11:30:00Z");
                            world.take("b", file);
                            world.lines();
                        })
                .checking(world -> {
                    assertEquals("debit 12000", MagicAccountsTest.booked(world.lines()));
                    assertEquals(new Count(120, 0, BankWorld.euro(12_000)), world.count());
                })
                .inPairs()
                .withDeaths()
                .orEndingWith(Outage.class)
                .run();
        assertTrue(tried > 50, "tried " + tried);
    }

    @Test
    void aNachaFileWhoseEntriesComeBackAndWhoseNameTwoCallsTake() {
        var prenote = new Ach.Pay("R2", 0, "000000000004");
        Ach file = new Ach("260302", "A", 1)
                .batch("PPD", "260302", new Ach.Pay("R1", 100, "000000000002"), prenote, Ach.pay("R3", 900));
        int tried = EveryFault.<BankWorld>of(
                        "a NACHA file",
                        BankWorld::new,
                        world -> {
                            world.at("2026-03-02T10:20:00Z");
                            world.hand("a", file.bytes());
                            world.at("2026-03-02T11:00:00Z");
                            world.lines();
                            world.hand("b", file.bytes());
                            world.at("2026-03-12T11:00:00Z");
                            world.lines();
                            world.returns("c", "2026-03-02", "2026-03-11");
                        })
                .checking(world -> {
                    assertEquals("debit 1000, credit 100 R03", MagicAccountsTest.booked(world.lines()));
                    assertEquals(
                            "799R03121042880000001 799R03121042880000002",
                            world.returns("c", "2026-03-02", "2026-03-11"));
                })
                .inPairs()
                .withDeaths()
                .orEndingWith(Outage.class)
                .run();
        assertTrue(tried > 50, "tried " + tried);
    }
}
