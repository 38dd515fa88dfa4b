package dev.surety.payouts.domain.payout;

import static dev.surety.model.refusal.CommonReason.APPROVAL_EXPIRED;
import static dev.surety.model.refusal.CommonReason.APPROVER_COUNTED;
import static dev.surety.model.refusal.CommonReason.APPROVER_IS_MAKER;
import static dev.surety.model.refusal.CommonReason.FORBIDDEN;
import static dev.surety.model.refusal.CommonReason.TRANSITION_NOT_ALLOWED;

import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.refusal.CommonReason;
import dev.surety.payouts.domain.bank.Way;
import dev.surety.payouts.domain.payout.Payout.AwaitingApproval;
import dev.surety.payouts.domain.payout.PayoutCommand.Accepted;
import dev.surety.payouts.domain.payout.PayoutCommand.AgreeToRefusal;
import dev.surety.payouts.domain.payout.PayoutCommand.Approve;
import dev.surety.payouts.domain.payout.PayoutCommand.Booked;
import dev.surety.payouts.domain.payout.PayoutCommand.Cancel;
import dev.surety.payouts.domain.payout.PayoutCommand.Credited;
import dev.surety.payouts.domain.payout.PayoutCommand.Declined;
import dev.surety.payouts.domain.payout.PayoutCommand.Expire;
import dev.surety.payouts.domain.payout.PayoutCommand.GiveUp;
import dev.surety.payouts.domain.payout.PayoutCommand.MakeVoid;
import dev.surety.payouts.domain.payout.PayoutCommand.NoAnswer;
import dev.surety.payouts.domain.payout.PayoutCommand.NotFound;
import dev.surety.payouts.domain.payout.PayoutCommand.NoticeChange;
import dev.surety.payouts.domain.payout.PayoutCommand.RefusalShown;
import dev.surety.payouts.domain.payout.PayoutCommand.Reject;
import dev.surety.payouts.domain.payout.PayoutCommand.Reported;
import dev.surety.payouts.domain.payout.PayoutCommand.Send;
import dev.surety.payouts.domain.payout.PayoutCommand.StayedAway;
import dev.surety.payouts.domain.payout.PayoutCommand.Wait;
import dev.surety.payouts.domain.payout.PayoutCommand.Wish;
import dev.surety.payouts.domain.payout.PayoutDecision.Append;
import dev.surety.payouts.domain.payout.PayoutDecision.Nothing;
import dev.surety.payouts.domain.payout.PayoutDecision.Refused;
import dev.surety.payouts.domain.payout.PayoutDecision.TooSoon;
import dev.surety.payouts.domain.payout.PayoutEvent.Credit;
import dev.surety.payouts.domain.payout.PayoutEvent.Debit;
import dev.surety.payouts.domain.payout.PayoutEvent.StatusNoted;
import java.time.Instant;
import java.util.Optional;

/** The one place that decides the moves of a payout. */
public final class PayoutRules {
    public static final String APPROVE = "payouts:approve";

    /** The code of a payout whose file is void. */
    public static final String VOIDED = "voided";

    private PayoutRules() {}

    /** @param rules of the marketplace: who approves, and who is one person */
    public record Context(Instant now, MoneyOut rules) {}

    public static PayoutDecision decide(Payout payout, PayoutCommand command, Context context) {
        if (command instanceof NoticeChange notice) {
            return noticed(payout, notice);
        }
        return switch (payout) {
            case AwaitingApproval waiting -> awaiting(waiting, command, context);
            case Payout.Scheduled scheduled -> scheduled(scheduled, command);
            case Payout.Sending sending -> unanswered(sending, sending.asked(), command, context.now());
            case Payout.Unknown unknown -> unanswered(unknown, unknown.asked(), command, context.now());
            case Payout.Sent sent -> sent(sent, command, context);
            case Payout.Paid paid -> paid(paid, command);
            case Payout.Returned returned -> returned(returned, command);
            case Payout.Failed failed -> ended(failed, command);
            case Payout.Cancelled cancelled -> ended(cancelled, command);
            case Payout.Excluded excluded -> ended(excluded, command);
            case Payout.TakenOut out -> ended(out, command);
        };
    }

    /** Of a payout that no bank has, a notice tells nothing. */
    private static PayoutDecision noticed(Payout payout, NoticeChange notice) {
        boolean wasSent = payout.open().isPresent()
                || payout instanceof Payout.Paid
                || payout instanceof Payout.Returned;
        return wasSent
                ? new Append(new PayoutEvent.ChangeNoticed(
                        notice.code(),
                        notice.corrects(),
                        notice.words(),
                        notice.by(),
                        PayoutEvent.ChangeNoticed.UPLOADED))
                : new Nothing();
    }

