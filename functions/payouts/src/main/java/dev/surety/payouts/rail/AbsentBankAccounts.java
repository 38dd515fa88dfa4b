package dev.surety.payouts.rail;

import dev.surety.model.id.MarketplaceId;
import dev.surety.payouts.app.bank.BankAccountSource;
import dev.surety.runtime.resilience.Outage;

/** Of a stack that fetches no lines from a bank. */
public final class AbsentBankAccounts implements BankAccountSource {
    @Override
    public Lines lines(MarketplaceId marketplace, String account, String cursor) {
        throw new Outage("no bank of this stack tells its lines");
    }
}
