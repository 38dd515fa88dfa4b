package dev.surety.payouts.domain.adjustment;

import dev.surety.model.Invariants;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.money.Money;
import java.util.Optional;

/**
 * @param account such as {@code costs:bank}
 * @param amount positive is a credit, negative a debit
 */
public record AdjustedLine(String account, Money amount) {
    public AdjustedLine {
        Invariants.hold(Account.parse(account).isPresent(), "a line names an account");
    }

    public Account posted() {
        return Account.parse(account).orElseThrow();
    }

    public AccountKind kind() {
        return posted().kind();
    }

    /** The participant whose account it is. */
    public Optional<ParticipantId> participant() {
        return kind().isParticipants() ? Optional.of(new ParticipantId(posted().holder())) : Optional.empty();
    }

    /** Whether it gives a participant money, or lets it owe more. A closed one takes neither. */
    public boolean needsOpenParticipant() {
        return switch (kind()) {
            case PAYABLE, RESERVE -> amount.isPositive();
            case DEBT -> amount.isNegative();
            default -> false;
        };
    }
}
