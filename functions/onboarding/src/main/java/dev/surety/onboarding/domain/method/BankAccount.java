package dev.surety.onboarding.domain.method;

import dev.surety.model.bank.BankText;
import dev.surety.model.bank.PayeeAccount;
import dev.surety.model.bank.RoutingNumber;
import dev.surety.model.refusal.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An account as the payee gave it, with its number in the clear. It lives as long as the request: afterwards the vault
 * has the number, and everything else its mask and its fingerprint.
 */
public sealed interface BankAccount {
    PayoutMethod.Kind kind();

    /** Everything that is wrong with it, by field and rule. No refusal repeats the number. */
    List<FieldError> wrong();

    /** The text that is the same for every way to write the same account; only its keyed hash leaves this process. */
    String canonical();

    /** As the vault keeps it; asked only of an account with nothing wrong. */
    PayeeAccount keptFor(Holder holder);

    record Holder(String name, Kind kind) {
        public enum Kind {
            INDIVIDUAL,
            BUSINESS
        }

        String kindWord() {
            return kind.name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param number in capitals and without spaces
     * @param bic in capitals; SEPA needs none, and no table of banks is shipped to derive it from
     */
    record Iban(String number, Optional<String> bic) implements BankAccount {
        public static Iban of(String written, Optional<String> bic) {
            return new Iban(
                    written.replace(" ", "").toUpperCase(Locale.ROOT),
                    bic.map(of -> of.toUpperCase(Locale.ROOT)));
        }

        @Override
        public PayoutMethod.Kind kind() {
            return PayoutMethod.Kind.IBAN;
        }

        @Override
        public List<FieldError> wrong() {
            List<FieldError> wrong = new ArrayList<>();
            Optional<String> rule = IbanRules.broken(number);
            rule.ifPresent(of -> wrong.add(new FieldError("/iban", of)));
            bic.flatMap(of -> IbanRules.brokenBic(of, rule.isEmpty() ? country() : ""))
                    .ifPresent(of -> wrong.add(new FieldError("/bic", of)));
            return wrong;
        }

        @Override
        public String canonical() {
            return "iban\n" + number;
        }

        private String country() {
            return number.substring(0, 2);
        }

        @Override
        public PayeeAccount keptFor(Holder holder) {
            return new PayeeAccount(
                    PayeeAccount.IBAN,
                    country(),
                    number,
                    IbanRules.bank(number),
                    bic,
                    Optional.empty(),
                    holder.name(),
                    holder.kindWord(),
                    country() + "•• •••• " + number.substring(number.length() - 4),
                    BankText.of(holder.name(), BankText.SEPA_NAME));
        }

        @Override
        public String toString() {
            return "iban";
        }
    }

    /** @param type of the account: a NACHA file names it */
    record UsAccount(String routingNumber, String accountNumber, Type type) implements BankAccount {
        /** Of a number this long, the last four digits are not nearly all of it. */
        private static final int LONG = 8;

        public enum Type {
            CHECKING,
            SAVINGS
        }

        @Override
        public PayoutMethod.Kind kind() {
            return PayoutMethod.Kind.US_ACCOUNT;
        }

        @Override
        public List<FieldError> wrong() {
            return RoutingNumber.broken(routingNumber)
                    .map(rule -> List.of(new FieldError("/routingNumber", rule)))
                    .orElse(List.of());
        }

        @Override
        public String canonical() {
            return "us_account\n" + routingNumber + "\n" + accountNumber;
        }

        @Override
        public PayeeAccount keptFor(Holder holder) {
            int shown = accountNumber.length() < LONG ? 2 : 4;
            return new PayeeAccount(
                    PayeeAccount.US_ACCOUNT,
                    "US",
                    accountNumber,
                    routingNumber,
                    Optional.empty(),
                    Optional.of(type.name().toLowerCase(Locale.ROOT)),
                    holder.name(),
                    holder.kindWord(),
                    "•••• " + accountNumber.substring(accountNumber.length() - shown),
                    BankText.of(holder.name(), BankText.ACH_NAME));
        }

        @Override
        public String toString() {
            return "us_account";
        }
    }
}
