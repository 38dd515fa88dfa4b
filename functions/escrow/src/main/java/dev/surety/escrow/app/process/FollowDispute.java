package dev.surety.escrow.app.process;

import dev.surety.escrow.app.escrow.Disputes;
import dev.surety.escrow.app.escrow.EscrowChain;
import dev.surety.escrow.app.escrow.Escrows;
import dev.surety.escrow.domain.escrow.EscrowCommand;
import dev.surety.escrow.domain.funds.OpenDispute;
import dev.surety.model.dispute.DisputeDemands.Enforce;
import dev.surety.model.dispute.DisputeDemands;
import dev.surety.model.id.DisputeId;
import dev.surety.model.id.Id;
import dev.surety.model.id.RefundId;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.command.CausedCommands;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.json.Json;
import java.util.Map;
import java.util.Optional;

/**
 * Does what a dispute demands of its escrow. A message only names the dispute's last entry, and we read the demand
 * there. Each number of a decision is carried out once, under a key that the dispute can look for. If the rules refuse
 * a demand, nothing is spent: the dispute looks at the escrow, and demands it again or demands another division.
 */
public final class FollowDispute {
    private final Escrows escrows;
    private final TransitionEscrow moving;

    public FollowDispute(Escrows escrows, TransitionEscrow moving) {
        this.escrows = escrows;
        this.moving = moving;
    }

    /** The commands of disputes, by name. */
    public Map<String, CausedCommands.Receiver> receivers() {
        return Map.of(
                DisputeDemands.ENFORCE, new CausedCommands.Receiver(Disputes.TYPE, (cause, _) -> enforce(cause)),
                DisputeDemands.EXTEND, new CausedCommands.Receiver(Disputes.TYPE, (cause, _) -> extend(cause)));
    }

    private boolean enforce(Entry cause) {
        Optional<DisputeDemands> demands = demands(cause);
        Optional<Enforce> decided = demands.flatMap(DisputeDemands::enforce);
        return decided.isEmpty() || enforce(cause, demands.get(), decided.get());
    }

    private boolean enforce(Entry cause, DisputeDemands demands, Enforce decided) {
        CommandKey key = CommandKey.ofFact(
                Disputes.TYPE, demands.dispute().value(), Integer.toString(decided.n()));
        var refund = new RefundId(Id.derive(RefundId.PREFIX, key.hash()));
        EscrowCommand command = decided.division()
                .<EscrowCommand>map(of -> new EscrowCommand.Award(refund, of.toPayee(), of.toPayer()))
                .orElseGet(EscrowCommand.Withdraw::new);
        return move(cause, demands, key, command);
    }

    private boolean extend(Entry cause) {
        Optional<DisputeDemands> demands = demands(cause);
        return demands.isEmpty() || extend(cause, demands.get());
    }

    private boolean extend(Entry cause, DisputeDemands demands) {
        CommandKey key = CommandKey.ofFact(
                Disputes.TYPE, demands.dispute().value(), "extended", demands.extended().toString());
        return move(cause, demands, key, new EscrowCommand.ExtendCase(demands.extended()));
    }

    private boolean move(Entry cause, DisputeDemands demands, CommandKey key, EscrowCommand command) {
        Optional<EscrowChain> found = escrows.find(cause.chain().marketplace(), demands.escrow());
        return found.isEmpty() || !isOpen(found.get(), demands) || moving.tryOnce(found.get(), key, command);
    }

    private static Optional<DisputeDemands> demands(Entry cause) {
        return Optional.ofNullable(Json.object(cause.data()).get(DisputeDemands.MEMBER))
                .map(member -> Json.shared(member, DisputeDemands.class, DisputeDemands.VERSION))
                .filter(demands -> demands.dispute().value().equals(cause.chain().id()));
    }

    /** Whether this dispute is the open one: the late command of the first must not end the second. */
    private static boolean isOpen(EscrowChain chain, DisputeDemands demands) {
        return chain.escrow()
                .fundsNow()
                .flatMap(funds -> funds.holds().dispute())
                .filter(open -> idOf(chain, open).equals(demands.dispute()))
                .isPresent();
    }

    static DisputeId idOf(EscrowChain chain, OpenDispute open) {
        return DisputeId.of(
                SettleFunding.marketplace(chain), SettleFunding.id(chain), open.opening().ordinal());
    }
}
