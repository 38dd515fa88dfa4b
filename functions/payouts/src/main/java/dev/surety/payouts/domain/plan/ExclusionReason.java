package dev.surety.payouts.domain.plan;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a plan does not pay a payee, in order: a row gives the first that applies. The list is closed. */
public enum ExclusionReason {
    EXCLUDED_BY_MAKER(Who.MARKETPLACE, "plan_without_the_exclusion"),
    IN_OTHER_RUN(Who.MARKETPLACE, "execute_or_abort_the_other_run"),
    ACCOUNT_SUSPENDED(Who.MARKETPLACE, "reinstate_the_account"),
    OUTFLOW_BLOCKED(Who.MARKETPLACE, "unblock_the_outflow"),
    KYC_PAST_DUE(Who.PAYEE, "meet_the_requirement"),
    KYC_PENDING(Who.PAYEE, "meet_the_requirement"),
    /** Names are compared with lists, or two people decide a hit; nothing else is in the way. */
    SCREENING_PENDING(Who.SURETY, "wait"),
    DEBT(Who.PAYEE, "settle_debt"),
    PAYOUT_METHOD_MISSING(Who.PAYEE, "add_an_account"),
    /** Of the same code: the payee has an account, and has not chosen it. */
    PAYOUT_METHOD_NOT_CHOSEN(Who.PAYEE, "choose_an_account"),
    PAYOUT_METHOD_ERRORED(Who.PAYEE, "give_another_account"),
    CURRENCY_MISMATCH(Who.PAYEE, "add_an_account_in_this_currency"),
    RAIL_MISMATCH(Who.PAYEE, "give_an_account_for_the_rail"),
    PAYEE_NAME_MISMATCH(Who.PAYEE, "correct_the_holder"),
    NAME_UNWRITABLE(Who.PAYEE, "correct_the_name"),
    /** The account is outside the EEA, and its bank asks for town and country. */
    ADDRESS_REQUIRED(Who.PAYEE, "complete_the_address"),
    /** The payee lives abroad: the rules of ACH call such a payment international. */
    IAT_REQUIRED(Who.MARKETPLACE, "use_another_rail"),
    COOL_DOWN(Who.NOBODY, "wait"),
    /** The account is new, and a first payout to it is still on its way. */
    LIMIT(Who.BANK, "wait"),
    MINIMUM(Who.NOBODY, "wait"),
    /** The balance is below the minimum for a year, and too small to be paid all the same. */
    DORMANT(Who.MARKETPLACE, "decide"),
    ABOVE_RAIL_MAXIMUM(Who.MARKETPLACE, "split_or_use_another_rail"),
    PAUSED(Who.MARKETPLACE, "lift_the_pause");

    /** The party that must act. */
    private enum Who {
        PAYEE,
        MARKETPLACE,
        SURETY,
        BANK,
        NOBODY
    }

    private final Who whoActs;
    private final String nextStep;

    ExclusionReason(Who whoActs, String nextStep) {
        this.whoActs = whoActs;
        this.nextStep = nextStep;
    }

    public String code() {
        ExclusionReason named = this == PAYOUT_METHOD_NOT_CHOSEN ? PAYOUT_METHOD_MISSING : this;
        return named.name().toLowerCase(Locale.ROOT);
    }

    public String whoActs() {
        return whoActs.name().toLowerCase(Locale.ROOT);
    }

    public String nextStep() {
        return nextStep;
    }

    public static Optional<ExclusionReason> find(String code) {
        return Arrays.stream(values()).filter(each -> each.code().equals(code)).findFirst();
    }
}
