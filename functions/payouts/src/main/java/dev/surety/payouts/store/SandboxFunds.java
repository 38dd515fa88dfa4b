package dev.surety.payouts.store;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.payouts.app.run.Balances;
import dev.surety.payouts.app.run.Funds;
import dev.surety.simulator.bank.SimulatedBank;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** The money at the sandbox's bank and at its gateway. The bank tells it at once, so it is never old. */
public final class SandboxFunds implements Funds {
    private static final Account GATEWAY = Account.of(AccountKind.GATEWAY, "sandbox");

    private final Optional<SimulatedBank> bank;
    private final Balances balances;
    private final Function<MarketplaceId, Instant> present;

    /** @param bank empty in a stack without sandbox parts */
    public SandboxFunds(
            Optional<SimulatedBank> bank, Balances balances, Function<MarketplaceId, Instant> present) {
        this.bank = bank;
        this.balances = balances;
        this.present = present;
    }

    @Override
    public Optional<AtBank> atBank(MarketplaceId marketplace, String account, Currency currency) {
        return bank.map(of -> new AtBank(
                of.atBank(marketplace, account, atGateways(marketplace, currency)), present.apply(marketplace)));
    }

    /** A gateway's account is a debit for the money that it holds for us. */
    @Override
    public Money atGateways(MarketplaceId marketplace, Currency currency) {
        return balances.of(marketplace, GATEWAY, currency).negated();
    }
}
