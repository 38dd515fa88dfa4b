package dev.surety.escrow.domain.escrow;

import dev.surety.model.id.Id;
import dev.surety.model.id.PaymentId;
import dev.surety.model.id.RefundId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The commands that each side may send now, found by asking the rules. */
public final class AvailableCommands {
    private static final RefundId NOBODYS = new RefundId(Id.derive(RefundId.PREFIX, "nobody's"));
    private static final Map<String, EscrowCommand> PAYERS = new LinkedHashMap<>();
    private static final Map<String, EscrowCommand> PAYEES = new LinkedHashMap<>();

    static {
        var payment = new PaymentId(Id.derive(PaymentId.PREFIX, "nobody's"));
        PAYERS.put("fund", new EscrowCommand.Fund(payment, ""));
        PAYERS.put("cancel", new EscrowCommand.Cancel(NOBODYS));
        PAYERS.put("accept", new EscrowCommand.Accept());
        PAYERS.put("release", new EscrowCommand.Release(Optional.empty(), Optional.empty()));
        PAYERS.put("request-changes", new EscrowCommand.RequestChanges());
        PAYERS.put("dispute", new EscrowCommand.Dispute(Optional.empty()));
        PAYERS.put("withdraw", new EscrowCommand.Withdraw());
        PAYEES.put("cancel", new EscrowCommand.Cancel(NOBODYS));
        PAYEES.put("deliver", new EscrowCommand.Deliver());
        PAYEES.put("refund", new EscrowCommand.RefundPayer(NOBODYS, Optional.empty(), Optional.empty()));
    }

    private AvailableCommands() {}

    public static List<String> toPayer(Escrow escrow, Instant now) {
        // Once the escrow is paid, only the payee cancels it.
        return PAYERS.entrySet().stream()
                .filter(of -> !(of.getValue() instanceof EscrowCommand.Cancel) || escrow instanceof Escrow.Created)
                .filter(of -> !(of.getValue() instanceof EscrowCommand.Withdraw) || !escrow.hasProcedure())
                .filter(of -> accepted(escrow, of.getValue(), now))
                .map(Map.Entry::getKey)
                .toList();
    }

    public static List<String> toPayee(Escrow escrow, Instant now) {
        return PAYEES.entrySet().stream()
                .filter(of -> accepted(escrow, of.getValue(), now))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean accepted(Escrow escrow, EscrowCommand command, Instant now) {
        return EscrowRules.decide(escrow, command, DecisionContext.at(now)) instanceof Decision.Accepted;
    }
}
