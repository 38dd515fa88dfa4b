package dev.surety.ledger.domain.report;

import dev.surety.ledger.domain.account.Balance;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A participant's money in one currency, as the holder sees it. No amount is negative: a negative balance of {@code
 * debt} in the books is a positive amount owed here.
 */
public record ParticipantBalance(
        Currency currency,
        Money available,
        Money inEscrow,
        Money onHold,
        Money reserved,
        Money inTransit,
        Money debt) {

    /** The available money less the debt; negative where the participant owes more than it has. */
    public Money net() {
        return available.minus(debt);
    }

    /** The money that an explanation gives reasons for: amounts that wait, and the debt. Money in transit has left. */
    public Money unavailable() {
        return inEscrow.plus(onHold).plus(reserved).plus(debt);
    }

    /** @param inTransit the sums of payouts that are on their way */
    public static List<ParticipantBalance> of(List<Balance> balances, Map<Currency, Money> inTransit) {
        Map<Currency, List<Balance>> byCurrency = new TreeMap<>();
        for (Balance balance : balances) {
            byCurrency
                    .computeIfAbsent(balance.account().currency(), _ -> new ArrayList<>())
                    .add(balance);
        }
        return byCurrency.entrySet().stream()
                .map(each -> of(
                        each.getKey(),
                        each.getValue(),
                        inTransit.getOrDefault(each.getKey(), Money.zero(each.getKey()))))
                .toList();
    }

    private static ParticipantBalance of(Currency currency, List<Balance> balances, Money inTransit) {
        Money zero = Money.zero(currency);
        Money available = zero;
        Money inEscrow = zero;
        Money onHold = zero;
        Money reserved = zero;
        Money debt = zero;
        for (Balance balance : balances) {
            switch (balance.account().kind()) {
                case PAYABLE -> available = available.plus(balance.money());
                case ESCROW -> inEscrow = inEscrow.plus(balance.money());
                case ON_HOLD -> onHold = onHold.plus(balance.money());
                case RESERVE -> reserved = reserved.plus(balance.money());
                case DEBT -> debt = debt.minus(balance.money());
                case GATEWAY,
                        BANK,
                        TRANSIT,
                        SETTLING,
                        INCOMING,
                        OUTGOING,
                        FEES,
                        TAX,
                        DISPUTE,
                        COSTS,
                        LOSS,
                        CAPITAL,
                        SUSPENSE -> {
                    // No participant holds these.
                }
            }
        }
        return new ParticipantBalance(currency, available, inEscrow, onHold, reserved, inTransit, debt);
    }
}
