package dev.surety.ledger.domain.report;

import dev.surety.model.standing.Holds;
import dev.surety.model.standing.Standing;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The reasons, of the closed list, why money is not available to its payee, or why available money is not paid out. The
 * reasons that lie in one payout run are the run's to tell. A refund in flight is not among them: its money is in
 * {@code outgoing} and on no account of the payee's.
 */
public enum WaitReason {
    NOT_DELIVERED(Holds.NOT_DELIVERED, Who.PAYEE, "deliver", "delivered_and_accepted"),
    INSPECTION_WINDOW(Holds.INSPECTION_WINDOW, Who.PAYER, "accept_or_wait", "accepted_or_window_over"),
    DISPUTE(Holds.DISPUTE, Who.MARKETPLACE, "settle_dispute", "dispute_closed"),
    CHARGEBACK(Holds.CHARGEBACK, Who.BANK, "await_bank", "bank_decided"),
    NEW_PAYEE(Holds.NEW_PAYEE, Who.NOBODY, "wait", "time_passed"),
    RESERVE("reserve", Who.NOBODY, "wait", "reserve_released"),
    DEBT("debt", Who.PAYEE, "settle_debt", "debt_settled"),
    ACCOUNT_SUSPENDED("account_suspended", Who.MARKETPLACE, "reinstate_the_account", "account_reinstated"),
    OUTFLOW_BLOCKED("outflow_blocked", Who.MARKETPLACE, "unblock_the_outflow", "outflow_unblocked"),
    KYC_PAST_DUE("kyc_past_due", Who.PAYEE, "meet_the_requirement", "requirement_met"),
    KYC_PENDING("kyc_pending", Who.PAYEE, "meet_the_requirement", "requirement_met"),
    /** The only word for it: the payee may read this, and must not learn that its name was found on a list. */
    UNDER_REVIEW(Standing.UNDER_REVIEW, Who.SURETY, "wait", "review_over"),
    PAYOUT_METHOD_MISSING("payout_method_missing", Who.PAYEE, "add_an_account", "account_added"),
    PAYOUT_METHOD_NOT_CHOSEN("payout_method_missing", Who.PAYEE, "choose_an_account", "account_chosen"),
    PAYOUT_METHOD_ERRORED("payout_method_errored", Who.PAYEE, "give_another_account", "account_added"),
    CURRENCY_MISMATCH("currency_mismatch", Who.PAYEE, "add_an_account_in_this_currency", "account_added"),
    COOL_DOWN("cool_down", Who.NOBODY, "wait", "time_passed"),
    /** The account is new, and a first payout to it has to arrive first. */
    LIMIT("limit", Who.BANK, "wait", "first_payout_arrived"),
    MINIMUM("minimum", Who.NOBODY, "wait", "minimum_reached"),
    PAUSED("paused", Who.MARKETPLACE, "lift_the_pause", "pause_lifted");

    /** The party that must act. */
    public enum Who {
        PAYER,
        PAYEE,
        MARKETPLACE,
        SURETY,
        BANK,
        NOBODY;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final String code;
    private final Who whoActs;
    private final String nextStep;
    private final String releases;

    WaitReason(String code, Who whoActs, String nextStep, String releases) {
        this.code = code;
        this.whoActs = whoActs;
        this.nextStep = nextStep;
        this.releases = releases;
    }

    public String code() {
        return code;
    }

    public Who whoActs() {
        return whoActs;
    }

    public String nextStep() {
        return nextStep;
    }

    /** The condition that ends this reason. */
    public String releases() {
        return releases;
    }

    public static Optional<WaitReason> find(String code) {
        return Arrays.stream(values()).filter(each -> each.code.equals(code)).findFirst();
    }
}
