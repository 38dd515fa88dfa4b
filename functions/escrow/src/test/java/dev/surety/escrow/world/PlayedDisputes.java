package dev.surety.escrow.world;

import dev.surety.dynamo.SuretyTables;
import dev.surety.model.dispute.DisputeDemands.Enforce;
import dev.surety.model.dispute.DisputeDemands;
import dev.surety.model.dispute.DisputedMoney;
import dev.surety.model.dispute.Division;
import dev.surety.model.dispute.EscrowDisputes;
import dev.surety.model.id.DisputeId;
import dev.surety.model.id.EscrowId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.money.Money;
import dev.surety.runtime.command.CausedCommand;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The dispute function's part of a trial: its entries, its messages, and the answer that it looks for. */
public final class PlayedDisputes {
    private final EscrowWorld world;
    private final String escrow;

    public PlayedDisputes(EscrowWorld world, String escrow) {
        this.world = world;
        this.escrow = escrow;
    }

    public static Map<String, String> arbiter() {
        return Map.of("marketplace", "demo", "person", "per_a1", "scope", "escrows:read disputes:rule");
    }

    public static Division divided(long payee, long payer) {
        return new Division(Money.of(payee, "EUR"), Money.of(payer, "EUR"));
    }

    public DisputeId id(int ordinal) {
        return DisputeId.of(EscrowWorld.DEMO, new EscrowId(escrow), ordinal);
    }

    /** The key under which the escrow carries out the decision of this number. */
    public String key(int ordinal, int n) {
        return CommandKey.ofFact("dispute", id(ordinal).value(), Integer.toString(n)).hash();
    }

    private ChainId chain(int ordinal) {
        return new ChainId("dispute", EscrowWorld.DEMO, id(ordinal).value());
    }

    private Journal journal() {
        return new Journal(world.store, SuretyTables.JOURNAL);
    }

    /** Appends an entry with these demands; gives the message that names it. */
    private String demands(int ordinal, Duration extended, Optional<Enforce> enforce) {
        var demands = new DisputeDemands(
                DisputeDemands.VERSION, new EscrowId(escrow), id(ordinal), extended, enforce);
        ObjectNode data = Json.object();
        data.set(DisputeDemands.MEMBER, Json.tree(demands));
        EscrowWorld.append(journal(), chain(ordinal), "dispute.enforcing.v1", data);
        String command = enforce.isPresent() ? DisputeDemands.ENFORCE : DisputeDemands.EXTEND;
        return CausedCommand.of(command, journal().last(chain(ordinal)).orElseThrow()).body();
    }

    /** The dispute has a chain of its own, which demands nothing yet. */
    public void opened() {
        demands(1, Duration.ZERO, Optional.empty());
    }

    /** @param division empty if the dispute is withdrawn */
    public String enforces(int ordinal, int n, Optional<Division> division) {
        return demands(ordinal, Duration.ZERO, Optional.of(new Enforce(n, division)));
    }

    public String extendsBy(int ordinal, Duration total) {
        return demands(ordinal, total, Optional.empty());
    }

    /** The disputes that the escrow's last entry tells of. */
    public List<DisputedMoney> told() {
        String data = world.chain("escrow", escrow).getLast().data();
        return Json.shared(
                        Json.object(data).get(EscrowDisputes.MEMBER), EscrowDisputes.class, EscrowDisputes.VERSION)
                .disputes();
    }

    public Optional<DisputedMoney.End> end(int ordinal) {
        return told().get(ordinal - 1).end();
    }
}
