package dev.surety.payouts.rail;

import dev.surety.model.id.MarketplaceId;
import dev.surety.payouts.app.bank.BankAccountSource;
import dev.surety.payouts.domain.bank.StatementLine;
import dev.surety.payouts.domain.bank.StatementLine.Payment;
import dev.surety.simulator.bank.BankLine;
import dev.surety.simulator.bank.SimulatedBank;

/** The lines of the sandbox's bank, in our words. */
public final class SandboxBankAccounts implements BankAccountSource {
    private final SimulatedBank bank;

    public SandboxBankAccounts(SimulatedBank bank) {
        this.bank = bank;
    }

    @Override
    public Lines lines(MarketplaceId marketplace, String account, String cursor) {
        SimulatedBank.Lines page = bank.lines(marketplace, account, cursor);
        return new Lines(
                page.lines().stream()
                        .map(line -> new Fetched(line.cursor(), line(account, line)))
                        .toList(),
                page.more(),
                page.expected());
    }

    private static StatementLine line(String account, BankLine line) {
        return new StatementLine(
                account,
                line.reference(),
                line.date(),
                line.at(),
                line.direction() == BankLine.Direction.DEBIT,
                line.amount(),
                line.charge(),
                line.details().stream()
                        .map(detail -> new Payment(detail.payout(), detail.amount()))
                        .toList(),
                line.code());
    }
}
