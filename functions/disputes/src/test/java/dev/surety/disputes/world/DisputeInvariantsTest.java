package dev.surety.disputes.world;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.disputes.domain.dispute.Dispute;
import dev.surety.disputes.domain.dispute.DisputeEvent;
import dev.surety.disputes.domain.dispute.Enforcement;
import dev.surety.disputes.domain.dispute.Finding;
import dev.surety.disputes.domain.dispute.Judgement.Ruling;
import dev.surety.disputes.domain.dispute.Outcome;
import dev.surety.disputes.domain.dispute.Role;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.dynamo.SuretyTables;
import dev.surety.model.dispute.DisputedMoney.How;
import dev.surety.model.dispute.Division;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.money.Money;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Every invariant between escrows and disputes, once broken, is named. */
class DisputeInvariantsTest {
    private static final Division ALL = Division.allToPayer(Money.of(DisputeWorld.PRICE, "EUR"));

    private final DisputeWorld world = new DisputeWorld();

    @BeforeEach
    void aDisputeIsOpen() {
        world.disputed("dispute-00000001");
        world.drain();
        world.check();
    }

    /** Appends an entry that no rule has allowed. */
    private void forged(String name, DisputeEvent event) {
        var journal = new Journal(world.store, SuretyTables.JOURNAL);
        Instant now = world.clock.instant();
        Dispute after = world.state().after(event, now);
        var data = (ObjectNode) Json.tree(event);
        data.set("state", Json.tree(after));
        var chain = new ChainId("dispute", DisputeWorld.DEMO, world.last.value());
        journal.append(
                journal.state(chain),
                Draft.of(name, data, now, Actor.of("staff:forger"), CommandKey.ofFact("forged", name)));
    }

    private void broken(String invariant) {
        AssertionError error = assertThrows(AssertionError.class, world::check);
        assertTrue(error.getMessage().contains(invariant), error.getMessage());
    }

    @Test
    void aDisputeThatIsClosedHereOnlyIsNamed() {
        forged("dispute.closed.v1", new DisputeEvent.Closed(Outcome.WITHDRAWN, Optional.empty()));
        broken("one-case");
    }

    @Test
    void aDecisionThatTheEscrowHasNotCarriedOutIsNamed() {
        forged(
                "dispute.enforcing.v1",
                new DisputeEvent.Enforcing(
                        Outcome.CONCEDED,
                        Optional.of(Side.PAYEE),
                        Optional.of(ALL),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        forged(
                "dispute.enforced.v1",
                new DisputeEvent.Enforced(
                        new Enforcement.Done(1, How.AWARDED, world.clock.instant(), Optional.empty())));
        broken("award-once");
    }

    @Test
    void aDefaultWithoutAFindingIsNamed() {
        forged(
                "dispute.enforcing.v1",
                new DisputeEvent.Enforcing(
                        Outcome.DEFAULTED,
                        Optional.empty(),
                        Optional.of(ALL),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        broken("reasons-given");
    }

    @Test
    void aRulingOfAPersonWithoutFactsIsNamed() {
        forged(
                "dispute.ruled.v1",
                new DisputeEvent.Ruled(new Ruling(
                        Optional.of("per_anna"),
                        Optional.empty(),
                        world.clock.instant(),
                        ALL,
                        Finding.CLAIM_PROVED,
                        List.of())));
        broken("reasons-given");
    }

    @Test
    void aPartyThatJudgesIsNamed() {
        forged("dispute.assigned.v1", new DisputeEvent.Assigned(Role.ARBITER, DisputeWorld.PAYEE));
        broken("decider-apart");
    }
}
