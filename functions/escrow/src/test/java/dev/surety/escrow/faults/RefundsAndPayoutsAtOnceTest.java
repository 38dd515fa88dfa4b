package dev.surety.escrow.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.escrow.world.EscrowWorld;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.ledger.GuardedAppend;
import dev.surety.runtime.resilience.Outage;
import dev.surety.testkit.AtOnce;
import dev.surety.testkit.http.Response;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** A payee refunds all its sales while it takes its payouts: together they want twice what there is. */
class RefundsAndPayoutsAtOnceTest {
    private static final int SALES = 32;
    private static final long EARNED = 5280;
    private static final ParticipantId PAYEE = new ParticipantId(EscrowWorld.PAYEE);

    private final EscrowWorld world = new EscrowWorld();

    private String settled(int nth) {
        String id = world.delivered(6000, "sale-00000000000000-" + nth);
        assertEquals(200, world.post("/v1/escrows/" + id + "/accept", "", "accept-0000000000-" + nth).status());
        return id;
    }

    /** As the payouts function debits: balance, line and entry in one transaction. */
    private boolean isPaidOut(int nth) {
        var guarded = new GuardedAppend(world.store, world.journal, SuretyTables.JOURNAL, SuretyTables.LEDGER);
        Money amount = Money.of(EARNED, "EUR");
        var key = CommandKey.ofFact("payout", Integer.toString(nth));
        var draft = Draft.of("payout.scheduled.v1", Json.object(), world.clock.instant(), Actor.EVENT, key)
                .with(Postings.building()
                        .debit(Account.of(AccountKind.PAYABLE, PAYEE), amount)
                        .credit(Account.of(AccountKind.TRANSIT, "sandbox"), amount)
                        .guarded());
        var chain = world.journal.load(new ChainId("payout", EscrowWorld.DEMO, "po_" + nth));
        try {
            return guarded.append(chain, draft, List.of(), List.of()) instanceof GuardedAppend.Outcome.Appended;
        } catch (Outage contended) {
            return false;
        }
    }

    private String refund(String id, int nth) {
        var payee = EscrowWorld.participant(EscrowWorld.PAYEE);
        Response answer = world.call(
                "POST", "/v1/escrows/" + id + "/refund", "{\"reason\":\"x\"}", "refund-00000000000-" + nth, payee);
        return answer.status() == 200 ? "done" : answer.text("reason");
    }

    @Test
    void spendTheBalanceOnceAndNothingElse() throws InterruptedException, ExecutionException {
        List<String> sales = AtOnce.call(SALES, this::settled);
        world.posted();

        List<String> ends = AtOnce.call(
                2 * SALES,
                caller -> caller % 2 == 0
                        ? refund(sales.get(caller / 2), caller)
                        : isPaidOut(caller) ? "paid" : "not paid");

        long refunded = ends.stream().filter("done"::equals).count();
        long paid = ends.stream().filter("paid"::equals).count();
        long left = SALES * EARNED - refunded * 6000 - paid * EARNED;
        System.out.printf("at once: %d refunds, %d payouts, %d left%n", refunded, paid, left);
        assertTrue(refunded > 0 && paid > 0, ends.toString());
        assertTrue(left >= 0, "the balance was spent twice: " + left);
        assertEquals(left, world.balance("payable:" + EscrowWorld.PAYEE));
        assertEquals(0, world.balance("debt:" + EscrowWorld.PAYEE));
        assertEquals(refunded * 6000, world.sentBack());
        world.posted();
        world.check();
    }
}
