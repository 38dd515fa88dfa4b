package dev.surety.escrow.faults;

import static dev.surety.escrow.world.PlayedDisputes.divided;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.escrow.world.Disturbed;
import dev.surety.escrow.world.EscrowWorld;
import dev.surety.escrow.world.PlayedDisputes;
import dev.surety.model.dispute.DisputedMoney.How;
import dev.surety.model.dispute.DisputedMoney;
import dev.surety.runtime.resilience.Outage;
import dev.surety.testkit.AtOnce;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A dispute's commands are lost, doubled, kept and late: its decision is carried out once, and nothing beside it. */
class EveryFaultOfAProcedureTest {
    private static final int CALLERS = 64;
    private static final int ROUNDS = Integer.getInteger("surety.rounds", 3);
    private static final String TO_PAYEE =
            "{\"reason\":\"r\",\"lines\":[{\"to\":\"payee\",\"amount\":{\"amount\":6000,\"currency\":\"EUR\"}}]}";

    private static int schedules;

    /** A dispute of 60.00 that has a procedure, and a message that the escrow is to handle. */
    private static final class Case {
        private final Disturbed at;
        private final PlayedDisputes disputes;
        private final String message;

        Case(Faults faults, Function<PlayedDisputes, String> demands) {
            at = new Disturbed(faults, Case::disputed);
            disputes = new PlayedDisputes(at.world, at.id);
            message = demands.apply(disputes);
        }

        private static String disputed(EscrowWorld world, String key) {
            world.rules().arbitersAreNamed();
            String id = world.delivered(6000, key);
            assertEquals(
                    200, world.post("/v1/escrows/" + id + "/dispute", "{\"reason\":\"late\"}", key).status());
            return id;
        }

        /** As a queue does: a message that was not acknowledged comes again. */
        void hears() {
            at.once(message, () -> at.world.message(message) == 0);
        }
    }

    @AfterAll
    static void sayHowManyWereTried() {
        System.out.printf("procedures: %d fault schedules tried%n", schedules);
    }

    private static EveryFault<Case> trying(
            String name, Function<PlayedDisputes, String> demands, Consumer<Case> act, Consumer<Case> then) {
        return EveryFault.<Case>of(name, faults -> new Case(faults, demands), act::accept)
                .recovering(at -> {
                    act.accept(at);
                    at.at.timePasses();
                })
                .checking(at -> {
                    then.accept(at);
                    at.at.world.check();
                })
                .withDeaths()
                .orEndingWith(Outage.class);
    }

    private static void isDivided(Case at) {
        // The dispute has not heard of it yet, and sends its demand again.
        assertEquals(0, at.at.world.message(at.message));
        assertEquals(2000, at.at.world.sentBack(), "once");
        assertEquals(3520, at.at.world.balance("payable:" + EscrowWorld.PAYEE));
        assertEquals(0, at.at.world.balance("outgoing"));
        DisputedMoney.End end = at.disputes.end(1).orElseThrow();
        assertEquals(at.disputes.key(1, 1), end.key());
        assertEquals(Optional.of(DisputedMoney.Refund.DONE), end.refund());
    }

    @Test
    void aDecisionWhoseMessageIsLostKeptAndDoubled() {
        schedules += trying(
                        "enforce",
                        disputes -> disputes.enforces(1, 1, Optional.of(divided(4000, 2000))),
                        Case::hears,
                        EveryFaultOfAProcedureTest::isDivided)
                .inPairs()
                .run();
    }

    @Test
    void aWithdrawnDispute() {
        schedules += trying(
                        "enforce a withdrawal",
                        disputes -> disputes.enforces(1, 1, Optional.empty()),
                        Case::hears,
                        at -> {
                            assertEquals(0, at.at.world.message(at.message));
                            assertEquals("delivered", at.at.escrow().text("state"));
                            assertEquals(How.WITHDRAWN, at.disputes.end(1).orElseThrow().how());
                        })
                .run();
    }

    @Test
    void anOutageThatMovesTheLongStop() {
        schedules += trying(
                        "extend",
                        disputes -> disputes.extendsBy(1, Duration.ofDays(3)),
                        Case::hears,
                        at -> {
                            assertEquals(0, at.at.world.message(at.message));
                            DisputedMoney told = at.disputes.told().getFirst();
                            assertEquals(told.openedAt().plus(Duration.ofDays(78)), told.longStop().orElseThrow());
                            assertEquals(Duration.ofDays(3), told.extended());
                        })
                .run();
    }

    /** If a part of the first look is lost, a later look sends the command. */
    @Test
    void aLookForADisputeThatIsMissing() {
        schedules += trying(
                        "look for a dispute",
                        _ -> "",
                        at -> {
                            at.at.world.clock.advance(Duration.ofMinutes(15));
                            at.at.world.wakeDue();
                        },
                        at -> assertTrue(!at.at.world.commands.isEmpty(), "the dispute is asked for"))
                .run();
    }

    @Test
    void ofSixtyFourThatEndADisputeAtTheSameMomentOneDoes() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var at = new Case(
                    Faults.none(), disputes -> disputes.enforces(1, 1, Optional.of(divided(4000, 2000))));
            EscrowWorld world = at.at.world;
            world.clock.advance(Duration.ofMinutes(16));
            world.wakeDue();
            Instant opened = at.disputes.told().getFirst().openedAt();
            world.clock.set(opened.plus(Duration.ofDays(75)).plus(Duration.ofMinutes(5)));
            int before = world.chain("escrow", at.at.id).size();
            int shift = round;

            List<Integer> won = AtOnce.call(CALLERS, caller -> ends(at, caller + shift, before));

            assertTrue(won.stream().mapToInt(Integer::intValue).sum() <= 1, "two were told that they ended it");
            at.at.timePasses();
            assertEquals(0, world.message(at.message));
            assertEquals(1, at.disputes.told().size());
            assertTrue(at.disputes.end(1).isPresent());
            long payees = world.balance("payable:" + EscrowWorld.PAYEE) + world.balance("fees:commission");
            long held = world.balance("escrow:" + EscrowWorld.PAYEE);
            assertEquals(6000, payees + world.sentBack() + held);
            assertEquals(0, world.balance("outgoing"));
            world.check();
        }
    }

    /** Gives 1 if this caller was told that it ended the dispute. */
    private static int ends(Case at, int caller, int number) {
        EscrowWorld world = at.at.world;
        Map<String, String> operator = EscrowWorld.operator();
        String path = "/v1/escrows/" + at.at.id;
        String key = String.format("at-once-%010d", caller);
        return switch (caller % 5) {
            case 0 -> done(world.call("POST", path + "/award", TO_PAYEE, key, operator));
            case 1 -> done(world.call("POST", path + "/withdraw", "{\"reason\":\"r\"}", key, operator));
            case 2 -> {
                // Once the payer has withdrawn, the payee may give all of it back.
                Response _ = world.post(path + "/refund", "{\"reason\":\"r\"}", key);
                yield 0;
            }
            case 3 -> {
                int _ = world.message(at.message);
                yield 0;
            }
            default -> {
                int _ = world.wake("escrow#demo#" + at.at.id, number);
                yield 0;
            }
        };
    }

    private static int done(Response answer) {
        assertTrue(answer.status() < 500, answer.bytes());
        return answer.status() == 200 ? 1 : 0;
    }
}
