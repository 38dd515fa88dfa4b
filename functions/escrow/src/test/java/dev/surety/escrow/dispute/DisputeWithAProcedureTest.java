package dev.surety.escrow.dispute;

import static dev.surety.escrow.world.PlayedDisputes.divided;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.escrow.world.EscrowWorld;
import dev.surety.escrow.world.GatewayBooks;
import dev.surety.escrow.world.PlayedDisputes;
import dev.surety.model.dispute.DisputedMoney.How;
import dev.surety.model.dispute.DisputedMoney;
import dev.surety.model.dispute.Division;
import dev.surety.model.dispute.EscrowDisputes;
import dev.surety.model.journal.Actor;
import dev.surety.model.money.Money;
import dev.surety.runtime.marketplace.Pauses.What;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the settings name arbiters, the dispute's own function decides, and the escrow carries its decision out. */
class DisputeWithAProcedureTest {
    private static final String ALL = "{\"reason\":\"not_received\"}";
    private static final String TO_PAYEE =
            "{\"reason\":\"r\",\"lines\":[{\"to\":\"payee\",\"amount\":{\"amount\":6000,\"currency\":\"EUR\"}}]}";

    private final EscrowWorld world = new EscrowWorld();
    private PlayedDisputes disputes;
    private String id;
    private Instant opened;
    private int asked;

    @BeforeEach
    void aDisputeIsOpen() {
        world.rules().arbitersAreNamed();
        id = world.delivered(6000, "sale-0000000000001");
        disputes = new PlayedDisputes(world, id);
        opened = world.clock.instant();
        assertEquals("disputed", post("dispute", ALL, EscrowWorld.backend()).text("state"));
    }

    private Response post(String command, String body, Map<String, String> claims) {
        return world.call(
                "POST", "/v1/escrows/" + id + "/" + command, body, String.format("command-%08d", ++asked), claims);
    }

    private String state() {
        return world.get("/v1/escrows/" + id).text("state");
    }

    private void handled(String message) {
        assertEquals(0, world.message(message));
    }

    private void nothingHappens(String message) {
        long entries = world.entries();
        long sent = world.sentBack();
        handled(message);
        assertEquals(entries, world.entries());
        assertEquals(sent, world.sentBack());
    }

    private Instant longStop() {
        return disputes.told().getLast().longStop().orElseThrow();
    }

    @Test
    void onlyAnOperatorWithAReasonDecidesBesideIt() {
        long entries = world.entries();
        assertEquals("use_dispute", post("award", TO_PAYEE, PlayedDisputes.arbiter()).text("reason"));
        assertEquals("use_dispute", post("withdraw", "", EscrowWorld.backend()).text("reason"));
        assertEquals(
                "use_dispute",
                post("withdraw", "{\"reason\":\"found\"}", EscrowWorld.participant(EscrowWorld.PAYER)).text("reason"));
        assertEquals(entries, world.entries());
        assertEquals(
                List.of(),
                world.get("/v1/escrows/" + id).body().path("commands").path("payer").valueStream().toList());

        assertEquals("settled", post("award", TO_PAYEE, EscrowWorld.operator()).text("state"));
        assertEquals(How.AWARDED, disputes.end(1).orElseThrow().how());
        world.checkIdle();
    }

    @Test
    void aBackEndThatMayOperateMustSayWhyItWithdraws() {
        Map<String, String> both = Map.of(
                "marketplace", "demo",
                "kind", "backend", "client_id", "demo-backend",
                "scope", "escrows:read escrows:write escrows:operate");
        assertEquals("use_dispute", post("withdraw", "", both).text("reason"));
        assertEquals("delivered", post("withdraw", "{\"reason\":\"asked by telephone\"}", both).text("state"));
        world.checkIdle();
    }