    private static PayoutDecision awaiting(AwaitingApproval payout, PayoutCommand command, Context context) {
        return switch (command) {
            case Approve(var person) -> approve(payout, person, context);
            case AgreeToRefusal _ -> notIn(payout);
            case Reject _ -> new Append(new PayoutEvent.Cancelled("rejected"));
            case Cancel _ -> new Append(new PayoutEvent.Cancelled("cancelled"));
            case GiveUp(var code) -> new Append(new PayoutEvent.Cancelled(code));
            case Expire _ ->
                context.now().isBefore(PayoutTimes.expiry(payout))
                        ? new Nothing()
                        : new Append(new PayoutEvent.Cancelled("approval_expired"));
            case Send _, Wait _, MakeVoid _, StayedAway _, NoticeChange _ -> new Nothing();
            case Accepted _, Declined _, NoAnswer _, NotFound _, Booked _, Credited _, Reported _, RefusalShown _ ->
                ended(payout, command);
        };
    }

    private static PayoutDecision approve(AwaitingApproval payout, String person, Context context) {
        if (!context.rules().counts(person, APPROVE, payout.sum())) {
            return refused(FORBIDDEN, "The settings do not let this person approve this amount.");
        }
        if (isMaker(payout.maker(), person, context.rules())) {
            return refused(APPROVER_IS_MAKER, APPROVER_IS_MAKER.title());
        }
        if (payout.approvers().stream().anyMatch(before -> context.rules().isSamePerson(before, person))) {
            return refused(APPROVER_COUNTED, APPROVER_COUNTED.title());
        }
        return context.now().isBefore(PayoutTimes.expiry(payout))
                ? new Append(new PayoutEvent.Approved(person))
                : refused(APPROVAL_EXPIRED, APPROVAL_EXPIRED.title());
    }

    private static boolean isMaker(String maker, String person, MoneyOut rules) {
        String staff = "staff:";
        return maker.startsWith(staff) && rules.isSamePerson(maker.substring(staff.length()), person);
    }

    private static PayoutDecision scheduled(Payout.Scheduled payout, PayoutCommand command) {
        return switch (command) {
            case Cancel _ -> new Append(new PayoutEvent.Cancelled("cancelled"));
            case GiveUp(var code) -> new Append(new PayoutEvent.Cancelled(code));
            case Send _ -> new Append(new PayoutEvent.Sending());
            case Wait _ -> new Append(StatusNoted.of("paused"));
            case Approve _, AgreeToRefusal _, Reject _ -> notIn(payout);
            case Expire _, MakeVoid _, StayedAway _, NoticeChange _ -> new Nothing();
            case Accepted _, Declined _, NoAnswer _, NotFound _, Booked _, Credited _, Reported _, RefusalShown _ ->
                ended(payout, command);
        };
    }

    /** Of {@code sending} and {@code unknown}. */
    private static PayoutDecision unanswered(
            Payout payout, Payout.Asked asked, PayoutCommand command, Instant now) {
        return switch (command) {
            case Wish _ -> notIn(payout);
            case GiveUp _, Expire _, Send _, Wait _, NoticeChange _ -> new Nothing();
            case MakeVoid _ -> new Append(new PayoutEvent.Failed(VOIDED));
            case Accepted(var trace) -> new Append(new PayoutEvent.Sent(trace));
            case Declined(var code, var credits) when credits -> new Append(new PayoutEvent.Failed(code));
            case Declined(var code, var _) -> doubtful(payout, asked, code, now);
            case NoAnswer _ when payout instanceof Payout.Sending ->
                new Append(new PayoutEvent.Unknown(PayoutEvent.NO_ANSWER));
            case NoAnswer _ -> looked(asked, "asked", now);
            case NotFound _ ->
                now.isBefore(PayoutTimes.visible(asked))
                        ? looked(asked, "asked", now)
                        : new Append(StatusNoted.of(StatusNoted.NOT_FOUND));
            // The bank has it, so the rail took it. The same line is told again, and then is its debit.
            case Booked(var debit) -> new Append(new PayoutEvent.Sent(debit.line()));
            case Credited(var credit) -> switch (credit.way()) {
                case BEFORE_ITS_DEBIT -> new Append(new PayoutEvent.Sent(credit.line()));
                case WAITS -> noted(credit);
                case RECREDITED -> failed(asked);
                case RETURNED -> new TooSoon();
            };
            case Reported report -> reported(payout, report);
            case RefusalShown _ -> asked.refused().isPresent() ? failed(asked) : new Nothing();
            case StayedAway _ -> stayedAway(payout);
        };
    }

