package dev.surety.model.bank;

import java.util.Optional;

/**
 * The parts of a payee's account that its bank has corrected in a notice of change. The vault keeps them under the
 * payout that the notice is about, and the payout's entry {@code payout.change_noticed} names them by commitment.
 *
 * @param routingNumber of nine digits
 * @param accountType checking or savings
 */
public record CorrectedAccount(
        Optional<String> routingNumber, Optional<String> accountNumber, Optional<String> accountType) {
    /** Numbers are never printed. */
    @Override
    public String toString() {
        return "corrected account";
    }
}
