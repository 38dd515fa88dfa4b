package dev.surety.escrow.domain.explore;

import dev.surety.escrow.domain.escrow.Escrow;
import dev.surety.escrow.domain.escrow.EscrowCommand;
import dev.surety.escrow.domain.explore.Chargeback.Bank;
import dev.surety.escrow.domain.explore.Chargeback.Part;
import dev.surety.escrow.domain.explore.Model.Charge;
import dev.surety.escrow.domain.funds.ChargebackStatus;
import dev.surety.escrow.domain.funds.EscrowAmounts;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Allocation;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The payer's bank: draws from the payment, and gives back or keeps. The payment's chain hears of it first. */
final class Banking {
    private Banking() {}

    static List<Move> moves(Model model, Scenario scenario) {
        List<Move> moves = new ArrayList<>();
        boolean settled = model.chargebacks().stream().allMatch(Chargeback::isToldToAll);
        int most = scenario.has(Scenario.Mood.BANK_TWICE) ? 2 : 1;
        if (settled && model.charge() == Charge.CAPTURED && model.chargebacks().size() < most) {
            draws(model, moves);
        }
        for (Chargeback chargeback : model.chargebacks()) {
            if (chargeback.isToldToAll() && chargeback.bank() == Bank.DRAWN) {
                decides(model, chargeback, Bank.WON, moves);
                decides(model, chargeback, Bank.LOST, moves);
            }
            tells(model, chargeback, moves);
        }
        return moves;
    }

    private static void draws(Model model, List<Move> moves) {
        long all = Paying.due(model).amountMinor();
        for (long amount : new TreeSet<>(List.of(1L, (all + 1) / 2, all))) {
            if (stillWaits(model)) {
                return;
            }
            var drawn = new Chargeback("cb_" + model.chargebacks().size(), amount, parts(model, amount), Bank.DRAWN);
            List<Chargeback> more = new ArrayList<>(model.chargebacks());
            more.add(drawn);
            Model next = model.with(more).post(books(model, amount, false));
            moves.add(new Move("the bank draws " + amount, tellAll(next)));
            if (model.sales().size() > 1) {
                moves.add(new Move("the bank draws " + amount + ", nobody told", next));
            }
        }
    }

    /** An escrow that has not heard of its payment cannot hear of its chargeback. */
    private static boolean stillWaits(Model model) {
        return model.sales().stream().anyMatch(sale -> sale.escrow() instanceof Escrow.Funding);
    }

    private static void decides(Model model, Chargeback chargeback, Bank word, List<Move> moves) {
        List<Chargeback> next = new ArrayList<>(model.chargebacks());
        next.set(next.indexOf(chargeback), chargeback.decided(word));
        Model decided = model.with(next);
        decided = word == Bank.WON ? decided.post(books(model, chargeback.amount(), true)) : decided;
        String says = chargeback.id() + " is " + word;
        moves.add(new Move(says, tellAll(decided)));
        if (model.sales().size() > 1) {
            moves.add(new Move(says + ", nobody told", decided));
        }
    }

    private static void tells(Model model, Chargeback chargeback, List<Move> moves) {
        for (int i = 0; i < model.sales().size(); i++) {
            if (!chargeback.isTold(i)) {
                moves.add(new Move("escrow " + i + " hears of " + chargeback.id(), tell(model, chargeback, i)));
            }
        }
    }

    /** Whatever escrows do not know of chargebacks yet, told. */
    static Model tellAll(Model model) {
        Model told = model;
        for (Chargeback chargeback : model.chargebacks()) {
            for (int i = 0; i < model.sales().size(); i++) {
                told = chargeback.isTold(i) ? told : tell(told, chargeback, i);
            }
        }
        return told;
    }

    private static Model tell(Model model, Chargeback chargeback, int sale) {
        Money amount = Money.of(chargeback.parts().get(sale).amount(), currency(model));
        EscrowCommand says =
                switch (chargeback.bank()) {
                    case DRAWN -> new EscrowCommand.OpenChargeback(chargeback.id(), amount);
                    case WON -> new EscrowCommand.WinChargeback(chargeback.id());
                    case LOST -> new EscrowCommand.LoseChargeback(chargeback.id());
                };
        Model told = isCounted(model, chargeback, sale) ? model : model.must(sale, says, "a bank does not ask");
        List<Chargeback> next = new ArrayList<>();
        for (Chargeback known : told.chargebacks()) {
            next.add(known.id().equals(chargeback.id()) ? known.told(sale) : known);
        }
        return told.with(next);
    }

    /** Time has counted it as lost before the bank said so: there is nothing to tell. */
    private static boolean isCounted(Model model, Chargeback chargeback, int sale) {
        return chargeback.bank() == Bank.LOST
                && model.escrow(sale)
                        .fundsNow()
                        .flatMap(funds -> funds.holds().chargeback(chargeback.id()))
                        .filter(bank -> bank.status() == ChargebackStatus.LOST)
                        .isPresent();
    }

    /** In proportion to what each escrow has left of the payment, as the payment's chain fixes it. */
    private static List<Part> parts(Model model, long amount) {
        List<Long> left = model.sales().stream()
                .map(sale -> left(sale.escrow().amountsNow()))
                .toList();
        boolean none = left.stream().allMatch(of -> of == 0);
        List<Long> whole = model.sales().stream()
                .map(sale -> sale.escrow().agreement().charge().amountMinor())
                .toList();
        return Allocation.largestRemainder(Money.of(amount, currency(model)), none ? whole : left).stream()
                .map(part -> new Part(part.amountMinor(), "", 0, 0, 0, false))
                .toList();
    }

    private static long left(EscrowAmounts amounts) {
        return amounts.funded()
                .minus(amounts.refundedGross())
                .minus(amounts.lost().gross(amounts.agreement()))
                .amountMinor();
    }

    private static Postings books(Model model, long amount, boolean won) {
        Money money = Money.of(amount, currency(model));
        Account dispute = Account.of(AccountKind.DISPUTE);
        return Postings.building()
                .credit(won ? dispute : Paying.gateway(), money)
                .debit(won ? Paying.gateway() : dispute, money)
                .build();
    }

    private static Currency currency(Model model) {
        return Paying.due(model).currency();
    }
}
