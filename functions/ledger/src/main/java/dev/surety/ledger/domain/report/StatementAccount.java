package dev.surety.ledger.domain.report;

import dev.surety.model.journal.AccountKind;
import java.util.Arrays;
import java.util.Optional;

/** The accounts of which a participant has a statement. */
public enum StatementAccount {
    PAYABLE(AccountKind.PAYABLE),
    ESCROW(AccountKind.ESCROW),
    ON_HOLD(AccountKind.ON_HOLD),
    RESERVE(AccountKind.RESERVE),
    DEBT(AccountKind.DEBT),
    /** No account of the books: the sum of what the participant paid as a payer and did not get back. */
    PAID;

    private final String code;
    private final Optional<AccountKind> kind;

    StatementAccount() {
        this.code = "paid";
        this.kind = Optional.empty();
    }

    StatementAccount(AccountKind kind) {
        this.code = kind.code();
        this.kind = Optional.of(kind);
    }

    public String code() {
        return code;
    }

    /** The kind of the account in the books; empty for {@link #PAID}. */
    public Optional<AccountKind> kind() {
        return kind;
    }

    public static Optional<StatementAccount> find(String code) {
        return Arrays.stream(values()).filter(each -> each.code.equals(code)).findFirst();
    }
}
