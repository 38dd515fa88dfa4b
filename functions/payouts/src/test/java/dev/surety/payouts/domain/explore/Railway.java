package dev.surety.payouts.domain.explore;

import dev.surety.model.Invariants;
import dev.surety.payouts.domain.explore.Scenario.Mood;
import dev.surety.payouts.domain.explore.Track.AtBank;
import dev.surety.payouts.domain.explore.Track.Truth;
import dev.surety.payouts.domain.payout.Payout;
import dev.surety.payouts.domain.payout.PayoutCommand;
import dev.surety.payouts.domain.payout.PayoutTimes;
import dev.surety.payouts.domain.reason.Reason;
import dev.surety.payouts.domain.reason.Reasons;
import dev.surety.payouts.store.ShippedReasons;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The calls to the rail: sent, on their way, executed or declined, answered or not, and asked about later. */
final class Railway {
    private static final String SILENCE = "SILENCE";
    private static final Reasons REASONS = ShippedReasons.get();
    private static final String OK = "OK";
    private static final List<String> REFUSALS = List.of("AC04", "AM05");

    private Railway() {}

    static List<Move> moves(Model model) {
        List<Move> moves = new ArrayList<>();
        for (int i = 0; i < model.payouts().size(); i++) {
            Track track = model.track(i);
            if (track.payout() instanceof Payout.Scheduled) {
                moves.add(new Move("payout " + i + " is about to be sent", sending(model, i)));
            }
            if (track.bank().call()) {
                arrives(model, i, moves);
            }
            if (track.bank().answer().isPresent()) {
                moves.add(new Move("the answer for payout " + i + " is heard", heard(model, i)));
                if (model.scenario().has(Mood.SILENCE)) {
                    moves.add(new Move(
                            "the answer for payout " + i + " is lost",
                            model.bank(i, track.bank().answered())));
                }
            }
            track.due().ifPresent(due -> moves.addAll(due(model, track, due)));
        }
        return moves;
    }

    /** The entry is the point of no return. Only the process that appended it makes the call, and one call. */
    static Model sending(Model model, int number) {
        Model sending = model.tell(number, new PayoutCommand.Send());
        return sending.track(number).payout() instanceof Payout.Sending
                        && !(model.track(number).payout() instanceof Payout.Sending)
                ? sending.bank(number, sending.track(number).bank().called())
                : sending;
    }

    private static void arrives(Model model, int number, List<Move> moves) {
        AtBank bank = model.track(number).bank();
        String of = " payout " + number;
        if (bank.truth() == Truth.CLOSED) {
            moves.add(new Move(
                    "the bank never executes" + of,
                    model.bank(number, bank.heard(Truth.CLOSED, bank.code(), Optional.of(bank.code())))));
            return;
        }
        moves.add(new Move("the bank takes" + of, executed(model, number, OK)));
        if (model.scenario().has(Mood.DECLINES)) {
            for (String code : REFUSALS) {
                moves.add(new Move(
                        "the bank declines" + of + ", " + code,
                        model.bank(number, bank.heard(Truth.DECLINED, code, Optional.of(code)))));
            }
        }
        if (model.scenario().has(Mood.REFUSES)) {
            moves.add(new Move(
                    "the bank takes" + of + " and refuses it later",
                    model.bank(number, bank.heard(Truth.DECLINED, REFUSALS.getFirst(), Optional.of(OK)))));
        }
        if (model.scenario().has(Mood.SILENCE)) {
            moves.add(new Move("the bank takes" + of + " and fails", executed(model, number, SILENCE)));
            moves.add(new Move(
                    "the bank is not reached for" + of,
                    model.bank(number, bank.heard(Truth.UNHEARD, "", Optional.of(SILENCE)))));
        }
    }

    private static Model executed(Model model, int number, String answer) {
        AtBank bank = model.track(number).bank();
        Invariants.hold(bank.truth() == Truth.UNHEARD, "paid-once: a second transfer of one payout");
        return model.bank(number, bank.heard(Truth.EXECUTED, "", Optional.of(answer)));
    }

    private static Model heard(Model model, int number) {
        AtBank bank = model.track(number).bank();
        return model.bank(number, bank.answered()).tell(number, command(bank.answer().orElseThrow()));
    }

    private static PayoutCommand command(String answer) {
        return switch (answer) {
            case OK -> new PayoutCommand.Accepted("trace");
            case SILENCE -> new PayoutCommand.NoAnswer();
            default -> new PayoutCommand.Declined(answer, credits(answer));
        };
    }

    private static boolean credits(String code) {
        return REASONS.find(code).map(Reason::credits).orElse(true);
    }

    private static List<Move> due(Model model, Track track, Instant due) {
        int number = model.payouts().indexOf(track);
        List<Move> moves = new ArrayList<>();
        moves.add(new Move("time comes for payout " + number, woken(model, number, due, false)));
        if (model.scenario().has(Mood.SILENCE) && track.payout().open().isPresent()) {
            moves.add(new Move(
                    "time comes for payout " + number + ", the bank is silent", woken(model, number, due, true)));
        }
        return moves;
    }

    /** What the application does at a deadline. Each wake leaves an entry, and with it the next deadline. */
    static Model woken(Model before, int number, Instant due, boolean isSilent) {
        Model model = before.now().isBefore(due) ? before.at(due) : before;
        Model after = switch (model.track(number).payout()) {
            case Payout.AwaitingApproval _ -> model.tell(number, new PayoutCommand.Expire());
            case Payout.Scheduled _ -> sending(model, number);
            case Payout.Returned _, Payout.Paid _ -> model.tell(number, new PayoutCommand.StayedAway());
            default -> asked(model, number, isSilent);
        };
        Invariants.hold(
                after.track(number).due().filter(next -> !next.isAfter(model.now())).isEmpty(),
                "timed-exit: a wake leaves no later deadline");
        return after;
    }

    private static Model asked(Model model, int number, boolean isSilent) {
        if (isSilent) {
            return model.tell(number, new PayoutCommand.NoAnswer());
        }
        Track track = model.track(number);
        return switch (track.bank().truth()) {
            case EXECUTED -> model.tell(number, new PayoutCommand.Accepted("trace"));
            case DECLINED, CLOSED -> model.tell(number, command(track.bank().code()));
            case UNHEARD -> {
                boolean mayClose = !(track.payout() instanceof Payout.Sent)
                        && track.payout()
                                .open()
                                .filter(asked -> asked.notFound() >= PayoutTimes.NOT_FOUND_OFTEN)
                                .isPresent();
                yield mayClose
                        ? model.bank(number, track.bank().closed()).tell(number, command("AB05"))
                        : model.tell(number, new PayoutCommand.NotFound());
            }
        };
    }
}
