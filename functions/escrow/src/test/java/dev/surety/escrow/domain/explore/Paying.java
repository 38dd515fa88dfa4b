package dev.surety.escrow.domain.explore;

import dev.surety.escrow.domain.escrow.Escrow;
import dev.surety.escrow.domain.escrow.EscrowCommand;
import dev.surety.escrow.domain.explore.Model.Charge;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the escrows of a model come to their money: one payment for all of them, at a gateway that may stay silent. */
final class Paying {
    private static final String METHOD = "card_ok";
    private static final int MOST_SILENCES = 2;

    private Paying() {}

    static Account gateway() {
        return Account.of(AccountKind.GATEWAY, "sandbox");
    }

    /** All of them or none. */
    static Optional<Model> fund(Model model) {
        Optional<Model> next = Optional.of(model.with(Charge.ASKED));
        for (int i = 0; i < model.sales().size(); i++) {
            int sale = i;
            next = next.flatMap(then ->
                    then.ask(sale, new EscrowCommand.Fund(Model.PAYMENT, METHOD)));
        }
        return next;
    }

    static Money due(Model model) {
        return model.sales().stream()
                .map(sale -> sale.escrow().agreement().charge())
                .reduce(Money::plus)
                .orElseThrow();
    }

    static Model taken(Model model) {
        return model.with(Charge.TAKEN).reallyTook(due(model).amountMinor());
    }

    static Model booked(Model taken) {
        return taken.with(Charge.CAPTURED)
                .post(Postings.building()
                        .debit(gateway(), due(taken))
                        .credit(Account.of(AccountKind.INCOMING), due(taken))
                        .build());
    }

    /** Tells an escrow that waits what the payment's chain says. */
    static Model tell(Model model, int sale) {
        EscrowCommand says = model.charge() == Charge.CAPTURED
                ? new EscrowCommand.Captured(
                        Model.PAYMENT, model.escrow(sale).agreement().charge())
                : new EscrowCommand.Declined(Model.PAYMENT, "card_declined");
        return waits(model, sale) ? model.must(sale, says, "nothing-lost") : model;
    }

    static Model tellAll(Model model) {
        Model told = model;
        for (int i = 0; i < model.sales().size(); i++) {
            told = tell(told, i);
        }
        return told;
    }

    static boolean waits(Model model, int sale) {
        return model.escrow(sale) instanceof Escrow.Funding;
    }

    /** Everything that asking the gateway for the charge can come to. */
    static List<Move> asked(Model model, Scenario scenario) {
        List<Move> moves = new ArrayList<>();
        switch (model.charge()) {
            case ASKED -> {
                moves.addAll(taken(taken(model), scenario, "charge: done"));
                Model refused = model.with(Charge.DECLINED);
                moves.add(new Move("charge: declined", tellAll(refused)));
                moves.add(new Move("charge: declined, nobody told", refused));
                if (scenario.has(Scenario.Mood.SILENCE)) {
                    moves.addAll(silent(model, "charge: silence"));
                    moves.addAll(silent(taken(model), "charge: silence, but done"));
                    moves.addAll(silent(model.with(Charge.REFUSED), "charge: silence, but declined"));
                    actionNeeded(model).ifPresent(moves::add);
                }
            }
            case TAKEN -> {
                moves.addAll(taken(model, scenario, "charge: found done"));
                moves.addAll(silent(model, "charge: still silence"));
            }
            case REFUSED -> {
                moves.add(new Move("charge: found declined", tellAll(model.with(Charge.DECLINED))));
                moves.addAll(silent(model, "charge: still silence"));
            }
            case CAPTURED, DECLINED -> {
                for (int i = 0; i < model.sales().size(); i++) {
                    if (waits(model, i)) {
                        moves.add(new Move("escrow " + i + " hears of its charge", tell(model, i)));
                    }
                }
            }
            case NONE -> {
                // Nothing to ask about.
            }
        }
        return moves;
    }

    private static List<Move> taken(Model taken, Scenario scenario, String says) {
        Model booked = booked(taken);
        var heard = new Move(says, tellAll(booked));
        boolean dies = scenario.has(Scenario.Mood.SILENCE) || taken.sales().size() > 1;
        return dies ? List.of(heard, new Move(says + ", nobody told", booked)) : List.of(heard);
    }

    private static List<Move> silent(Model model, String says) {
        Model told = model;
        for (int i = 0; i < model.sales().size(); i++) {
            if (model.escrow(i) instanceof Escrow.Funding funding && funding.asked() < MOST_SILENCES) {
                told = told.must(i, new EscrowCommand.StillUnknown(Model.PAYMENT), "nothing-lost");
            }
        }
        return told == model ? List.of() : List.of(new Move(says, told));
    }

    private static Optional<Move> actionNeeded(Model model) {
        Model told = model;
        for (int i = 0; i < model.sales().size(); i++) {
            if (model.escrow(i) instanceof Escrow.Funding funding && funding.actBy().isEmpty()) {
                told = told.must(i, new EscrowCommand.ActionNeeded(Model.PAYMENT), "nothing-lost");
            }
        }
        return told == model ? Optional.empty() : Optional.of(new Move("charge: action needed", told));
    }
}
