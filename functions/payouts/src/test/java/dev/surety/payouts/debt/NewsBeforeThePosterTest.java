package dev.surety.payouts.debt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Entry;
import dev.surety.payouts.inbox.NewsInbox;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.json.Json;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** The news of a credit comes before the poster, as it does when both read the same stream. */
class NewsBeforeThePosterTest {
    private final DebtWorld town = new DebtWorld();

    @AfterEach
    void theWholeWorldHolds() {
        town.check();
    }

    private Handled hears(Entry entry, IntConsumer pause) {
        ObjectNode message = Json.object();
        message.putObject("detail").put("pk", entry.chain().toString()).put("sequence", entry.number());
        var inbox = new NewsInbox(town.hearing(), _ -> {}, _ -> {}, _ -> Handled.AGAIN, pause);
        return inbox.handle(message);
    }

    private Entry creditOfADebtor() {
        town.heard(town.chargeback("one", 5_000));
        return town.release("two", 6_000);
    }

    @Test
    void aCreditPostedAMomentLaterIsCollectedAtOnce() {
        Entry credit = creditOfADebtor();

        Handled handled = hears(credit, look -> {
            if (look == 2) {
                town.poster.post();
            }
        });
        town.poster.post();

        assertEquals(Handled.DONE, handled);
        assertEquals(1_000, town.balance(AccountKind.PAYABLE));
        assertEquals(0, town.balance(AccountKind.DEBT));
    }

    @Test
    void aCreditThatIsNotPostedComesAgain() {
        Entry credit = creditOfADebtor();

        assertEquals(Handled.AGAIN, hears(credit, _ -> {}));
        assertEquals(-5_000, town.balance(AccountKind.DEBT));
        town.heard(credit);
        assertEquals(0, town.balance(AccountKind.DEBT));
    }
}
