package dev.surety.model.journal;

import dev.surety.model.money.Money;

/** Money moved on one account by one entry: positive is a credit, negative a debit; never zero. */
public record Posting(Account account, Money money) {}
