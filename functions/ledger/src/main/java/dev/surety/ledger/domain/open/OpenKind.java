package dev.surety.ledger.domain.open;

import dev.surety.model.journal.AccountKind;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of account that return to zero, or that need work while they do not. */
public enum OpenKind {
    INCOMING(AccountKind.INCOMING, "surety", "fund_the_escrow"),
    OUTGOING(AccountKind.OUTGOING, "bank", "wait_for_the_gateway"),
    TRANSIT(AccountKind.TRANSIT, "bank", "wait_for_the_statement"),
    SETTLING(AccountKind.SETTLING, "bank", "wait_for_the_statement"),
    SUSPENSE(AccountKind.SUSPENSE, "marketplace", "explain_it"),
    DEBT(AccountKind.DEBT, "payee", "pay_or_sell"),
    DISPUTE(AccountKind.DISPUTE, "bank", "wait_for_the_decision");

    private final AccountKind kind;
    private final String whoActs;
    private final String nextStep;

    OpenKind(AccountKind kind, String whoActs, String nextStep) {
        this.kind = kind;
        this.whoActs = whoActs;
        this.nextStep = nextStep;
    }

    public AccountKind kind() {
        return kind;
    }

    public String code() {
        return kind.code();
    }

    public String whoActs() {
        return whoActs;
    }

    public String nextStep() {
        return nextStep;
    }

    /** Whether a credit of one chain clears a debit of another, as a bank line clears a gateway report. */
    boolean clears() {
        return this == INCOMING || this == OUTGOING || this == TRANSIT || this == SETTLING;
    }

    /** Whether an account at zero has no items. Two unexplained lines that sum to zero are still two. */
    public boolean isClearAtZero() {
        return this != SUSPENSE && this != DISPUTE;
    }

    public static Optional<OpenKind> find(String code) {
        return Arrays.stream(values()).filter(each -> each.code().equals(code)).findFirst();
    }
}
