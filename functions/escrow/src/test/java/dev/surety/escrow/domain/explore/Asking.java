package dev.surety.escrow.domain.explore;

import dev.surety.escrow.domain.escrow.DecisionContext;
import dev.surety.escrow.domain.escrow.Escrow;
import dev.surety.escrow.domain.escrow.EscrowCommand;
import dev.surety.escrow.domain.explore.Scenario.Mood;
import dev.surety.escrow.domain.terms.Agreement;
import dev.surety.model.Invariants;
import dev.surety.model.id.Id;
import dev.surety.model.id.PaymentId;
import dev.surety.model.id.RefundId;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What the parties and an arbiter can ask, with a part of one unit, half, and all; and what nobody may get. */
final class Asking {
    static final Duration MATURES = Duration.ofDays(3);
    private static final RefundId NOBODYS = new RefundId(Id.derive(RefundId.PREFIX, "nobody's"));
    private static final PaymentId FOREIGN = new PaymentId(Id.derive(PaymentId.PREFIX, "foreign"));

    private Asking() {}

    static List<Move> moves(Model model, Scenario scenario) {
        List<Move> moves = new ArrayList<>();
        boolean fundable = model.sales().stream().allMatch(sale -> sale.escrow() instanceof Escrow.Created);
        if (fundable) {
            Paying.fund(model).ifPresent(then -> moves.add(new Move("the payer pays", then)));
        }
        if (model.sales().stream().anyMatch(sale -> sale.escrow() instanceof Escrow.Funding)) {
            moves.addAll(Paying.asked(model, scenario));
        }
        for (int i = 0; i < model.sales().size(); i++) {
            if (model.sales().get(i).waiting().isPresent()) {
                moves.addAll(Refunding.asked(model, i, scenario));
            }
            parties(model, i, scenario, moves);
        }
        return moves;
    }

    private static void parties(Model model, int sale, Scenario scenario, List<Move> moves) {
        Escrow escrow = model.escrow(sale);
        RefundId id = model.sales().get(sale).next();
        ask(model, sale, "cancel", new EscrowCommand.Cancel(id), moves);
        if (escrow.fundsNow().isEmpty()) {
            return;
        }
        ask(model, sale, "deliver", new EscrowCommand.Deliver(), moves);
        if (scenario.has(Mood.CHANGES)) {
            ask(model, sale, "request changes", new EscrowCommand.RequestChanges(), moves);
        }
        ask(model, sale, "withdraw", new EscrowCommand.Withdraw(), moves);
        releasing(model, sale, scenario, "accept", new EscrowCommand.Accept(), moves);
        for (Optional<Money> amount : amounts(escrow.agreement())) {
            String of = amount.map(Money::amountMinor).map(Object::toString).orElse("all");
            releasing(
                    model,
                    sale,
                    scenario,
                    "release " + of,
                    new EscrowCommand.Release(amount, Optional.empty()),
                    moves);
            ask(model, sale, "refund " + of, new EscrowCommand.RefundPayer(id, amount, Optional.empty()), moves);
            disputing(model, sale, scenario, "dispute " + of, new EscrowCommand.Dispute(amount), moves);
        }
        if (scenario.has(Mood.ARBITERS)) {
            for (Duration total : List.of(Duration.ofDays(2), Duration.ofDays(30))) {
                ask(model, sale, "outages of " + total, new EscrowCommand.ExtendCase(total), moves);
            }
        }
        claim(escrow).ifPresent(claimed -> awards(model, sale, scenario, claimed, moves));
    }

    private static void disputing(
            Model model, int sale, Scenario scenario, String says, EscrowCommand command, List<Move> moves) {
        DecisionContext when = DecisionContext.at(model.now());
        model.ask(sale, command, scenario.has(Mood.ARBITERS) ? when.withArbiters() : when)
                .ifPresent(then -> moves.add(new Move(says + " of escrow " + sale, then)));
    }

