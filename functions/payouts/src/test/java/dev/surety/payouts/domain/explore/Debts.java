package dev.surety.payouts.domain.explore;

import dev.surety.model.Invariants;
import dev.surety.model.journal.Postings;
import dev.surety.payouts.domain.debt.Balances;
import dev.surety.payouts.domain.debt.Collection;
import dev.surety.payouts.domain.explore.Scenario.Mood;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The payer's bank draws money that the payee has, and its debt is collected. */
final class Debts {
    private Debts() {}

    static List<Move> moves(Model model) {
        List<Move> moves = new ArrayList<>();
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
        return moves;
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