    @Test
    void aDisputeOfBeforeThereWereArbitersIsAwardedAsBefore() {
        var former = new EscrowWorld();
        String sale = former.delivered(6000, "sale-0000000000001");
        assertEquals(200, former.post("/v1/escrows/" + sale + "/dispute", ALL, "dispute-00000001").status());
        former.rules().arbitersAreNamed();

        String path = "/v1/escrows/" + sale + "/award";
        Response awarded = former.call("POST", path, TO_PAYEE, "award-0000000001", PlayedDisputes.arbiter());

        assertEquals("settled", awarded.text("state"));
    }

    @Test
    void aDecisionIsCarriedOutOnceAndItsRefundSent() {
        String message = disputes.enforces(1, 1, Optional.of(divided(4000, 2000)));

        handled(message);

        assertEquals("settled", state());
        assertEquals(2000, world.sentBack());
        assertEquals(3520, world.balance("payable:" + EscrowWorld.PAYEE));
        DisputedMoney.End end = disputes.end(1).orElseThrow();
        assertEquals(How.AWARDED, end.how());
        assertEquals(disputes.key(1, 1), end.key());
        assertEquals(Optional.of(DisputedMoney.Refund.DONE), end.refund());
        assertTrue(world.chain("escrow", id).stream()
                .anyMatch(entry -> entry.key().equals(end.key()) && entry.actor().equals(Actor.EVENT)));
        nothingHappens(message);
        nothingHappens(disputes.enforces(1, 1, Optional.of(divided(4000, 2000))));
        world.checkIdle();
    }

    @Test
    void aWithdrawnDisputeGivesTheTimeBack() {
        handled(disputes.enforces(1, 1, Optional.empty()));

        assertEquals("delivered", state());
        assertEquals(How.WITHDRAWN, disputes.end(1).orElseThrow().how());
        assertEquals(disputes.key(1, 1), disputes.end(1).orElseThrow().key());
        world.checkIdle();
    }

    @Test
    void aWrongDivisionSpendsNothingAndTheNextNumberIsTaken() {
        nothingHappens(disputes.enforces(1, 1, Optional.of(divided(4000, 1999))));
        nothingHappens(disputes.enforces(1, 2, Optional.of(Division.allToPayee(Money.of(6000, "JPY")))));

        handled(disputes.enforces(1, 3, Optional.of(divided(6000, 0))));

        assertEquals(disputes.key(1, 3), disputes.end(1).orElseThrow().key());
        world.checkIdle();
    }

    @Test
    void aMessageThatIsNotTheDisputesLastWordIsDropped() {
        String late = disputes.enforces(1, 1, Optional.of(divided(0, 6000)));
        String last = disputes.enforces(1, 2, Optional.of(divided(6000, 0)));

        nothingHappens(late);
        handled(last);

        assertEquals(0, world.sentBack());
        world.checkIdle();
    }

    @Test
    void aDecisionThatComesAfterTheLongStopSpendsNothing() {
        disputes.opened();
        world.clock.advance(Duration.ofMinutes(15));
        world.wakeLast();
        world.clock.advance(Duration.ofDays(75));
        world.wakeLast();
        assertEquals(6000, world.sentBack());

        nothingHappens(disputes.enforces(1, 1, Optional.of(divided(6000, 0))));

        assertEquals(How.TIMED_OUT, disputes.end(1).orElseThrow().how());
        world.checkIdle();
    }

    @Test
    void theFirstDisputesDecisionEndsNotTheSecond() {
        handled(disputes.enforces(1, 1, Optional.empty()));
        assertEquals("disputed", post("dispute", ALL, EscrowWorld.backend()).text("state"));

        nothingHappens(disputes.enforces(1, 2, Optional.of(divided(0, 6000))));

        handled(disputes.enforces(2, 1, Optional.of(divided(6000, 0))));
        assertEquals(disputes.key(2, 1), disputes.end(2).orElseThrow().key());
        world.checkIdle();
    }