    /** The refusal stays announced until the bank's books prove it, for a forged report would pay twice. */
    private static PayoutDecision reported(Payout payout, Reported report) {
        if (!report.refuses()) {
            return new Append(StatusNoted.reported(report.status()));
        }
        if (!report.credits()) {
            boolean isKnown = payout instanceof Payout.Unknown unknown && unknown.why().equals(report.code());
            return new Append(
                    isKnown ? StatusNoted.reported(report.status()) : new PayoutEvent.Unknown(report.code()));
        }
        return new Append(announced(report));
    }

    /** The bank has its money by now, so only a refusal that gives it back says that it has to come back. */
    private static PayoutDecision reportedAfterwards(Reported report) {
        return new Append(
                report.refuses() && report.credits()
                        ? announced(report)
                        : StatusNoted.reported(report.status()));
    }

    /** A repetition is kept, too, for who uploaded it cannot agree to it. */
    private static PayoutEvent announced(Reported report) {
        return new PayoutEvent.RefusalAnnounced(report.code(), report.by());
    }

    /** Only of what is {@code sent}: a debit that is booked brings its money back by a line of the bank. */
    private static PayoutDecision agree(Payout.Sent payout, AgreeToRefusal agreed, MoneyOut rules) {
        Optional<Payout.Refusal> refusal = payout.asked().refused();
        if (!payout.asked().isUnbooked()) {
            return refused(TRANSITION_NOT_ALLOWED, "The bank has booked its debit. A line has to bring it back.");
        }
        if (!rules.counts(agreed.person(), APPROVE, payout.order().amount())) {
            return refused(FORBIDDEN, "The settings do not let this person approve this amount.");
        }
        if (refusal.filter(of -> of.code().equals(agreed.code())).isEmpty()) {
            String announced = refusal.map(of -> "the refusal " + of.code()).orElse("no refusal");
            return refused(TRANSITION_NOT_ALLOWED, "The bank has announced " + announced + ".");
        }
        if (refusal.get().by().isEmpty()) {
            return refused(TRANSITION_NOT_ALLOWED, "Nothing tells who uploaded the announcement.");
        }
        return refusal.get().by().stream().anyMatch(by -> rules.isSamePerson(by, agreed.person()))
                ? refused(APPROVER_IS_MAKER, "Who uploaded the announcement does not agree to it.")
                : failed(payout.asked());
    }

    private static PayoutDecision stayedAway(Payout payout) {
        if (!payout.awaitsBooking()) {
            return new Nothing();
        }
        if (!payout.wantsPeople()) {
            return new Append(StatusNoted.of(StatusNoted.UNANSWERED));
        }
        return PayoutTimes.isLookedAt(payout) ? new Append(StatusNoted.of(StatusNoted.LOOKED)) : new Nothing();
    }

    /** Of a payout whose refusal is announced and proved. Without the announcement its debit has to come first. */
    private static PayoutDecision failed(Payout.Asked asked) {
        return asked.refused()
                .<PayoutDecision>map(refusal -> new Append(new PayoutEvent.Failed(refusal.code())))
                .orElseGet(TooSoon::new);
    }

    /** The code says that another transfer stands, so nothing is credited before people have looked. */
    private static PayoutDecision doubtful(Payout payout, Payout.Asked asked, String code, Instant now) {
        return payout instanceof Payout.Unknown unknown && unknown.why().equals(code)
                ? looked(asked, "asked", now)
                : new Append(new PayoutEvent.Unknown(code));
    }

    private static PayoutDecision looked(Payout.Asked asked, String note, Instant now) {
        boolean tell = !asked.unanswered() && !now.isBefore(PayoutTimes.answerBy(asked));
        return new Append(StatusNoted.of(tell ? StatusNoted.UNANSWERED : note));
    }

    private static PayoutDecision sent(Payout.Sent payout, PayoutCommand command, Context context) {
        Instant now = context.now();
        return switch (command) {
            case AgreeToRefusal agreed -> agree(payout, agreed, context.rules());
            case Wish _ -> notIn(payout);
            case GiveUp _, Expire _, Send _, Wait _, NoticeChange _ -> new Nothing();
            case MakeVoid _ ->
                payout.asked().isUnbooked() ? new Append(new PayoutEvent.Failed(VOIDED)) : new Nothing();
            case Accepted _, NoAnswer _, NotFound _ -> looked(payout.asked(), "asked", now);
            // Only the bank's books give back money that the rail took once.
            case Declined(var code, var _) -> looked(payout.asked(), "refusal " + code, now);
            case Booked(var debit) -> booked(payout.asked(), debit);
            case Credited(var credit) -> switch (credit.way()) {
                case BEFORE_ITS_DEBIT -> new Append(new PayoutEvent.Returned(credit));
                case WAITS -> noted(credit);
                case RECREDITED -> payout.asked().isUnbooked() ? failed(payout.asked()) : surplus(credit);
                case RETURNED ->
                    payout.asked().isUnbooked() ? new TooSoon() : new Append(new PayoutEvent.Returned(credit));
            };
            case Reported report ->
                payout.asked().isUnbooked() ? reported(payout, report) : reportedAfterwards(report);
            case RefusalShown _ ->
                payout.asked().refused().isPresent() && payout.asked().isUnbooked()
                        ? failed(payout.asked())
                        : new Nothing();
            case StayedAway _ -> presumed(payout.asked(), now).orElseGet(() -> stayedAway(payout));
        };
    }

