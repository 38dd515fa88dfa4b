package dev.surety.messages.nacha;

import dev.surety.model.bank.BankText;

/** Our own account, which a balanced batch debits by the sum of its credits. */
public record Offset(AccountKind kind, String routing, String account, String reference, String name) {
    public Offset {
        Field.routing("routing of the offset", routing);
        Field.form("account of the offset", account, Field.ACCOUNT);
        Field.form("reference of the offset", reference, Field.REFERENCE);
        Field.text("name of the offset", name, BankText.ACH_NAME);
    }
}
