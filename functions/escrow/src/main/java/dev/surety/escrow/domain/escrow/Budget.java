package dev.surety.escrow.domain.escrow;

import dev.surety.escrow.domain.escrow.EscrowEvent.Why;
import dev.surety.escrow.domain.payment.PaymentEvent;
import dev.surety.model.id.EscrowId;
import dev.surety.model.journal.Actor;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Limits how many entries each side's moves may cause on a chain that ends. Neither side can use up the entries that
 * the other side, a timer, a bank, staff or an arbiter needs ({@code rights-kept}). An entry that follows from a move
 * counts for the same side. Deliveries, changes and disputes have limits of their own and are never refused for a
 * budget.
 */
public final class Budget {
    /** Entries that one side's moves may cause on an escrow's chain. */
    public static final int ENTRIES = 120;

    /** Further entries for moves of a side that leave nothing uncommitted. */
    public static final int FOR_EXITS = 20;

    /** Entries of a payment's chain for refunds, in equal parts for its escrows: no payee uses up another's part. */
    static final int OF_PAYMENT = 240;

    static final int ORDERS_OF_PAYMENT = 30;

    /** From here on staff's exits are refused. */
    public static final int FULL = 440;

    /** From here on staff's partial moves are refused. */
    public static final int FOR_STAFF = 400;

    private static final int EXITS_ON_PAYMENT = 2;

    private Budget() {}

    private enum Side {
        PAYER,
        PAYEE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** An entry of an escrow's chain: its event and its actor. */
    public record Move(EscrowEvent event, Actor by) {}

    /**
     * The refusal of a command whose side has spent its budget; {@code moves} are all entries of the chain. A side
     * spends by its own moves only, staff by all entries. A command with a limit of its own is never refused here.
     */
    public static Optional<Refusal> refusal(EscrowCommand command, Actor by, List<Move> moves) {
        return refusal(command, by, moves, ENTRIES);
    }

    /** The same, where a side may cause {@code entries} by its moves. */
    public static Optional<Refusal> refusal(EscrowCommand command, Actor by, List<Move> moves, int entries) {
        Optional<Side> side = sideOf(command);
        if (side.isEmpty()) {
            return Optional.empty();
        }
        if (isStaff(by)) {
            return ofStaff("escrow", moves.size(), isExit(command));
        }
        int spent = spent(moves, side.get());
        int most = isExit(command) ? entries + FOR_EXITS : entries;
        return spent < most
                ? Optional.empty()
                : Optional.of(CommonReason.limited(
                        "entries_of_" + side.get().word(),
                        most,
                        spent + 1L,
                        "The moves of the " + side.get().word() + " have made " + spent
                                + " entries of this escrow; a side may make " + most + "."));
    }

    /** The refusal of one more refund on the payment's chain. {@code exit} marks a refund of all that is left. */
    public static Optional<Refusal> onPayment(
            List<PaymentEvent> events, EscrowId escrow, Actor by, boolean exit) {
        long spent = events.stream()
                .filter(event -> switch (event) {
                    case PaymentEvent.Refunded(_, var of, _) -> of.equals(escrow);
                    case PaymentEvent.RefundDeclined(_, var of, _) -> of.equals(escrow);
                    default -> false;
                })
                .count();
        int escrows = events.getFirst() instanceof PaymentEvent.Requested requested ? requested.parts().size() : 1;
        int part = Math.min(ENTRIES, OF_PAYMENT / escrows);
        int most = exit ? part + EXITS_ON_PAYMENT : part;
        if (spent < most) {
            return Optional.empty();
        }
        return isStaff(by)
                ? ofStaff("payment", events.size(), exit)
                : Optional.of(CommonReason.limited(
                        "entries_of_refunds",
                        most,
                        spent + 1,
                        "Refunds of this escrow have made " + spent + " entries of its payment; they may make "
                                + most + "."));
    }