    /** Where no bank says that the payee has it, the days after its debit tell. */
    private static PayoutDecision booked(Payout.Asked asked, Debit debit) {
        if (!asked.isPresumed()) {
            return new Append(new PayoutEvent.Paid(PayoutEvent.PaidBasis.BOOKED, debit));
        }
        return asked.isUnbooked()
                ? new Append(new StatusNoted(StatusNoted.DEBIT, Optional.of(debit), Optional.empty()))
                : surplus(debit);
    }

    /** The days in which a return comes are over, and none was announced. */
    private static Optional<PayoutDecision> presumed(Payout.Asked asked, Instant now) {
        return PayoutTimes.presumedAt(asked)
                .filter(at -> asked.refused().isEmpty() && !now.isBefore(at))
                .flatMap(_ -> asked.debit())
                .map(debit -> new Append(new PayoutEvent.Paid(PayoutEvent.PaidBasis.PRESUMED, debit)));
    }

    private static PayoutDecision paid(Payout.Paid payout, PayoutCommand command) {
        return switch (command) {
            case Wish _ -> notIn(payout);
            case GiveUp _, Expire _, Send _, Wait _, Accepted _, Declined _, NoAnswer _, NotFound _ -> new Nothing();
            case Reported report -> reportedAfterwards(report);
            case RefusalShown _, MakeVoid _, NoticeChange _ -> new Nothing();
            case StayedAway _ -> stayedAway(payout);
            case Booked(var debit) -> surplus(debit);
            case Credited(var credit) -> switch (credit.way()) {
                case RETURNED, BEFORE_ITS_DEBIT -> new Append(new PayoutEvent.Returned(credit));
                case WAITS -> noted(credit);
                case RECREDITED -> surplus(credit);
            };
        };
    }

    private static PayoutDecision returned(Payout.Returned payout, PayoutCommand command) {
        return switch (command) {
            case Wish _ -> notIn(payout);
            case GiveUp _, Expire _, Send _, Wait _, Accepted _, Declined _, NoAnswer _, NotFound _ -> new Nothing();
            case Reported report -> new Append(StatusNoted.reported(report.status()));
            case RefusalShown _, MakeVoid _, NoticeChange _ -> new Nothing();
            case StayedAway _ -> stayedAway(payout);
            case Booked(var debit) ->
                payout.debit().isPresent()
                        ? surplus(debit)
                        : new Append(new StatusNoted(StatusNoted.DEBIT, Optional.of(debit), Optional.empty()));
            case Credited(var credit) -> credit.way() == Way.WAITS ? noted(credit) : surplus(credit);
        };
    }

    /** Money that should not move moves all the same: the fact is kept, and people look. */
    private static PayoutDecision ended(Payout payout, PayoutCommand command) {
        return switch (command) {
            case Wish _ -> notIn(payout);
            case GiveUp _, Expire _, Send _, Wait _, Declined _, NoAnswer _, NotFound _ -> new Nothing();
            case Reported report -> new Append(StatusNoted.reported(report.status()));
            case RefusalShown _, MakeVoid _, StayedAway _, NoticeChange _ -> new Nothing();
            case Accepted _ -> new Append(StatusNoted.of(StatusNoted.ACCEPTED_LATE));
            case Booked(var debit) ->
                payout instanceof Payout.Failed
                        ? new Append(new StatusNoted(StatusNoted.DEBIT, Optional.of(debit), Optional.empty()))
                        : surplus(debit);
            case Credited(var credit) -> credit.way() == Way.RETURNED ? surplus(credit) : noted(credit);
        };
    }

    private static PayoutDecision noted(Credit credit) {
        return new Append(new StatusNoted(StatusNoted.CREDIT, Optional.empty(), Optional.of(credit)));
    }

    private static PayoutDecision surplus(Debit debit) {
        return new Append(new StatusNoted(StatusNoted.SURPLUS, Optional.of(debit), Optional.empty()));
    }

    private static PayoutDecision surplus(Credit credit) {
        return new Append(new StatusNoted(StatusNoted.SURPLUS, Optional.empty(), Optional.of(credit)));
    }

    private static PayoutDecision notIn(Payout payout) {
        return refused(TRANSITION_NOT_ALLOWED, "The payout is " + payout.state() + ".");
    }

    private static PayoutDecision refused(CommonReason reason, String detail) {
        return new Refused(reason.with(detail));
    }
}
