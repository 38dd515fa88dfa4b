package dev.surety.disputes.domain.dispute;

import dev.surety.model.journal.Attention;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The places that a dispute takes in the work queue. An entry opens or closes one. The dispute knows which are open, so
 * a timer's entry closes the next one that is no longer wanted.
 */
public final class DisputeAttention {
    public static final String NO_NOTICE = "no_notice";
    public static final String NO_ARBITER = "no_arbiter";
    public static final String RULING_OVERDUE = "ruling_overdue";
    public static final String ENFORCING_STUCK = "enforcing_stuck";

    /** No entry closes it: a person must find out how the procedure could outlast the escrow. */
    public static final String LONG_STOP_FIRED = "long_stop_fired";

    private DisputeAttention() {}

    /** The change that an entry makes. */
    public static Optional<Attention> of(Dispute before, Dispute after) {
        Optional<String> opened = first(after.attention(), before.attention());
        return opened.isPresent()
                ? opened.map(Attention::opens)
                : first(before.attention(), after.attention()).map(Attention::closes);
    }

    /** Whether another entry has to open or close one. */
    static boolean isLeft(Dispute dispute) {
        return !tended(dispute).attention().equals(dispute.attention());
    }

    static Dispute tended(Dispute dispute) {
        List<String> wanted = wanted(dispute);
        List<String> now = new ArrayList<>(dispute.attention());
        Optional<String> missing = first(wanted, now);
        if (missing.isPresent()) {
            now.add(missing.get());
        } else {
            first(now, wanted).ifPresent(now::remove);
        }
        return new Dispute(
                dispute.opening(),
                dispute.stage(),
                dispute.since(),
                dispute.deadline(),
                dispute.frozen(),
                dispute.drawn(),
                dispute.parties(),
                dispute.offers(),
                dispute.evidence(),
                dispute.bench(),
                dispute.judgement(),
                dispute.suspension(),
                dispute.enforcement(),
                dispute.outcome(),
                dispute.delays(),
                dispute.at(),
                now);
    }

    private static Optional<String> first(List<String> of, List<String> notIn) {
        return of.stream().filter(kind -> !notIn.contains(kind)).findFirst();
    }

    private static List<String> wanted(Dispute of) {
        List<String> kinds = new ArrayList<>();
        boolean isUnnoticed = of.parties().of(of.opening().respondent()).notice().isEmpty();
        if (of.stage() == Stage.AWAITING_RESPONSE && of.delays().hasWaitedForNotice() && isUnnoticed) {
            kinds.add(NO_NOTICE);
        }
        if (of.vacancy().isPresent() && of.bench().lacking().equals(of.vacancy())) {
            kinds.add(NO_ARBITER);
        }
        if (of.stage() == Stage.RULING && of.bench().isOverdue()) {
            kinds.add(RULING_OVERDUE);
        }
        if (of.stage() == Stage.ENFORCING && of.enforcement().filter(Enforcement::isStuck).isPresent()) {
            kinds.add(ENFORCING_STUCK);
        }
        if (of.outcome().filter(how -> how == Outcome.TIMED_OUT).isPresent()) {
            kinds.add(LONG_STOP_FIRED);
        }
        return kinds;
    }
}
