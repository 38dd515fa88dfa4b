package dev.surety.payouts.domain.payout;

import dev.surety.model.Invariants;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.id.RunId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.money.Money;
import java.util.Optional;
import java.util.Set;

/**
 * The content of a payout, frozen by the first entry of its chain.
 *
 * @param run the run that it is an item of
 * @param retryOf the failed or returned payout that it repeats
 * @param from the account that pays, such as {@code payable:par_…} or {@code fees:commission}
 * @param fee the price of the payout, on top of the amount
 * @param account the marketplace's bank account that sends the money
 * @param reference 15 characters by which the payee's bank finds the transfer
 * @param settings the version of the settings it was made under
 */
public record PayoutOrder(
        Optional<RunId> run,
        Optional<PayoutId> retryOf,
        String from,
        Money amount,
        Money fee,
        Speed speed,
        String rail,
        String account,
        Destination to,
        String reference,
        int settings) {
    /** The accounts of the marketplace's own money. */
    private static final Set<AccountKind> OWN = Set.of(AccountKind.FEES, AccountKind.TAX, AccountKind.CAPITAL);

    public PayoutOrder {
        Invariants.hold(amount.isPositive(), "a payout pays something");
        Invariants.hold(
                !fee.isNegative() && fee.currency().equals(amount.currency()), "a payout's fee is in its currency");
    }

    public enum Speed {
        STANDARD,
        INSTANT
    }

    /**
     * An account that is paid to.
     *
     * @param method the payee's payout method; of own money, the name of the account in the settings
     * @param fingerprint keyed hash of the account's number
     * @param words the vault's commitment to holder and number
     */
    public record Destination(String method, String fingerprint, String words) {}

    public Account source() {
        return source(from).orElseThrow(() -> new Invariants.Breach("no money is paid out from " + from));
    }

    /** The account of a text, if it may be paid out from. */
    public static Optional<Account> source(String text) {
        return Account.parse(text)
                .filter(account -> account.kind() == AccountKind.PAYABLE || OWN.contains(account.kind()));
    }

    /** Nothing if the marketplace pays out its own money. */
    public Optional<ParticipantId> payee() {
        Account source = source();
        return source.kind() == AccountKind.PAYABLE
                ? Optional.of(new ParticipantId(source.holder()))
                : Optional.empty();
    }

    /** All that the payout takes from its source. */
    public Money whole() {
        return amount.plus(fee);
    }

    /** The same order with less money. */
    public PayoutOrder paying(Money less) {
        return new PayoutOrder(run, retryOf, from, less, fee, speed, rail, account, to, reference, settings);
    }
}
