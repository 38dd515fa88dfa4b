package dev.surety.escrow.domain;

import dev.surety.escrow.domain.EscrowCommand.Award;
import dev.surety.escrow.domain.EscrowCommand.Dispute;
import dev.surety.escrow.domain.EscrowCommand.GiveBack;
import dev.surety.escrow.domain.EscrowCommand.Release;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is wrong with a command whatever state the escrow is in: another currency, a reference used before. */
final class WrongInItself {
    private WrongInItself() {}

    static Optional<Decision> refusal(Escrow escrow, EscrowCommand command) {
        List<FieldError> wrong = new ArrayList<>();
        switch (command) {
            case Release(var amount, var reference, var _) -> {
                currency(escrow, amount, "/amount", wrong);
                unique(escrow, reference, wrong);
            }
            case GiveBack(var _, var amount, var reference, var _) -> {
                currency(escrow, amount, "/amount", wrong);
                unique(escrow, reference, wrong);
            }
            case Dispute(var amount, var _) -> currency(escrow, amount, "/amount", wrong);
            case Award(var _, var toPayee, var toPayer, var _) -> {
                currency(escrow, Optional.of(toPayee), "/lines", wrong);
                currency(escrow, Optional.of(toPayer), "/lines", wrong);
            }
            default -> {
                // Nothing else brings an amount or a reference.
            }
        }
        return wrong.isEmpty()
                ? Optional.empty()
                : Optional.of(new Decision.Refused(Refusal.of(CommonReason.INVALID, wrong)));
    }

    private static void currency(Escrow escrow, Optional<Money> amount, String pointer, List<FieldError> wrong) {
        if (amount.filter(of -> !of.currency().equals(escrow.agreement().price().currency())).isPresent()) {
            wrong.add(new FieldError(pointer, "another_currency"));
        }
    }

    private static void unique(Escrow escrow, Optional<String> reference, List<FieldError> wrong) {
        boolean used = reference
                .filter(text -> escrow.custodyNow()
                        .filter(custody -> custody.references().contains(text))
                        .isPresent())
                .isPresent();
        if (used) {
            wrong.add(new FieldError("/reference", "not_unique"));
        }
    }
}
