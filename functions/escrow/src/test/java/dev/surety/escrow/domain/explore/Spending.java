package dev.surety.escrow.domain.explore;

import dev.surety.escrow.domain.escrow.Budget;
import dev.surety.escrow.domain.escrow.EscrowCommand;
import dev.surety.escrow.domain.escrow.EscrowEvent;
import dev.surety.model.journal.Actor;
import dev.surety.model.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How many entries each side's moves have caused on an escrow's chain. The model counts them itself, by whose command
 * it was, and so holds the budgets to account.
 *
 * @param moves the chain's entries, as the rule reads them
 * @param refundBy the side that began the open refund; empty if time or an arbiter did
 */
record Spending(Optional<Rule> rule, List<Budget.Move> moves, int byPayer, int byPayee, Optional<Side> refundBy) {
    /** The entries that a side may make by its moves. */
    static final int ENTRIES = 3;

    static final Rule BUDGET = (command, by, moves) -> Budget.refusal(command, by, moves, ENTRIES);
    static final Spending UNLIMITED = new Spending(Optional.empty(), List.of(), 0, 0, Optional.empty());

    enum Side {
        PAYER,
        PAYEE
    }

    /** The refusal of a command whose side has spent its budget. */
    interface Rule {
        Optional<Refusal> refusal(EscrowCommand command, Actor by, List<Budget.Move> moves);
    }

    static Spending by(Rule rule) {
        return new Spending(Optional.of(rule), List.of(), 0, 0, Optional.empty());
    }

    Optional<Refusal> refusal(EscrowCommand command) {
        return rule.flatMap(of -> of.refusal(command, actor(command), moves));
    }

    boolean isSpent(Side side) {
        return (side == Side.PAYER ? byPayer : byPayee) >= ENTRIES;
    }

    Spending after(EscrowCommand command, EscrowEvent event) {
        if (rule.isEmpty()) {
            return this;
        }
        List<Budget.Move> more = new ArrayList<>(moves);
        more.add(new Budget.Move(event, actor(command)));
        Optional<Side> cause = cause(command, event);
        Optional<Side> nextRefundBy = switch (event) {
            case EscrowEvent.RefundStarted _, EscrowEvent.Awarded _, EscrowEvent.CaseTimedOut _ -> cause;
            default -> refundBy;
        };
        int payers = byPayer + (cause.equals(Optional.of(Side.PAYER)) ? 1 : 0);
        int payees = byPayee + (cause.equals(Optional.of(Side.PAYEE)) ? 1 : 0);
        return new Spending(rule, List.copyOf(more), payers, payees, nextRefundBy);
    }

    /** The side whose move an entry follows from. Money on hold becomes the payee's after the payer released it. */
    private Optional<Side> cause(EscrowCommand command, EscrowEvent event) {
        return switch (command) {
            case EscrowCommand.OfPayment _ -> Optional.of(Side.PAYER);
            case EscrowCommand.OfRefund _ -> refundBy;
            case EscrowCommand.DeadlineReached _ when event instanceof EscrowEvent.Matured -> Optional.of(Side.PAYER);
            default -> sideOf(command);
        };
    }

    static Optional<Side> sideOf(EscrowCommand command) {
        return switch (command) {
            case EscrowCommand.Fund _,
                    EscrowCommand.Release _,
                    EscrowCommand.Accept _,
                    EscrowCommand.RequestChanges _,
                    EscrowCommand.Dispute _,
                    EscrowCommand.Withdraw _ -> Optional.of(Side.PAYER);
            case EscrowCommand.RefundPayer _, EscrowCommand.Cancel _, EscrowCommand.Deliver _ ->
                Optional.of(Side.PAYEE);
            case EscrowCommand.Award _,
                    EscrowCommand.ExtendCase _,
                    EscrowCommand.TellCase _,
                    EscrowCommand.RefuseRefund _,
                    EscrowCommand.OfPayment _,
                    EscrowCommand.OfRefund _,
                    EscrowCommand.OfBank _,
                    EscrowCommand.DeadlineReached _ -> Optional.empty();
        };
    }

    private static Actor actor(EscrowCommand command) {
        return switch (command) {
            case EscrowCommand.Award _ -> Actor.of("staff:per_arbiter");
            case EscrowCommand.DeadlineReached _, EscrowCommand.TellCase _ -> Actor.TIMER;
            case EscrowCommand.OfPayment _,
                    EscrowCommand.OfRefund _,
                    EscrowCommand.OfBank _,
                    EscrowCommand.ExtendCase _,
                    EscrowCommand.RefuseRefund _ -> Actor.EVENT;
            default -> Actor.of("backend:shop");
        };
    }
}
