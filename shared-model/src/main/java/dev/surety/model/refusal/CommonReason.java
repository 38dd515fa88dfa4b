package dev.surety.model.refusal;

import dev.surety.model.money.Money;

import java.util.Locale;

/** The refusals that all functions share, in order of precedence. A response names only the first that applies. */
public enum CommonReason implements Reason {
    UNAUTHENTICATED(401, "The access token is missing or cannot be used."),
    FORBIDDEN_SCOPE("forbidden", 403, "The access token lacks the scope of this route."),
    TOO_LARGE(413, "The body is larger than 64 KB."),
    MALFORMED(400, "The request does not have the form this route asks for."),
    IDEMPOTENCY_KEY_MISSING(400, "This request needs an Idempotency-Key of 16 to 64 characters."),
    NOT_FOUND(404, "There is nothing here that this caller may see."),
    FORBIDDEN("forbidden", 403, "This caller may not do this to this resource."),
    IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key was used before with another request."),
    IDEMPOTENCY_KEY_IN_PROGRESS(409, "The first request with this Idempotency-Key has not finished yet."),
    VERSION_CONFLICT(412, "The resource has moved on since the version named in If-Match."),
    INVALID(422, "The request can be read, but is wrong in itself."),
    DIGEST_MISMATCH(422, "Other bytes came than were announced."),
    TERMS_UNSAFE(422, "The longest dispute under these terms would outlast the escrow."),
    NOT_ASSIGNED(403, "This person does not judge this dispute."),
    CONFLICTED(403, "This person is linked to a party, and judges no dispute of theirs."),
    CAPABILITY_RESTRICTED(403, "A participant does not have the capability this needs."),
    BLOCKED(403, "A participant is blocked."),
    LEGAL_HOLD(409, "The participant's data must be kept, because of a legal hold."),
    PAUSED(409, "The marketplace has paused this kind of movement."),
    LIMIT_EXCEEDED(422, "A limit would be exceeded."),
    USE_DISPUTE(409, "The dispute has a procedure of its own, which decides it."),
    TRANSITION_NOT_ALLOWED(409, "The resource is not in a state in which this can be done."),
    BANK_DECIDES(409, "The payer's bank has the money, and only it decides."),
    FROZEN_BY_CASE(409, "The money is frozen by a case."),
    FROZEN_CHANGED(409, "The disputed amount has changed since this was written."),
    REFUND_IN_FLIGHT(409, "A refund of this money is on its way."),
    WINDOW_CLOSED(409, "The time in which this could be done is over."),
    TOO_EARLY(409, "The time in which this can be done has not begun."),
    EVIDENCE_LOCKED(409, "This side has submitted its evidence."),
    UPLOAD_MISSING(409, "The file has not been uploaded."),
    OFFER_NOT_STANDING(409, "There is no such offer, or another one took its place."),
    OFFER_RETREATS(422, "The other side would get less than this side has offered before."),
    ALREADY_PUBLISHED(409, "Both reviews are published, and stay as they are."),
    RESPONSE_TAKEN(409, "There is one response to a review, and it is given."),
    AMOUNT_EXCEEDS(422, "The amount is larger than what is left."),
    DEBT_OPEN(409, "The payee owes money, which is collected first."),
    METHOD_NOT_USABLE(409, "No payout can be made to this account."),
    INSUFFICIENT_AVAILABLE(409, "The account does not hold so much."),
    VOID_UNPROVED(409, "Nothing shows that the bank will never execute this file."),
    STATEMENT_GAP(409, "Statements of a bank account are missing."),
    ITEMS_OPEN(409, "Work is left that has to be done first."),
    PERIOD_CLOSED(409, "The period is closed, and no period opens again."),
    NO_ELIGIBLE_APPROVER(409, "Too few people may approve this."),
    NO_ELIGIBLE_ARBITER(409, "No person is left who may judge this dispute."),
    PLAN_STALE(409, "The plan is too old. A new one has to be made."),
    HASH_MISMATCH(409, "The hash is not the one of what would be approved."),
    APPROVER_IS_MAKER(403, "The maker cannot approve; another person has to."),
    APPROVER_COUNTED(409, "This person has approved already; another one has to."),
    APPROVAL_EXPIRED(409, "The time in which this could be approved is over."),
    WARNINGS_UNSEEN(409, "The approver has not seen every warning."),
    FUNDING_SHORT(409, "The bank account holds less than is to be paid out."),
    CLOCK_NOT_SANDBOX(403, "Only a marketplace in sandbox mode has a test clock."),
    RATE_LIMITED(429, "Too many requests."),
    UNAVAILABLE(503, "This cannot be answered at the moment; nothing is lost, try again.");

    private final String code;
    private final int status;
    private final String title;

    CommonReason(int status, String title) {
        this.code = name().toLowerCase(Locale.ROOT);
        this.status = status;
        this.title = title;
    }

    CommonReason(String code, int status, String title) {
        this.code = code;
        this.status = status;
        this.title = title;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }

    public Refusal with(String detail) {
        return Refusal.of(this, detail);
    }

    /** The request asks for more than is left. */
    public static Refusal exceeds(String detail, Money left, Money asked) {
        return Refusal.bounded(AMOUNT_EXCEEDS, detail, "/amount", "bound", left.amountMinor(), asked.amountMinor());
    }

    /** The request would exceed a limit. */
    public static Refusal limited(String rule, long max, long was, String detail) {
        return Refusal.bounded(LIMIT_EXCEEDED, detail, "", rule, max, was);
    }
}
