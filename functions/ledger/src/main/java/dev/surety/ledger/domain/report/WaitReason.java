package dev.surety.ledger.domain.report;

import dev.surety.model.standing.Holds;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The reasons, of the closed list, for which the books can show why money is not available to its payee. The other
 * reasons (identity, sanctions, payout methods, runs) keep back available money, and payouts name them. A refund in
 * flight is not among them: its money is in {@code outgoing} and on no account of the payee's.
 */
public enum WaitReason {
    NOT_DELIVERED(Holds.NOT_DELIVERED, Who.PAYEE, "deliver", "delivered_and_accepted"),
    INSPECTION_WINDOW(Holds.INSPECTION_WINDOW, Who.PAYER, "accept_or_wait", "accepted_or_window_over"),
    DISPUTE(Holds.DISPUTE, Who.MARKETPLACE, "settle_dispute", "dispute_closed"),
    CHARGEBACK(Holds.CHARGEBACK, Who.BANK, "await_bank", "bank_decided"),
    NEW_PAYEE(Holds.NEW_PAYEE, Who.NOBODY, "wait", "time_passed"),
    RESERVE("reserve", Who.NOBODY, "wait", "reserve_released"),
    DEBT("debt", Who.PAYEE, "settle_debt", "debt_settled");

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
