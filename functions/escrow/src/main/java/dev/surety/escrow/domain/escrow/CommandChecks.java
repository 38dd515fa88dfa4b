package dev.surety.escrow.domain.escrow;

import dev.surety.escrow.domain.escrow.EscrowCommand.Award;
import dev.surety.escrow.domain.escrow.EscrowCommand.Dispute;
import dev.surety.escrow.domain.escrow.EscrowCommand.RefundPayer;
import dev.surety.escrow.domain.escrow.EscrowCommand.Release;
import dev.surety.model.dispute.Division;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Refuses commands that are wrong in every state: another currency, an amount of zero or less, a reference used before.
 * The HTTP door refuses most of them already; the rules do not rely on it.
 */
final class CommandChecks {
    private CommandChecks() {}

    static Optional<Refusal> refusal(Escrow escrow, EscrowCommand command) {
        List<FieldError> wrong = new ArrayList<>();
        switch (command) {
            case Release(var amount, var reference) -> {
                part(escrow, amount, wrong);
                unique(escrow, reference, wrong);
            }
            case RefundPayer(var _, var amount, var reference, var _) -> {
                part(escrow, amount, wrong);
                unique(escrow, reference, wrong);
            }
            case Dispute(var amount, var _, var asks) -> {
                part(escrow, amount, wrong);
                asks.ifPresent(division -> asks(escrow, amount, division, wrong));
            }
            case Award(var _, var toPayee, var toPayer) -> {
                line(escrow, toPayee, wrong);
                line(escrow, toPayer, wrong);
            }
            default -> {
                // No other command has an amount or a reference.
            }
        }
        return wrong.isEmpty()
                ? Optional.empty()
                : Optional.of(Refusal.of(CommonReason.INVALID, wrong));
    }

    private static void part(Escrow escrow, Optional<Money> amount, List<FieldError> wrong) {
        if (amount.filter(of -> isOther(escrow, of)).isPresent()) {
            wrong.add(new FieldError("/amount", "another_currency"));
        }
        if (amount.filter(of -> !of.isPositive()).isPresent()) {
            wrong.add(new FieldError("/amount", "bound"));
        }
    }

    /** A side of an award may get nothing, never less. */
    private static void line(Escrow escrow, Money amount, List<FieldError> wrong) {
        if (isOther(escrow, amount)) {
            wrong.add(new FieldError("/lines", "another_currency"));
        }
        if (amount.isNegative()) {
            wrong.add(new FieldError("/lines", "bound"));
        }
    }

    /** Without an amount, only the state tells which sum the parts must have. */
    private static void asks(Escrow escrow, Optional<Money> amount, Division asks, List<FieldError> wrong) {
        if (isOther(escrow, asks.toPayer())) {
            wrong.add(new FieldError("/asks", "another_currency"));
        } else if (amount.filter(of -> !of.equals(asks.sum())).isPresent()) {
            wrong.add(new FieldError("/asks", FundsHoldRules.NOT_THE_SUM));
        }
    }

    private static boolean isOther(Escrow escrow, Money amount) {
        return !amount.currency().equals(escrow.agreement().price().currency());
    }

    private static void unique(Escrow escrow, Optional<String> reference, List<FieldError> wrong) {
        boolean used = reference
                .filter(text -> escrow.fundsNow()
                        .filter(funds -> funds.references().contains(text))
                        .isPresent())
                .isPresent();
        if (used) {
            wrong.add(new FieldError("/reference", "not_unique"));
        }
    }
}