    @Test
    void aBankThatHasTheMoneyOrAPauseIsInTheWay() {
        var books = new GatewayBooks(world);
        String payment = books.payment(id);
        books.bank(payment, 2000, "drawn");
        books.heard(payment);
        nothingHappens(disputes.enforces(1, 1, Optional.of(divided(0, 6000))));
        world.clock.advance(Duration.ofDays(3));
        books.bank(payment, 2000, "won");
        books.heard(payment);
        world.rules().stop(What.MONEY_OUT, true, "an audit");
        nothingHappens(disputes.enforces(1, 1, Optional.of(divided(0, 6000))));
        world.rules().stop(What.MONEY_OUT, false, "done");

        handled(disputes.enforces(1, 1, Optional.of(divided(0, 6000))));

        assertEquals(6000, world.sentBack());
        world.checkIdle();
    }

    @Test
    void outagesMoveTheLongStopToTheToldTotalNeverBackAndByTenDaysAtMost() {
        handled(disputes.extendsBy(1, Duration.ofDays(2)));
        assertEquals(opened.plus(Duration.ofDays(77)), longStop());
        nothingHappens(disputes.extendsBy(1, Duration.ofDays(1)));
        nothingHappens(disputes.extendsBy(1, Duration.ofDays(2)));
        handled(disputes.extendsBy(1, Duration.ofDays(30)));
        assertEquals(opened.plus(Duration.ofDays(85)), longStop());
        assertEquals(Duration.ofDays(10), disputes.told().getLast().extended());
        nothingHappens(disputes.extendsBy(1, Duration.ofDays(31)));

        world.clock.advance(Duration.ofDays(85).plusMinutes(4));
        disputes.opened();
        world.wakeLast();
        assertEquals("disputed", state());
        world.clock.advance(Duration.ofMinutes(1));
        world.wakeLast();
        assertEquals(How.TIMED_OUT, disputes.end(1).orElseThrow().how());
        world.checkIdle();
    }

    @Test
    void aLostOpeningIsToldThreeTimesAndThenAPersonHasTo() {
        for (Duration after : List.of(Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(24))) {
            world.clock.set(opened.plus(after).minusMillis(1));
            world.wakeDue();
            int told = world.commands.size();
            world.clock.set(opened.plus(after));
            world.wakeDue();
            assertEquals(told + 1, world.commands.size(), after.toString());
            assertEquals(EscrowDisputes.OPEN, world.commands.getLast().command());
            assertEquals(world.chain("escrow", id).size(), world.commands.getLast().number());
        }
        assertEquals(List.of("opens case_untold"), world.workOf("escrow"));
        world.clock.advance(Duration.ofDays(5));
        world.wakeDue();
        assertEquals(3, world.commands.size());

        handled(disputes.enforces(1, 1, Optional.of(divided(6000, 0))));
        assertEquals(List.of("opens case_untold", "closes case_untold"), world.workOf("escrow"));
        world.checkIdle();
    }

    @Test
    void aDisputeThatHasItsChainIsLookedForOnce() {
        disputes.opened();
        world.clock.advance(Duration.ofMinutes(15));
        world.wakeDue();

        assertEquals("escrow.case_told.v1", world.chain("escrow", id).getLast().event());
        world.clock.advance(Duration.ofDays(2));
        int entries = world.chain("escrow", id).size();
        world.wakeDue();
        assertEquals(entries, world.chain("escrow", id).size());
        assertEquals(List.of(), world.commands);
        world.check();
    }

    @Test
    void withoutArbitersNobodyIsTold() {
        var plain = new EscrowWorld();
        String sale = plain.delivered(6000, "sale-0000000000001");
        plain.post("/v1/escrows/" + sale + "/dispute", ALL, "dispute-00000001");
        int entries = plain.chain("escrow", sale).size();

        plain.clock.advance(Duration.ofDays(2));
        plain.wakeDue();

        assertEquals(entries, plain.chain("escrow", sale).size());
        assertEquals(List.of(), plain.commands);
    }
}
