package dev.surety.messages.pain;

import dev.surety.model.Invariants;
import dev.surety.model.money.Money;
import java.time.Instant;

/**
 * The head of a file. The standard puts the count and the sum before the payments, so they are known before the first
 * is read.
 *
 * @param id unlike all others of this account: the bank refuses a second file with it
 * @param createdAt of the entry, not of the writing, so that a second writing gives the same bytes
 */
public record CreditTransferMessage(
        String id, Instant createdAt, Party initiator, Debtor debtor, long count, Money sum) {
    public CreditTransferMessage {
        Field.id("id of the message", id);
        Field.euros("sum of the message", sum);
        Invariants.hold(count > 0, "count of the message: at least 1, and " + id + " has " + count);
    }
}
