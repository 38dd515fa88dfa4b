package dev.surety.disputes.domain.procedure;

import static dev.surety.disputes.domain.procedure.DisputeTrial.A_FACT;
import static dev.surety.disputes.domain.procedure.DisputeTrial.LARGE;
import static dev.surety.disputes.domain.procedure.DisputeTrial.MIDDLE;
import static dev.surety.disputes.domain.procedure.DisputeTrial.eur;
import static dev.surety.disputes.domain.procedure.DisputeTrial.words;

import dev.surety.disputes.domain.dispute.Finding;
import dev.surety.disputes.domain.dispute.Judgement;
import dev.surety.disputes.domain.dispute.Role;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.evidence.CheckOutcome;
import dev.surety.model.dispute.DisputedMoney.How;
import dev.surety.model.dispute.DisputedMoney.Refund;
import dev.surety.model.dispute.Division;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A dispute in every state of the chart, and one of every command by every actor. */
final class ChartSamples {
    private ChartSamples() {}

    /** Each state is reached anew, so no cell can change another. */
    static Map<String, Supplier<DisputeTrial>> states() {
        Map<String, Supplier<DisputeTrial>> states = new LinkedHashMap<>();
        states.put("awaiting_response", ChartSamples::begun);
        states.put("negotiating", () -> begun().respond().days(2));
        states.put("evidence", () -> begun().toEvidence());
        states.put("evidence: own submitted", () -> begun()
                .toEvidence()
                .does(new DisputeCommand.SubmitEvidence(Side.PAYER, Optional.empty())));
        states.put("rebuttal", () -> begun().toRebuttal());
        states.put("mediation", () -> begun().toPeople());
        states.put("mediation: proposed", ChartSamples::proposed);
        states.put("mediation: payer accepted", () -> proposed()
                .does(new DisputeCommand.AnswerProposal(Side.PAYER, true)));
        states.put("ruling", () -> begun().toRuling());
        states.put("ruling: more asked", ChartSamples::asked);
        states.put("ruling: overdue", () -> begun().toRuling().pass());
        states.put("ruling: draft", ChartSamples::drafted);
        states.put("ruling: two drafts", ChartSamples::twoDrafts);
        states.put("ruled", ChartSamples::ruled);
        states.put("appeal", ChartSamples::appealed);
        states.put("appeal: heard", () -> appealed().pass().wait(Duration.ofHours(1)));
        states.put("enforcing", ChartSamples::enforcing);
        states.put("enforcing: refund pending", () -> {
            DisputeTrial trial = enforcing();
            return trial.does(trial.ended(How.AWARDED, Optional.of(Refund.PENDING), Optional.of(1)));
        });
        states.put("suspended: negotiating", () -> drawn(begun().respond().days(2)));
        states.put("suspended: mediation", () -> drawn(proposed()));
        states.put("suspended: ruling", () -> drawn(begun().toRuling()));
        states.put("suspended: ruled", () -> drawn(ruled()));
        states.put("suspended: enforcing", () -> drawn(enforcing()));
        states.put("closed", () -> {
            DisputeTrial trial = enforcing();
            trial.does(trial.ended(How.AWARDED, Optional.empty(), Optional.of(1)));
            return trial.settle();
        });
        return states;
    }

    private static DisputeTrial begun() {
        return DisputeTrial.of(MIDDLE)
                .does(new DisputeCommand.Notify(Side.PAYEE, DisputeTrial.START, "email"))
                .does(new DisputeCommand.MakeOffer(Side.PAYER, DisputeTrial.lines(100_00, 500_00)))
                .does(new DisputeCommand.AddEvidence(Side.PAYER, DisputeTrial.file("of the payer")))
                .wait(Duration.ofHours(30));
    }

    private static DisputeTrial proposed() {
        DisputeTrial trial = begun().toPeople();
        return trial.does(
                new DisputeCommand.Propose(trial.person(Role.MEDIATOR), half(trial), List.of(A_FACT)));
    }

    private static DisputeTrial asked() {
        DisputeTrial trial = begun().toRuling();
        return trial.does(new DisputeCommand.RequestEvidence(trial.person(Role.ARBITER)));
    }

    private static DisputeTrial drafted() {
        DisputeTrial trial = DisputeTrial.of(LARGE).toRuling();
        return trial.does(trial.rule(half(trial))).settle();
    }

    private static DisputeTrial twoDrafts() {
        DisputeTrial trial = drafted();
        return trial.does(trial.differ(Role.CONFIRMER, Division.allToPayer(LARGE))).settle();
    }

    private static DisputeTrial ruled() {
        DisputeTrial trial = begun().toRuling();
        return trial.does(trial.rule(half(trial)));
    }

    private static DisputeTrial appealed() {
        return ruled().does(new DisputeCommand.Appeal(Side.PAYEE, Optional.empty())).settle();
    }

    private static DisputeTrial enforcing() {
        return begun().does(new DisputeCommand.Concede(Side.PAYEE));
    }

    private static DisputeTrial drawn(DisputeTrial trial) {
        return trial.does(trial.open(600_00, 200_00));
    }

    static Division half(DisputeTrial trial) {
        long half = trial.dispute.frozen().amountMinor() / 2;
        return DisputeTrial.lines(half, half);
    }

