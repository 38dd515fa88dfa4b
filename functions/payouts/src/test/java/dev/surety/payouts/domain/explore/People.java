package dev.surety.payouts.domain.explore;

import dev.surety.model.Invariants;
import dev.surety.model.money.Money;
import dev.surety.payouts.domain.explore.Scenario.Mood;
import dev.surety.payouts.domain.explore.Track.Truth;
import dev.surety.payouts.domain.payout.Payout;
import dev.surety.payouts.domain.payout.PayoutCommand;
import dev.surety.payouts.domain.payout.PayoutDecision;
import dev.surety.payouts.domain.payout.PayoutEvent;
import dev.surety.payouts.domain.payout.PayoutOrder;
import dev.surety.payouts.domain.payout.PayoutOrder.Destination;
import dev.surety.payouts.domain.payout.PayoutOrder.Speed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The payee, the people of the marketplace, and the steps that no rail takes part in. */
final class People {
    private static final Destination TO = new Destination("pm_one", "fingerprint", "words");

    private static final String REFUSAL = "AC04";

    private People() {}

    static List<Move> moves(Model model) {
        List<Move> moves = new ArrayList<>();
        begins(model, moves);
        for (int i = 0; i < model.payouts().size(); i++) {
            if (model.scenario().has(Mood.APPROVALS)) {
                told(model, i, "the checker approves", new PayoutCommand.Approve(Model.CHECKER), moves);
                told(model, i, "the checker rejects", new PayoutCommand.Reject(), moves);
            }
            told(model, i, "a person cancels", new PayoutCommand.Cancel(), moves);
            if (model.scenario().has(Mood.STOPS) && model.track(i).payout() instanceof Payout.Scheduled) {
                told(model, i, "the account has changed for", new PayoutCommand.GiveUp("method_changed"), moves);
                told(model, i, "a pause holds", new PayoutCommand.Wait(), moves);
            }
            if (model.scenario().has(Mood.REFUSES)) {
                refusal(model, i, moves);
            }
            again(model, i, moves);
        }
        return moves;
    }

    /** Anyone may forge a report. People who agree have asked the bank, and statements show what it did. */
    private static void refusal(Model model, int number, List<Move> moves) {
        Track track = model.track(number);
        boolean isKnown = track.payout() instanceof Payout.Paid paid
                ? paid.refused().isPresent()
                : track.payout().open().flatMap(Payout.Asked::refused).isPresent();
        if (!isKnown && track.bank().truth() != Truth.UNHEARD) {
            var report = new PayoutCommand.Reported("RJCT", REFUSAL, true, Model.MAKER);
            told(model, number, "a report tells the refusal of", report, moves);
        }
        if (track.bank().truth() == Truth.DECLINED) {
            var agreed = new PayoutCommand.AgreeToRefusal(Model.CHECKER, REFUSAL);
            told(model, number, "the checker agrees to the refusal of", agreed, moves);
            told(model, number, "statements show no", new PayoutCommand.RefusalShown(), moves);
        }
    }

    private static void begins(Model model, List<Move> moves) {
        long begun = model.payouts().stream()
                .filter(track -> track.order().retryOf().isEmpty())
                .count();
        if (begun == model.scenario().orders().size()) {
            return;
        }
        PayoutOrder order = order(model, Model.euro(model.scenario().orders().get((int) begun)), Optional.empty());
        // The application collects the debt before each debit of a payee.
        Model collected = Debts.collected(model);
        begins(collected, "a payout is scheduled", new PayoutEvent.Scheduled(order), order, moves);
        if (model.scenario().has(Mood.APPROVALS)) {
            var asked = new PayoutEvent.Requested(order, Model.MAKER, 1, order.amount());
            begins(collected, "a payout is asked for", asked, order, moves);
        }
        if (model.scenario().has(Mood.STOPS)) {
            begins(model, "a payout is excluded", new PayoutEvent.Excluded(order, "limit"), order, moves);
            begins(model, "a payout is taken out", new PayoutEvent.TakenOut(order), order, moves);
        }
    }

    private static void begins(Model model, String says, PayoutEvent first, PayoutOrder order, List<Move> moves) {
        model.begin(order, first).ifPresent(then -> moves.add(new Move(says, then)));
    }

    /** What failed or came back is repeated, once, with a debit of its own. */
    private static void again(Model model, int number, List<Move> moves) {
        Track track = model.track(number);
        boolean mayRepeat = track.payout() instanceof Payout.Failed || track.payout() instanceof Payout.Returned;
        boolean isRepeated = model.payouts().stream()
                .anyMatch(each -> each.order().retryOf().equals(Optional.of(Model.id(number))));
        if (model.scenario().has(Mood.RETRIES) && mayRepeat && !isRepeated) {
            PayoutOrder order = order(model, track.order().amount(), Optional.of(number));
            var first = new PayoutEvent.Scheduled(order);
            begins(Debts.collected(model), "payout " + number + " is repeated", first, order, moves);
        }
    }

    private static PayoutOrder order(Model model, Money amount, Optional<Integer> retryOf) {
        int number = model.payouts().size();
        return new PayoutOrder(
                Optional.empty(),
                retryOf.map(Model::id),
                Model.PAYABLE.toString(),
                amount,
                Model.euro(1),
                Speed.STANDARD,
                "sandbox",
                Model.BANK,
                TO,
                "REFERENCE" + number,
                1);
    }

    private static void told(Model model, int number, String says, PayoutCommand command, List<Move> moves) {
        if (model.decide(number, command) instanceof PayoutDecision.Append(var event)) {
            moves.add(new Move(says + " payout " + number, model.append(number, event)));
        }
    }

    /** After {@code sending} no wish undoes a payout; one that its maker approves counts for nothing. */
    static void refused(Model model, int number) {
        Payout payout = model.track(number).payout();
        if (!(payout instanceof Payout.AwaitingApproval) && !(payout instanceof Payout.Scheduled)) {
            for (PayoutCommand wish : List.of(
                    new PayoutCommand.Cancel(),
                    new PayoutCommand.Reject(),
                    new PayoutCommand.Approve(Model.CHECKER),
                    new PayoutCommand.Send(),
                    new PayoutCommand.GiveUp("debt"),
                    new PayoutCommand.Expire())) {
                if (model.decide(number, wish) instanceof PayoutDecision.Append) {
                    throw new Invariants.Breach("legal-path: " + wish + " while " + payout.state());
                }
            }
        }
        Invariants.hold(
                model.decide(number, new PayoutCommand.Approve("per_maker")) instanceof PayoutDecision.Refused,
                "four-eyes: the maker approves");
    }
}