    /** The refusal of one more refund of the whole payment. */
    public static Optional<Refusal> ofOrders(List<PaymentEvent> events) {
        long orders =
                events.stream().filter(PaymentEvent.RefundRequested.class::isInstance).count();
        return orders < ORDERS_OF_PAYMENT
                ? Optional.empty()
                : Optional.of(CommonReason.limited(
                        "refunds_of_payment",
                        ORDERS_OF_PAYMENT,
                        orders + 1,
                        "The payment has " + orders + " refunds as a whole; it may have " + ORDERS_OF_PAYMENT + "."));
    }

    private static Optional<Refusal> ofStaff(String of, int entries, boolean exit) {
        int most = exit ? FULL : FOR_STAFF;
        return entries < most
                ? Optional.empty()
                : Optional.of(CommonReason.limited(
                        "entries_of_" + of,
                        most,
                        entries + 1L,
                        "The " + of + " has " + entries + " entries; such a move of staff needs fewer than " + most
                                + "."));
    }

    private static boolean isStaff(Actor by) {
        return by.principal().startsWith("staff:");
    }

    private static Optional<Side> sideOf(EscrowCommand command) {
        return switch (command) {
            case EscrowCommand.Fund _, EscrowCommand.Release _, EscrowCommand.Accept _ -> Optional.of(Side.PAYER);
            case EscrowCommand.RefundPayer _, EscrowCommand.Cancel _ -> Optional.of(Side.PAYEE);
            default -> Optional.empty();
        };
    }

    /** Whether the command leaves nothing uncommitted. */
    private static boolean isExit(EscrowCommand command) {
        return switch (command) {
            case EscrowCommand.Accept _, EscrowCommand.Cancel _ -> true;
            case EscrowCommand.Release(var amount, _) -> amount.isEmpty();
            case EscrowCommand.RefundPayer(_, var amount, _, _) -> amount.isEmpty();
            default -> false;
        };
    }

    private static int spent(List<Move> moves, Side side) {
        int spent = 0;
        boolean refundIsPayees = false;
        for (Move move : moves) {
            boolean bySide = !isStaff(move.by()) && !move.by().equals(Actor.TIMER);
            refundIsPayees = switch (move.event()) {
                case EscrowEvent.RefundStarted(var back) -> bySide && !back.cause().isOwed();
                case EscrowEvent.Awarded _, EscrowEvent.CaseTimedOut _ -> false;
                default -> refundIsPayees;
            };
            spent += side(move, bySide, refundIsPayees).filter(side::equals).isPresent() ? 1 : 0;
        }
        return spent;
    }

    private static Optional<Side> side(Move move, boolean bySide, boolean refundIsPayees) {
        return switch (move.event()) {
            case EscrowEvent.FundingStarted _,
                    EscrowEvent.FundingActionNeeded _,
                    EscrowEvent.FundingUnknown _,
                    EscrowEvent.FundingDeclined _,
                    EscrowEvent.Funded _,
                    EscrowEvent.Matured _ -> Optional.of(Side.PAYER);
            case EscrowEvent.Released(_, var why, _, _, _, _) when why != Why.INSPECTION_OVER && bySide ->
                Optional.of(Side.PAYER);
            case EscrowEvent.ChangesRequested _, EscrowEvent.Disputed _, EscrowEvent.Withdrawn _ when bySide ->
                Optional.of(Side.PAYER);
            case EscrowEvent.Delivered _ when bySide -> Optional.of(Side.PAYEE);
            case EscrowEvent.RefundStarted _,
                    EscrowEvent.RefundRetried _,
                    EscrowEvent.RefundUnknown _,
                    EscrowEvent.RefundFailed _,
                    EscrowEvent.Refunded _,
                    EscrowEvent.RefundUndeliverable _,
                    EscrowEvent.RefundRefused _ when refundIsPayees -> Optional.of(Side.PAYEE);
            default -> Optional.empty();
        };
    }
}
