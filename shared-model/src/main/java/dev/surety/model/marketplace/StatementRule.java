package dev.surety.model.marketplace;

import java.util.Optional;

/**
 * Explains lines of statements that are about no payout of ours. The first rule that fits explains the line.
 *
 * @param account the name of the bank account
 * @param gateway whose settlement it is; only a rule for settlements names one
 */
public record StatementRule(String account, Kind kind, Optional<String> gateway, When when) {
    public enum Kind {
        /** Money that a gateway passes on: {@code settling:<gateway>}. */
        GATEWAY_SETTLEMENT,
        /** The bank's own charge or interest: {@code costs:bank}. */
        FEE,
        /** From or to another bank account of the settings: {@code settling:own}. */
        OWN_TRANSFER,
        /** The marketplace's own money: {@code capital}. */
        OWN_MONEY
    }

    public enum Direction {
        CREDIT,
        DEBIT
    }

    /**
     * All that is given must hold, and at least one text is.
     *
     * @param contains a part of any text of the line; capitals do not matter
     * @param code of the transaction: the bank's own one, or domain, family and sub-family as {@code PMNT/RCDT/ESCT}
     * @param counterparty its whole name, where capitals do not matter, or its IBAN
     */
    public record When(
            Direction direction, Optional<String> contains, Optional<String> code, Optional<String> counterparty) {}
}
