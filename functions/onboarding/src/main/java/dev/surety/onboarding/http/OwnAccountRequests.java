package dev.surety.onboarding.http;

import dev.surety.onboarding.app.OwnAccounts.Wanted;
import dev.surety.onboarding.domain.method.BankAccount.Holder;
import dev.surety.onboarding.domain.method.BankAccount;
import dev.surety.runtime.edge.http.Fields;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the accounts that a marketplace's own money may be sent to. One with a fingerprint repeats what a read showed;
 * any other is given whole.
 */
final class OwnAccountRequests {
    private static final int LONGEST_MASK = 40;
    private static final int LONGEST_FINGERPRINT = 64;

    private static final List<String> OF_AN_ACCOUNT = List.of(
            "masked", "fingerprint", "holder", "iban", "bic", "routingNumber", "accountNumber", "accountType");

    private OwnAccountRequests() {}

    static Optional<Wanted> account(Fields account) {
        Optional<String> name = MoneyOutRequests.name(account, "name");
        Optional<String> kind = account.choice("kind", Set.of("iban", "us_account"));
        Optional<String> currency = account.text("currency", 3, 3);
        if (name.isEmpty() || kind.isEmpty() || currency.isEmpty()) {
            // Without a kind, the members of either are known.
            OF_AN_ACCOUNT.forEach(account::has);
            return Optional.empty();
        }
        return account.has("fingerprint")
                ? repeated(account, name.get(), kind.get(), currency.get())
                : given(account, name.get(), kind.get(), currency.get());
    }

    private static Optional<Wanted> repeated(Fields account, String name, String kind, String currency) {
        Optional<String> masked = account.text("masked", 1, LONGEST_MASK);
        Optional<String> fingerprint = account.text("fingerprint", 1, LONGEST_FINGERPRINT);
        return masked.flatMap(mask ->
                fingerprint.map(of -> new Wanted.Repeated(name, kind, currency, mask, of)));
    }

    private static Optional<Wanted> given(Fields account, String name, String kind, String currency) {
        Optional<String> holder = account.text("holder", 1, 140);
        boolean isIban = kind.equals("iban");
        Optional<BankAccount> given =
                isIban ? PayoutMethodRequests.iban(account) : PayoutMethodRequests.usAccount(account);
        given.ifPresent(of -> of.wrong()
                .forEach(wrong -> account.wrong(wrong.pointer().substring(1), wrong.reason())));
        boolean isWhole = given.filter(of -> of.wrong().isEmpty()).isPresent() && holder.isPresent();
        if (!isWhole) {
            return Optional.empty();
        }
        var business = new Holder(holder.get(), Holder.Kind.BUSINESS);
        if (given.get().keptFor(business).bankName().isEmpty()) {
            account.wrong("holder", "characters");
        }
        return Optional.of(new Wanted.Given(name, currency, given.get(), business));
    }
}
