package dev.surety.escrow.domain.explore;

import dev.surety.escrow.domain.escrow.EscrowCommand;
import dev.surety.escrow.domain.explore.Sale.Word;
import dev.surety.escrow.domain.funds.Refund;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import java.util.ArrayList;
import java.util.List;

/**
 * How open refunds are asked about: the gateway makes or refuses each reference once, whoever hears of it; its word
 * goes to the payment's chain with the money, and then to the escrow.
 */
final class Refunding {
    private static final int MOST_SILENCES = 2;

    private Refunding() {}

    /** Everything that asking about an escrow's open refund can come to. */
    static List<Move> asked(Model model, int sale, Scenario scenario) {
        boolean silence = scenario.has(Scenario.Mood.SILENCE);
        List<Move> moves = new ArrayList<>();
        switch (model.sales().get(sale).word()) {
            case NONE -> {
                Model done = done(model, sale);
                Model declined = declined(model, sale);
                if (!scenario.has(Scenario.Mood.REFUSALS)) {
                    moves.add(new Move("refund " + sale + ": done", tell(booked(done, sale), sale)));
                }
                moves.add(new Move("refund " + sale + ": declined", tell(declined, sale)));
                if (silence) {
                    moves.add(new Move("refund " + sale + ": done, escrow not told", booked(done, sale)));
                    moves.addAll(silent(model, sale, ": silence"));
                    moves.addAll(silent(done, sale, ": silence, but done"));
                    moves.addAll(silent(declined, sale, ": silence, but declined"));
                }
            }
            case DONE -> {
                Model booked = booked(model, sale);
                moves.add(new Move("refund " + sale + ": found done", tell(booked, sale)));
                moves.addAll(silent(model, sale, ": still silence"));
            }
            case DECLINED -> {
                moves.add(new Move("refund " + sale + ": found declined", tell(model, sale)));
                moves.addAll(silent(model, sale, ": still silence"));
            }
        }
        return moves;
    }

    private static Model done(Model model, int sale) {
        return model.with(sale, model.sales().get(sale).heard(Word.DONE, false))
                .reallySent(model.sales().get(sale).underway());
    }

    private static Model declined(Model model, int sale) {
        return model.with(sale, model.sales().get(sale).heard(Word.DECLINED, false));
    }

    private static Model booked(Model model, int sale) {
        Sale of = model.sales().get(sale);
        if (of.booked()) {
            return model;
        }
        Money amount = Money.of(of.underway(), of.escrow().agreement().price().currency());
        return model.with(sale, of.heard(Word.DONE, true))
                .post(Postings.building()
                        .debit(Account.of(AccountKind.OUTGOING), amount)
                        .credit(Paying.gateway(), amount)
                        .build());
    }

    private static Model tell(Model model, int sale) {
        Sale of = model.sales().get(sale);
        Refund refund = of.waiting().orElseThrow();
        EscrowCommand says = of.word() == Word.DONE
                ? new EscrowCommand.RefundDone(refund.gatewayReference())
                : new EscrowCommand.RefundDeclined(refund.gatewayReference(), "refund_refused");
        return model.must(sale, says, "nothing-lost");
    }

    private static List<Move> silent(Model model, int sale, String says) {
        Refund refund = model.sales().get(sale).waiting().orElseThrow();
        if (refund.asked() >= MOST_SILENCES || model.sales().get(sale).booked()) {
            return List.of();
        }
        Model told = model.must(
                sale, new EscrowCommand.RefundStillUnknown(refund.gatewayReference()), "nothing-lost");
        return List.of(new Move("refund " + sale + says, told));
    }
}
