package dev.surety.ledger.domain.period;

import dev.surety.ledger.domain.books.BookSpan;
import dev.surety.ledger.domain.period.Period.State;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.json.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Optional;

/** Decides about the close of a period: one person asks, a file is written, another person agrees to its hash. */
public final class PeriodRules {
    public static final String SCOPE = "ledger:approve";

    /**
     * After a period's end. Clocks differ by five minutes, and the poster has ten for an entry: by then every entry of
     * the period is in the books.
     */
    public static final Duration SETTLES = Duration.ofMinutes(15);

    private PeriodRules() {}

    /**
     * The time of a month. It begins where the closed month before it ended, even if the time zone of the settings has
     * changed since. So no entry is between two periods, and none is in both.
     */
    public static BookSpan span(YearMonth month, ZoneId zone, Optional<Period> former) {
        Instant begins = former.filter(before -> before.state() == State.CLOSED)
                .map(before -> before.span().until())
                .orElseGet(() -> month.atDay(1).atStartOfDay(zone).toInstant());
        Instant ends = month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
        return new BookSpan(begins, ends, zone.getId());
    }

    /** When every entry before an instant is in the books. */
    public static Instant settled(Instant until) {
        return until.plus(SETTLES);
    }

    /** Why the period cannot be closed now, if so. */
    public static Optional<Refusal> close(Optional<Period> known, Readiness facts) {
        Optional<State> state = known.map(Period::state);
        if (state.filter(is -> is == State.CLOSED).isPresent()) {
            return refuse(CommonReason.PERIOD_CLOSED, "This period is closed, and no period opens again.");
        }
        if (state.filter(is -> is != State.REJECTED).isPresent()) {
            return refuse(CommonReason.TRANSITION_NOT_ALLOWED, "This period is being closed.");
        }
        if (facts.now().isBefore(facts.settledAt())) {
            return refuse(
                    CommonReason.TOO_EARLY,
                    "This period can be closed from " + Times.text(facts.settledAt()) + " on.");
        }
        Optional<String> gap = facts.gap();
        if (gap.isPresent()) {
            return refuse(CommonReason.STATEMENT_GAP, gap.get());
        }
        Optional<String> open = facts.open();
        if (open.isPresent()) {
            return refuse(CommonReason.ITEMS_OPEN, open.get());
        }
        return facts.hasApprover()
                ? Optional.empty()
                : refuse(
                        CommonReason.NO_ELIGIBLE_APPROVER,
                        "The settings' staff has no other person with " + SCOPE + ".");
    }

    /** Why this person may not agree to the file, if so. */
    public static Optional<Refusal> approve(Period period, String hash, String person, MoneyOut settings) {
        if (!settings.counts(person, SCOPE)) {
            return refuse(
                    CommonReason.FORBIDDEN, "The settings' staff does not list this person for " + SCOPE + ".");
        }
        Optional<Refusal> ended = waiting(period, "There is no file to approve.");
        if (ended.isPresent()) {
            return ended;
        }
        if (period.file().filter(file -> file.sha256().equals(hash)).isEmpty()) {
            return refuse(CommonReason.HASH_MISMATCH, "The hash of the file that waits is another.");
        }
        return settings.isSamePerson(period.by(), person)
                ? refuse(CommonReason.APPROVER_IS_MAKER, CommonReason.APPROVER_IS_MAKER.title())
                : Optional.empty();
    }

    /** Why this person may not reject the close, if so. The maker may withdraw it. */
    public static Optional<Refusal> reject(Period period, String person, MoneyOut settings) {
        boolean mayReject = settings.isSamePerson(period.by(), person) || settings.counts(person, SCOPE);
        if (!mayReject) {
            return refuse(
                    CommonReason.FORBIDDEN, "The settings' staff does not list this person for " + SCOPE + ".");
        }
        return period.state() == State.CLOSING ? Optional.empty() : waiting(period, "No close is under way.");
    }

    private static Optional<Refusal> waiting(Period period, String otherwise) {
        return switch (period.state()) {
            case AWAITING_APPROVAL -> Optional.empty();
            case CLOSED -> refuse(CommonReason.PERIOD_CLOSED, "This period is closed, and no period opens again.");
            case CLOSING, REJECTED -> refuse(CommonReason.TRANSITION_NOT_ALLOWED, otherwise);
        };
    }

    private static Optional<Refusal> refuse(CommonReason reason, String detail) {
        return Optional.of(reason.with(detail));
    }
}
