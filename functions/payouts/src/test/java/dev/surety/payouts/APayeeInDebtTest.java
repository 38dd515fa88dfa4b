package dev.surety.payouts;

import static dev.surety.payouts.world.PayoutWorld.ANNA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.id.PayoutId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.payouts.app.payout.PayoutChain;
import dev.surety.payouts.domain.payout.RunItem;
import dev.surety.payouts.world.PayoutWorld;
import dev.surety.runtime.marketplace.Pauses.What;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A debt arises after the money of a payout was debited, and before it is sent. */
class APayeeInDebtTest {
    private final PayoutWorld world = new PayoutWorld();

    @AfterEach
    void theWholeWorldHolds() {
        world.check();
    }

    private PayoutId asked(long minor) {
        Response answer =
                world.post("/v1/payouts", PayoutWorld.wanted(ANNA, minor), "the-first-key-0001", PayoutWorld.backend());
        assertEquals(201, answer.status(), answer.bytes());
        return new PayoutId(answer.text("id"));
    }

    private Response approved(PayoutId payout) {
        return world.post("/v1/payouts/" + payout + "/approve", "", "approve-key-00001", PayoutWorld.checker());
    }

    private void owes(long minor) {
        world.seeds.owes(ANNA, minor);
        world.posted();
    }

    private long debt() {
        return world.balance(Account.of(AccountKind.DEBT, ANNA));
    }

    /** The news of the entry that gave the money back. */
    private void collected(PayoutId payout) {
        world.posted();
        PayoutChain chain = world.payout(payout);
        assertTrue(world.credits.hear(chain.chain().id(), chain.version()));
    }

    @Test
    void anApprovalGivesThePayoutUpAndTheDebtIsCollectedFromWhatComesBack() {
        world.released(ANNA, 100_000);
        PayoutId payout = asked(100_000);
        owes(30_000);
        Response answer = approved(payout);
        assertEquals(200, answer.status());
        assertEquals("cancelled", answer.text("state"));
        assertEquals("debt", answer.body().at("/code/code").asString(""));
        assertEquals(answer.bytes(), approved(payout).bytes(), "the same key");
        collected(payout);
        assertEquals(70_000, world.payable(ANNA));
        assertEquals(0, debt());
        world.until(world.clock.instant().plus(Duration.ofDays(8)));
        assertEquals(List.of(), world.rail.sent);
    }

    @Test
    void aDebtThatOtherMoneyCoversIsCollectedFirstAndThePayoutGoesOn() {
        world.released(ANNA, 150_000);
        PayoutId payout = asked(100_000);
        owes(30_000);
        assertEquals("scheduled", approved(payout).text("state"));
        assertEquals(20_000, world.payable(ANNA));
        assertEquals(0, debt());
        world.until(world.clock.instant().plusSeconds(60));
        assertEquals("sent", world.state(payout));
    }

    @Test
    void aPayoutThatWaitsForAPauseIsGivenUpWhenItIsOver() {
        world.released(ANNA, 40_000);
        PayoutId payout = asked(40_000);
        world.seeds.pause(What.MONEY_OUT, true);
        world.until(world.clock.instant().plusSeconds(60));
        owes(50_000);
        world.seeds.pause(What.MONEY_OUT, false);
        world.until(world.clock.instant().plus(Duration.ofHours(2)));
        assertEquals("cancelled", world.state(payout));
        assertEquals("debt", world.payout(payout).payout().code().orElse(""));
        assertEquals(List.of(), world.rail.sent);
        collected(payout);
        assertEquals(0, world.payable(ANNA));
        assertEquals(-10_000, debt());
    }

    @Test
    void anItemOfARunIsNotSentEither() {
        world.released(ANNA, 40_000);
        RunItem item = world.item(ANNA, 40_000);
        assertEquals("scheduled", world.use.scheduling().ofRun(item).state());
        owes(1);
        var step = world.use.sending().send(PayoutWorld.DEMO, item.payout());
        assertEquals("cancelled", step.state());
        assertEquals("debt", step.reason().orElse(""));
        assertEquals(List.of(), world.rail.sent);
    }
}
