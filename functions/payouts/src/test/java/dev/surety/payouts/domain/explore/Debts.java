package dev.surety.payouts.domain.explore;

import dev.surety.model.Invariants;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.payouts.domain.debt.Balances;
import dev.surety.payouts.domain.debt.Collection;
import dev.surety.payouts.domain.debt.KeptDay;
import dev.surety.payouts.domain.explore.Scenario.Mood;
import dev.surety.payouts.domain.payout.PayoutCommand;
import dev.surety.payouts.domain.payout.PayoutDecision;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The payer's bank draws money that the payee has, its debt is collected, and days of reserve are released. */
final class Debts {
    private static final KeptDay DAY =
            new KeptDay(Model.PAYEE, Currency.of("EUR"), LocalDate.EPOCH, ZoneOffset.UTC, 1);

    private Debts() {}

    static List<Move> moves(Model model) {
        List<Move> moves = new ArrayList<>();
        release(model).ifPresent(moves::add);
        if (!model.scenario().has(Mood.CHARGEBACK)) {
            return moves;
        }
        long all = model.scenario().seed();
        if (model.drawn() == 0) {
            moves.add(draws(model, all / 2));
            moves.add(draws(model, all));
        } else if (model.drawn() > 0) {
            Postings back = Postings.building()
                    .debit(Model.GATEWAY, Model.euro(model.drawn()))
                    .credit(Model.DEBT, Model.euro(model.drawn()))
                    .build();
            moves.add(new Move("the chargeback is won", model.post(back).drawn(-1)));
        }
        collection(model).ifPresent(then -> moves.add(new Move("the debt is settled", then)));
        givesUp(model, moves);
        return moves;
    }

    /** Before an approval and before sending, the application collects, and gives up what a debt is left beside. */
    private static void givesUp(Model model, List<Move> moves) {
        Model then = collected(model);
        for (int i = 0; i < then.payouts().size() && then.books().of(Model.DEBT) < 0; i++) {
            var giveUp = new PayoutCommand.GiveUp("debt");
            if (then.decide(i, giveUp) instanceof PayoutDecision.Append(var event)) {
                moves.add(new Move("payout " + i + " is given up for a debt", then.append(i, event)));
            }
        }
    }

    /** A day of reserve comes to its end. */
    static Optional<Move> release(Model model) {
        if (model.days() == 0) {
            return Optional.empty();
        }
        Money released = model.rules()
                .released(
                        Model.euro(Model.KEPT), Model.euro(model.books().of(Model.RESERVE)));
        Model then = released.isZero() ? model : model.post(DAY.postings(released));
        return Optional.of(new Move("a day's reserve is released", then.released()));
    }

    private static Move draws(Model model, long amount) {
        Postings drawn = Postings.building()
                .debit(Model.DEBT, Model.euro(amount))
                .credit(Model.GATEWAY, Model.euro(amount))
                .build();
        return new Move("the payer's bank draws " + amount, model.post(drawn).drawn(amount));
    }

    static Optional<Model> collection(Model model) {
        var balances = new Balances(
                Model.euro(model.books().of(Model.PAYABLE)),
                Model.euro(model.books().of(Model.RESERVE)),
                Model.euro(model.books().of(Model.DEBT)));
        return balances.debt().isZero()
                ? Optional.empty()
                : model.rules().collection(Model.PAYEE, balances).map(collection -> collected(model, collection));
    }

    private static Model collected(Model model, Collection collection) {
        long before = model.books().of(Model.DEBT);
        Model after = model.post(collection.postings());
        long debt = after.books().of(Model.DEBT);
        Invariants.hold(
                Math.abs(debt) < Math.abs(before) && Long.signum(debt) * Long.signum(before) >= 0,
                "nothing-lost: a collection takes what is owed, and no more");
        return after;
    }

    /** The world after what can be collected is collected. */
    static Model collected(Model model) {
        return collection(model).orElse(model);
    }
}
