package dev.surety.escrow.domain.explore;

import dev.surety.escrow.domain.escrow.Decision;
import dev.surety.escrow.domain.escrow.DecisionContext;
import dev.surety.escrow.domain.escrow.Escrow;
import dev.surety.escrow.domain.escrow.EscrowCommand;
import dev.surety.escrow.domain.escrow.EscrowRules;
import dev.surety.escrow.domain.explore.Spending.Side;
import dev.surety.escrow.domain.funds.EscrowFunds;
import dev.surety.model.Invariants;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code rights-kept}: in every state each side and the arbiter have every move that the chart gives them, whatever the
 * other side has done before. A side's budget refuses only its own partial moves, and only when that side has spent it.
 */
final class Rights {
    private static final int CHANGES = 5;
    private static final int DISPUTES = 2;
    private static final Duration DISPUTED = Duration.ofDays(150);
    private static final Duration WHOLE_PATH = Duration.ofDays(70);

    private Rights() {}

    static void kept(Model model, int sale) {
        Escrow escrow = model.escrow(sale);
        Spending spending = model.sales().get(sale).spending();
        for (EscrowCommand right : rights(model, sale)) {
            Decision decided = EscrowRules.decide(escrow, right, DecisionContext.at(model.now()));
            Invariants.hold(
                    decided instanceof Decision.Accepted,
                    "rights-kept: " + right + " is not had while " + escrow.stateName() + ": " + decided);
            boolean refused = spending.refusal(right).isPresent();
            boolean own = isPartial(right) && Spending.sideOf(right).filter(spending::isSpent).isPresent();
            Invariants.hold(
                    refused == (own && spending.rule().isPresent()),
                    "rights-kept: " + right + (refused ? " is refused, though its side has spent " : " is taken after ")
                            + spending.byPayer() + " (payer), " + spending.byPayee() + " (payee)");
        }
    }

    private static boolean isPartial(EscrowCommand command) {
        return switch (command) {
            case EscrowCommand.Fund _ -> true;
            case EscrowCommand.Release release -> release.amount().isPresent();
            case EscrowCommand.RefundPayer refund -> refund.amount().isPresent();
            default -> false;
        };
    }

    /** The moves that the chart gives by the state and its money alone. */
    private static List<EscrowCommand> rights(Model model, int sale) {
        Escrow escrow = model.escrow(sale);
        List<EscrowCommand> rights = new ArrayList<>();
        switch (escrow) {
            case Escrow.Created created -> {
                rights.add(new EscrowCommand.Cancel(model.sales().get(sale).next()));
                if (model.now().isBefore(created.payBy())) {
                    rights.add(new EscrowCommand.Fund(Model.PAYMENT, "card_ok"));
                }
            }
            case Escrow.Held _, Escrow.Delivered _ -> whilePaid(model, sale, rights);
            case Escrow.Settled settled -> whenSettled(model, sale, settled, rights);
            case Escrow.Funding _, Escrow.Cancelled _, Escrow.Expired _ -> {
                // The gateway has the next word, or none has.
            }
        }
        escrow.fundsNow().ifPresent(funds -> inDispute(model, sale, funds, rights));
        return rights;
    }

    private static void whilePaid(Model model, int sale, List<EscrowCommand> rights) {
        Escrow escrow = model.escrow(sale);
        EscrowFunds funds = escrow.fundsNow().orElseThrow();
        var id = model.sales().get(sale).next();
        if (funds.amounts().uncommitted().isZero()) {
            return;
        }
        Instant until = escrow instanceof Escrow.Held held
                ? held.deliverBy()
                : ((Escrow.Delivered) escrow).inspectUntil();
        boolean early = model.now().isBefore(until);
        Optional<Money> one = Optional.of(Money.of(1, escrow.agreement().price().currency()));
        boolean partial = funds.amounts().uncommittedPrice().isPositive();
        rights.add(new EscrowCommand.Release(Optional.empty(), Optional.empty()));
        if (partial) {
            rights.add(new EscrowCommand.Release(one, Optional.empty()));
        }
        if (escrow instanceof Escrow.Delivered) {
            rights.add(new EscrowCommand.Accept());
        }
        if (escrow instanceof Escrow.Delivered && early && funds.changes() < CHANGES) {
            rights.add(new EscrowCommand.RequestChanges());
        }
        if (early && mayDispute(funds)) {
            rights.add(new EscrowCommand.Dispute(Optional.empty()));
        }
        if (escrow instanceof Escrow.Held && early) {
            rights.add(new EscrowCommand.Deliver());
        }
        if (funds.openRefund().isEmpty()) {
            rights.add(new EscrowCommand.RefundPayer(id, Optional.empty(), Optional.empty()));
            if (partial) {
                rights.add(new EscrowCommand.RefundPayer(id, one, Optional.empty()));
            }
            if (escrow instanceof Escrow.Held
                    && !funds.isFrozen()
                    && funds.amounts().released().isZero()) {
                rights.add(new EscrowCommand.Cancel(id));
            }
        }
    }

    private static void whenSettled(Model model, int sale, Escrow.Settled settled, List<EscrowCommand> rights) {
        EscrowFunds funds = settled.funds();
        boolean inTime = model.now().isBefore(settled.settledAt().plus(EscrowRules.REFUND_WINDOW));
        if (funds.openRefund().isEmpty()
                && inTime
                && !funds.amounts().released().isZero()) {
            rights.add(new EscrowCommand.RefundPayer(
                    model.sales().get(sale).next(), Optional.empty(), Optional.empty()));
        }
        boolean matures = funds.maturing().stream().anyMatch(there -> model.now().isBefore(there.at()));
        if (matures && mayDispute(funds)) {
            rights.add(new EscrowCommand.Dispute(Optional.empty()));
        }
    }

    private static boolean mayDispute(EscrowFunds funds) {
        return funds.holds().dispute().isEmpty()
                && funds.holds().opened() < DISPUTES
                && DISPUTED.minus(funds.holds().ran()).compareTo(WHOLE_PATH) >= 0;
    }

    private static void inDispute(Model model, int sale, EscrowFunds funds, List<EscrowCommand> rights) {
        if (funds.holds().dispute().isEmpty()) {
            return;
        }
        rights.add(new EscrowCommand.Withdraw());
        if (funds.holds().isBankDeciding()) {
            return;
        }
        Money claimed = funds.holds().dispute().orElseThrow().part().price();
        Money none = Money.zero(claimed.currency());
        var id = model.sales().get(sale).next();
        rights.add(new EscrowCommand.Award(id, claimed, none));
        if (funds.openRefund().isEmpty()) {
            rights.add(new EscrowCommand.Award(id, none, claimed));
        }
    }
}
