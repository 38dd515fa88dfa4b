package dev.surety.disputes.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.disputes.domain.dispute.Offer;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.procedure.DisputeCommand;
import dev.surety.disputes.world.DisputeWorld.Bus;
import dev.surety.disputes.world.DisputeWorld;
import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.model.dispute.Division;
import dev.surety.model.money.Money;
import dev.surety.runtime.resilience.Outage;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Both brackets between an escrow and its dispute: opening it, and carrying its decision out. Every write and every
 * message is lost, kept, or the last act of the process; and the bus loses each event, or brings it twice.
 */
class EveryFaultOfADisputeTest {
    private static final String KEY = "dispute-00000001";
    private static final Division HALF = new Division(Money.of(30_00, "EUR"), Money.of(30_00, "EUR"));

    private static EveryFault<DisputeWorld> opening(Bus bus) {
        return EveryFault.<DisputeWorld>of(
                        "open a dispute", faults -> delivered(faults).with(bus), EveryFaultOfADisputeTest::open)
                .checking(world -> {
                    assertEquals("awaiting_response", world.stage());
                    world.check();
                })
                .orEndingWith(Outage.class);
    }

    /** The escrow asks after 15 minutes, and after an hour, whether the dispute is there. */
    private static void open(DisputeWorld world) {
        world.dispute(world.escrow, KEY);
        world.pass(Duration.ofHours(2));
    }

    private static DisputeWorld delivered(Faults faults) {
        var world = new DisputeWorld(faults);
        world.escrow = world.delivered(KEY);
        return world;
    }

    private static EveryFault<DisputeWorld> enforcing(Bus bus) {
        return EveryFault.<DisputeWorld>of("enforce a dispute", faults -> offered(faults).with(bus), world -> {
                    accept(world);
                    // A dispute asks daily for a refund that its gateway has not answered.
                    world.pass(Duration.ofDays(2));
                })
                .checking(world -> {
                    assertEquals("closed", world.stage());
                    assertEquals("agreed", world.state().outcome().orElseThrow().code());
                    world.checkIdle();
                })
                .orEndingWith(Outage.class);
    }

    private static void accept(DisputeWorld world) {
        Offer offer = world.state().offers().getFirst();
        world.as(Side.PAYER, "accept", by -> new DisputeCommand.AcceptOffer(by, offer.id(), offer.hash()));
    }

    private static DisputeWorld offered(Faults faults) {
        DisputeWorld world = delivered(faults);
        world.dispute(world.escrow, KEY);
        world.drain();
        world.as(Side.PAYEE, "offer", by -> new DisputeCommand.MakeOffer(by, HALF));
        return world;
    }

    @ParameterizedTest
    @EnumSource(Bus.class)
    void aDisputeIsOpenedOnceWhateverFails(Bus bus) {
        opening(bus).withDeaths().run();
    }

    @ParameterizedTest
    @EnumSource(Bus.class)
    void aDecisionIsCarriedOutOnceWhateverFails(Bus bus) {
        enforcing(bus).withDeaths().run();
    }

    @Test
    void aDisputeIsOpenedOnceWhicheverTwoFail() {
        opening(Bus.WORKS).inPairs().run();
    }

    @Test
    void aDecisionIsCarriedOutOnceWhicheverTwoFail() {
        enforcing(Bus.WORKS).inPairs().run();
    }
}
