package dev.surety.payouts.domain.bank;

import java.util.List;

/**
 * The debit of a group, whose payouts are told page by page.
 *
 * @param without payouts that the bank refused; they are not told that they are paid
 * @param shows whether the debit, of a statement that chains, is without them, which proves their refusal
 */
public record GroupDebit(String file, String group, List<String> without, boolean shows) {
    public GroupDebit {
        without = List.copyOf(without);
    }
}