    /** A command's name and its actor's, as the chart's row begins. */
    static Map<String, Function<DisputeTrial, DisputeCommand>> commands() {
        Map<String, Function<DisputeTrial, DisputeCommand>> all = new LinkedHashMap<>();
        for (Side side : Side.values()) {
            ofParty(side).forEach((name, command) -> all.put(name + " | " + side.code(), command));
        }
        for (Role role : Role.values()) {
            ofPerson(trial -> trial.person(role))
                    .forEach((name, command) -> all.put(name + " | " + role.code(), command));
        }
        ofPerson(_ -> "arb_stranger").forEach((name, command) -> all.put(name + " | stranger", command));
        all.put("assign | operator", _ -> new DisputeCommand.Assign());
        all.put("check-evidence | upload", _ -> new DisputeCommand.CheckEvidence(
                DisputeTrial.id("of the payer"), new CheckOutcome.Sound(1)));
        all.put("time | timer", _ -> new DisputeCommand.Time());
        all.put("outage | operator", _ -> new DisputeCommand.HearOutage());
        all.put("bank takes more | escrow", trial -> trial.open(minor(trial), drawnNow(trial) + 100_00));
        all.put("bank takes nothing | escrow", trial -> trial.open(minor(trial), 0));
        all.put("less is frozen | escrow", trial -> trial.open(minor(trial) - 10_00, drawnNow(trial)));
        all.put("carried out | escrow", trial -> trial.ended(How.AWARDED, Optional.of(Refund.DONE), Optional.of(1)));
        all.put("carried out, refund pending | escrow", trial -> trial.ended(
                How.AWARDED, Optional.of(Refund.PENDING), Optional.of(1)));
        all.put("awarded by another command | escrow", trial -> trial.ended(
                How.AWARDED, Optional.empty(), Optional.empty()));
        all.put("withdrawn by another command | escrow", trial -> trial.ended(
                How.WITHDRAWN, Optional.empty(), Optional.empty()));
        all.put("long stop | escrow", trial -> trial.ended(How.TIMED_OUT, Optional.empty(), Optional.empty()));
        all.put("bank kept all | escrow", trial -> trial.ended(How.LOST, Optional.empty(), Optional.empty()));
        return all;
    }

    private static long minor(DisputeTrial trial) {
        return trial.dispute.frozen().amountMinor();
    }

    private static long drawnNow(DisputeTrial trial) {
        return trial.dispute.drawn().amountMinor();
    }

    private static Map<String, Function<DisputeTrial, DisputeCommand>> ofParty(Side side) {
        Map<String, Function<DisputeTrial, DisputeCommand>> all = new LinkedHashMap<>();
        all.put("withdraw", _ -> new DisputeCommand.Withdraw(side));
        all.put("concede", _ -> new DisputeCommand.Concede(side));
        all.put("reject", _ -> new DisputeCommand.Reject(side));
        all.put("offer", trial -> new DisputeCommand.MakeOffer(
                side,
                new Division(eur(minor(trial) / 2), eur(minor(trial) / 2))));
        all.put("accept-offer", trial -> trial.dispute.standing(Side.PAYER)
                .map(offer -> new DisputeCommand.AcceptOffer(side, offer.id(), offer.hash()))
                .orElseGet(() -> new DisputeCommand.AcceptOffer(side, "o9", "none")));
        all.put("escalate", _ -> new DisputeCommand.Escalate(side));
        all.put("add-evidence", _ -> new DisputeCommand.AddEvidence(side, words("more of " + side)));
        all.put("remove-evidence", _ -> new DisputeCommand.RemoveEvidence(side, DisputeTrial.id("of the payer")));
        all.put("submit-evidence", _ -> new DisputeCommand.SubmitEvidence(side, Optional.empty()));
        all.put("accept-proposal", _ -> new DisputeCommand.AnswerProposal(side, true));
        all.put("reject-proposal", _ -> new DisputeCommand.AnswerProposal(side, false));
        all.put("challenge", _ -> new DisputeCommand.Challenge(side));
        all.put("appeal", _ -> new DisputeCommand.Appeal(side, Optional.empty()));
        all.put("notify", trial -> new DisputeCommand.Notify(side, trial.now, "email"));
        return all;
    }

    private static Map<String, Function<DisputeTrial, DisputeCommand>> ofPerson(
            Function<DisputeTrial, String> person) {
        Map<String, Function<DisputeTrial, DisputeCommand>> all = new LinkedHashMap<>();
        all.put("propose", trial ->
                new DisputeCommand.Propose(person.apply(trial), half(trial), List.of(A_FACT)));
        all.put("request-evidence", trial -> new DisputeCommand.RequestEvidence(person.apply(trial)));
        all.put("rule", trial -> new DisputeCommand.Rule(
                person.apply(trial), half(trial), Finding.CLAIM_PARTLY_PROVED, List.of(A_FACT)));
        all.put("confirm", trial -> new DisputeCommand.Confirm(person.apply(trial), hash(trial), Optional.empty()));
        all.put("confirm otherwise", trial -> new DisputeCommand.Confirm(
                person.apply(trial),
                hash(trial),
                Optional.of(new DisputeCommand.Other(
                        Division.allToPayee(trial.dispute.frozen()), Finding.CLAIM_NOT_PROVED, List.of(A_FACT)))));
        all.put("recuse", trial -> new DisputeCommand.Recuse(person.apply(trial)));
        return all;
    }

    private static String hash(DisputeTrial trial) {
        return trial.dispute.judgement().drafts().stream()
                .findFirst()
                .map(Judgement.Draft::hash)
                .orElse("none");
    }
}
