package dev.surety.payouts.domain.statement;

import dev.surety.model.journal.Account;
import dev.surety.payouts.domain.bank.LineClass;
import dev.surety.payouts.domain.bank.PayoutFacts;
import java.util.Map;
import java.util.Optional;

/**
 * Our side of a line, as the store shows it.
 *
 * @param byReference payouts by their reference, of all references and tokens in the line
 * @param group the group that the line names
 * @param bySum the only group of the account, day and sum, looked for if the line names neither
 * @param rule the settings' rule that fits
 */
public record MatchFacts(
        Map<String, Known> byReference,
        Optional<GroupFacts> group,
        Optional<GroupFacts> bySum,
        Optional<Explained> rule) {
    public static final MatchFacts NONE =
            new MatchFacts(Map.of(), Optional.empty(), Optional.empty(), Optional.empty());

    public MatchFacts {
        byReference = Map.copyOf(byReference);
    }

    /** @param goesElsewhere whether the line names another account than the one that people approved */
    public record Known(String payout, PayoutFacts facts, boolean goesElsewhere) {}

    /** @param other the account on the other side of the bank's */
    public record Explained(LineClass as, Account other) {}
}