    private static void awards(Model model, int sale, Scenario scenario, Money claimed, List<Move> moves) {
        long all = claimed.amountMinor();
        for (long toPayer : new TreeSet<>(List.of(0L, Math.min(1, all), all / 2, all))) {
            releasing(
                    model,
                    sale,
                    scenario,
                    "award of which " + toPayer + " back",
                    award(model, sale, all - toPayer, toPayer),
                    moves);
        }
    }

    private static EscrowCommand award(Model model, int sale, long toPayee, long toPayer) {
        Currency currency = model.escrow(sale).agreement().price().currency();
        return new EscrowCommand.Award(
                model.sales().get(sale).next(), Money.of(toPayee, currency), Money.of(toPayer, currency));
    }

    private static Optional<Money> claim(Escrow escrow) {
        return escrow.fundsNow()
                .flatMap(funds -> funds.holds().dispute())
                .map(dispute -> dispute.part().price());
    }

    private static List<Optional<Money>> amounts(Agreement agreement) {
        long price = agreement.price().amountMinor();
        List<Optional<Money>> amounts = new ArrayList<>();
        amounts.add(Optional.empty());
        amounts.add(Optional.of(Money.of(1, agreement.price().currency())));
        if (price > 3) {
            amounts.add(Optional.of(Money.of(price / 2, agreement.price().currency())));
        }
        return amounts;
    }

    private static void ask(Model model, int sale, String says, EscrowCommand command, List<Move> moves) {
        model.ask(sale, command).ifPresent(then -> moves.add(new Move(says + " of escrow " + sale, then)));
    }

    /** What may release is asked for a payee who is known, and for one who is new. */
    private static void releasing(
            Model model, int sale, Scenario scenario, String says, EscrowCommand command, List<Move> moves) {
        ask(model, sale, says, command, moves);
        if (scenario.has(Mood.NEW_PAYEE)) {
            model.ask(sale, command, new DecisionContext(model.now(), Optional.of(MATURES)))
                    .ifPresent(then -> moves.add(new Move(says + " of escrow " + sale + ", new payee", then)));
        }
    }

    /** What is refused in every state: more than there is, lines that do not sum, the answers to other questions. */
    static void refused(Model model, int sale) {
        Escrow escrow = model.escrow(sale);
        RefundId id = model.sales().get(sale).next();
        Money price = escrow.agreement().price();
        Money uncommitted = escrow.amountsNow().uncommittedPrice();
        Money one = Money.of(1, price.currency());
        List<EscrowCommand> never = new ArrayList<>();
        for (Money much :
                List.of(price.plus(one), uncommitted.plus(one), Money.zero(price.currency()), one.negated())) {
            Optional<Money> amount = Optional.of(much);
            never.add(new EscrowCommand.Release(amount, Optional.empty()));
            boolean after = escrow instanceof Escrow.Settled && much.compareTo(price) <= 0 && much.isPositive();
            if (!after) {
                never.add(new EscrowCommand.RefundPayer(id, amount, Optional.empty()));
                never.add(new EscrowCommand.Dispute(amount));
            }
        }
        never.add(new EscrowCommand.RefundDone(NOBODYS));
        never.add(new EscrowCommand.RefundDeclined(NOBODYS, "refund_refused"));
        never.add(new EscrowCommand.RefundStillUnknown(NOBODYS));
        never.add(new EscrowCommand.Captured(FOREIGN, escrow.agreement().charge()));
        never.add(new EscrowCommand.Captured(Model.PAYMENT, escrow.agreement().charge().plus(one)));
        never.add(new EscrowCommand.Declined(FOREIGN, "card_declined"));
        long claimed = claim(escrow).map(Money::amountMinor).orElse(0L);
        never.add(award(model, sale, claimed + 1, 0));
        never.add(award(model, sale, claimed + 1, -1));
        never.add(award(model, sale, -1, claimed + 1));
        for (EscrowCommand command : never) {
            if (model.ask(sale, command).isPresent()) {
                throw new Invariants.Breach("never allowed: " + command + " while " + escrow.stateName());
            }
        }
    }
}
