package dev.surety.ledger;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.ledger.app.job.Jobs;
import dev.surety.ledger.domain.job.JobKind;
import dev.surety.ledger.domain.job.Orders;
import dev.surety.ledger.store.DynamoOrders;
import dev.surety.ledger.store.DynamoProgresses;
import dev.surety.ledger.store.DynamoStackScan;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Postings;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.json.Json;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An order that is sent twice at once is one, and does not stand in its own way. */
class OrderingAJobTwiceTest {
    private final LedgerWorld town = new LedgerWorld().settled();
    private final Orders orders = new DynamoOrders(town.memory, SuretyTables.LEDGER);

    private static Jobs.JobRequest asked(String key) {
        return new Jobs.JobRequest(LedgerWorld.DEMO, Actor.of("staff:test"), CommandKey.ofFact(key), _ -> true);
    }

    /** Orders of this town; while it is looked which was the last, an order is given. */
    private Jobs meanwhile(String key) {
        var looking = new Orders() {
            @Override
            public Optional<Order> last(MarketplaceId marketplace, JobKind kind) {
                assertInstanceOf(Jobs.Outcome.Done.class, town.jobs().start(JobKind.AUDIT, asked(key)));
                return Optional.of(new Order(Jobs.chain(marketplace, Id.derive("job", "another")), kind,
                        town.clock.instant(), 1));
            }

            @Override
            public boolean note(Order order, Optional<Order> before) {
                return orders.note(order, before);
            }
        };
        town.append(
                Jobs.chain(LedgerWorld.DEMO, Id.derive("job", "another")),
                "ledger.job_started.v1",
                Json.object().put("kind", "audit").put("subject", ""),
                Postings.NONE);
        return new Jobs(
                town.journal,
                new DynamoProgresses(town.memory, SuretyTables.LEDGER),
                looking,
                new DynamoStackScan(town.memory, SuretyTables.LEDGER),
                town.present(),
                town.clock);
    }

    @Test
    void whoComesSecondIsToldOfTheFirstAndNotThatOneIsUnderWay() {
        Jobs.Outcome second = meanwhile("one").start(JobKind.AUDIT, asked("one"));

        assertTrue(assertInstanceOf(Jobs.Outcome.Done.class, second).replayed());
    }

    @Test
    void anotherOrderIsStillRefused() {
        Jobs.Outcome second = meanwhile("one").start(JobKind.AUDIT, asked("two"));

        assertInstanceOf(Jobs.Outcome.Refused.class, second);
    }
}
