package dev.surety.payouts.store;

import dev.surety.messages.camt.AccountNumber;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.marketplace.MoneyOut.BankAccount;
import dev.surety.model.marketplace.StatementRule;
import dev.surety.model.marketplace.StatementRule.Direction;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.app.statement.OwnAccounts;
import dev.surety.payouts.domain.approval.Approvals;
import dev.surety.payouts.domain.bank.LineClass;
import dev.surety.payouts.domain.bank.LineRules.FeeOfReturn;
import dev.surety.payouts.domain.statement.MatchFacts.Explained;
import dev.surety.payouts.domain.statement.ToldLine;
import dev.surety.payouts.domain.statement.ToldLine.Detail;
import java.util.Locale;
import java.util.Optional;

/** The bank accounts of a marketplace's settings, and its rules for statements. */
public final class SettingsAccounts implements OwnAccounts {
    /** The shipped bound, in whole units of each currency. */
    private static final long ALONE = 10_000;

    private final Present present;

    public SettingsAccounts(Present present) {
        this.present = present;
    }

    private MoneyOut settings(MarketplaceId marketplace) {
        return present.settings(marketplace).moneyOut();
    }

    @Override
    public Optional<String> find(MarketplaceId marketplace, AccountNumber number) {
        return settings(marketplace).bankAccounts().stream()
                .filter(account -> isNamed(account, number))
                .map(BankAccount::name)
                .findFirst();
    }

    /** Some banks write an IBAN where others write a number of their own. */
    private static boolean isNamed(BankAccount account, AccountNumber number) {
        boolean byIban = account.iban().filter(number.number()::equals).isPresent();
        return byIban || (!number.isIban() && account.number().filter(number.number()::equals).isPresent());
    }

    @Override
    public boolean holds(MarketplaceId marketplace, String account, Currency currency) {
        return settings(marketplace)
                .bankAccount(account)
                .filter(of -> of.currencies().contains(currency.code()))
                .isPresent();
    }

    @Override
    public Optional<Explained> rule(MarketplaceId marketplace, String account, ToldLine line) {
        return settings(marketplace).statementRules().stream()
                .filter(rule -> rule.account().equals(account) && fits(rule.when(), line))
                .findFirst()
                .map(SettingsAccounts::explained);
    }

    private static boolean fits(StatementRule.When when, ToldLine line) {
        return (when.direction() == Direction.DEBIT) == line.isDebit()
                && when.contains().map(text -> isIn(text, line)).orElse(true)
                && when.code().map(line.codes()::contains).orElse(true)
                && when.counterparty().map(party -> isFrom(party, line)).orElse(true);
    }

    private static boolean isIn(String text, ToldLine line) {
        String part = text.toLowerCase(Locale.ROOT);
        return line.texts().stream().anyMatch(words -> words.toLowerCase(Locale.ROOT).contains(part));
    }

    private static boolean isFrom(String party, ToldLine line) {
        return !line.details().isEmpty()
                && line.details().stream()
                        .allMatch(detail -> detail.name().strip().equalsIgnoreCase(party) || isNumber(party, detail));
    }

    private static boolean isNumber(String party, Detail detail) {
        return !detail.account().isEmpty() && detail.account().equalsIgnoreCase(party.replace(" ", ""));
    }

    private static Explained explained(StatementRule rule) {
        return switch (rule.kind()) {
            case GATEWAY_SETTLEMENT ->
                new Explained(
                        LineClass.GATEWAY_SETTLEMENT,
                        Account.of(AccountKind.SETTLING, rule.gateway().orElseThrow()));
            case FEE -> new Explained(LineClass.FEE, Account.of(AccountKind.COSTS, "bank"));
            case OWN_TRANSFER -> new Explained(LineClass.OWN_TRANSFER, Account.of(AccountKind.SETTLING, "own"));
            case OWN_MONEY -> new Explained(LineClass.OWN_MONEY, Account.of(AccountKind.CAPITAL));
        };
    }

    @Override
    public Money alone(MarketplaceId marketplace, Currency currency) {
        return Approvals.orShipped(settings(marketplace).returnsAlone(), ALONE, currency);
    }

    @Override
    public FeeOfReturn fee(MarketplaceId marketplace) {
        return switch (settings(marketplace).returnFeeBearer()) {
            case PLATFORM -> FeeOfReturn.OURS;
            case PAYEE -> FeeOfReturn.PAYEES;
        };
    }
}
