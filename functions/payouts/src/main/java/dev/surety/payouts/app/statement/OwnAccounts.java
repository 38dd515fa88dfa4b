package dev.surety.payouts.app.statement;

import dev.surety.messages.camt.AccountNumber;
import dev.surety.model.id.MarketplaceId;
import dev.surety.payouts.domain.bank.LineRules.FeeOfReturn;
import dev.surety.payouts.domain.statement.MatchFacts.Explained;
import dev.surety.payouts.domain.statement.ToldLine;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import java.util.Optional;

/** The settings of a marketplace that statements are read by. */
public interface OwnAccounts {
    /** The settings' name of the account; empty if it is not ours. */
    Optional<String> find(MarketplaceId marketplace, AccountNumber number);

    boolean holds(MarketplaceId marketplace, String account, Currency currency);

    /** The first rule that fits the line. */
    Optional<Explained> rule(MarketplaceId marketplace, String account, ToldLine line);

    /** A return of this amount or more needs people. */
    Money alone(MarketplaceId marketplace, Currency currency);

    FeeOfReturn fee(MarketplaceId marketplace);
}
