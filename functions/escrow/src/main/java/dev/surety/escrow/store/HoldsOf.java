package dev.surety.escrow.store;

import dev.surety.escrow.domain.escrow.Escrow;
import dev.surety.escrow.domain.funds.Chargeback;
import dev.surety.escrow.domain.funds.EscrowFunds;
import dev.surety.escrow.domain.funds.FundsHolds;
import dev.surety.escrow.domain.funds.OpenDispute;
import dev.surety.escrow.domain.terms.Agreement;
import dev.surety.model.money.Money;
import dev.surety.model.standing.CaseHeld;
import dev.surety.model.standing.Holds.Hold;
import dev.surety.model.standing.Holds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The reasons that keep an escrow's money from the payee, in the words that functions share. */
final class HoldsOf {
    private HoldsOf() {}

    static Optional<Holds> of(Escrow escrow) {
        Optional<EscrowFunds> funds = escrow.fundsNow();
        if (funds.isEmpty()) {
            return Optional.empty();
        }
        List<Hold> held = new ArrayList<>();
        Money uncommitted = funds.get().amounts().uncommitted();
        if (!uncommitted.isZero()) {
            held.add(new Hold(whyFree(escrow), uncommitted.amountMinor(), untilFree(escrow)));
        }
        frozen(escrow.agreement(), funds.get().holds(), held);
        Agreement agreement = escrow.agreement();
        List<Hold> maturing = funds.get().maturing().stream()
                .filter(there -> there.net(agreement).isPositive())
                .map(there -> new Hold(
                        Holds.NEW_PAYEE, there.net(agreement).amountMinor(), Optional.of(there.at())))
                .toList();
        return held.isEmpty() && maturing.isEmpty() ? Optional.empty() : Optional.of(new Holds(held, maturing));
    }

    /** The money that cases hold, for the arbiter and the work queue. */
    static Optional<CaseHeld> caseOf(Escrow escrow) {
        Agreement agreement = escrow.agreement();
        FundsHolds holds = escrow.fundsNow().map(EscrowFunds::holds).orElseGet(FundsHolds::none);
        List<Chargeback> freezing = holds.freezing();
        if (holds.dispute().isEmpty() && freezing.isEmpty()) {
            return Optional.empty();
        }
        Money drawn = freezing.stream()
                .map(bank -> bank.held().gross(agreement).plus(bank.shared()))
                .reduce(Money.zero(agreement.price().currency()), Money::plus);
        return Optional.of(new CaseHeld(
                CaseHeld.VERSION,
                holds.dispute().map(dispute -> dispute.part().price()),
                escrow.amountsNow().frozen().gross(agreement),
                drawn,
                holds.dispute().filter(_ -> !holds.isBankDeciding()).map(OpenDispute::longStop)));
    }

    private static void frozen(Agreement agreement, FundsHolds holds, List<Hold> held) {
        holds.dispute()
                .map(dispute -> new Hold(
                        Holds.DISPUTE,
                        dispute.part().gross(agreement).amountMinor(),
                        holds.isBankDeciding() ? holds.silentAt() : Optional.of(dispute.longStop())))
                .filter(hold -> hold.amountMinor() > 0)
                .ifPresent(held::add);
        holds.freezing().stream()
                .filter(bank -> !bank.held().isZero())
                .map(bank -> new Hold(
                        Holds.CHARGEBACK, bank.held().gross(agreement).amountMinor(), Optional.of(bank.answerBy())))
                .forEach(held::add);
    }

    private static String whyFree(Escrow escrow) {
        return escrow instanceof Escrow.Delivered ? Holds.INSPECTION_WINDOW : Holds.NOT_DELIVERED;
    }

    private static Optional<Instant> untilFree(Escrow escrow) {
        return switch (escrow) {
            case Escrow.Held held -> Optional.of(held.deliverBy());
            case Escrow.Delivered delivered -> Optional.of(delivered.inspectUntil());
            case Escrow.Created _, Escrow.Funding _, Escrow.Settled _, Escrow.Cancelled _, Escrow.Expired _ ->
                Optional.empty();
        };
    }
}
