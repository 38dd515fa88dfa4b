package dev.surety.payouts.rail;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import dev.surety.payouts.app.payout.Rail;
import dev.surety.simulator.bank.SimulatedBank;
import java.util.Optional;

/** The rail of sandbox stacks: adapts the simulated bank to our port. */
public final class SandboxRail implements Rail {
    private final SimulatedBank bank;

    public SandboxRail(SimulatedBank bank) {
        this.bank = bank;
    }

    @Override
    public Result send(Transfer transfer) {
        return answer(bank.send(new SimulatedBank.Order(
                transfer.marketplace(),
                transfer.account(),
                transfer.payout(),
                transfer.reference(),
                transfer.amount(),
                transfer.number())));
    }

    @Override
    public Optional<Result> find(MarketplaceId marketplace, String account, PayoutId payout) {
        return bank.find(marketplace, account, payout).map(SandboxRail::answer);
    }

    @Override
    public Result close(Transfer transfer) {
        return answer(bank.cancel(
                transfer.marketplace(), transfer.account(), transfer.payout(), transfer.amount()));
    }

    @Override
    public boolean isUp(MarketplaceId marketplace, String rail) {
        return true;
    }

    private static Result answer(SimulatedBank.Result result) {
        return switch (result) {
            case SimulatedBank.Result.Accepted(String trace) -> new Result.Accepted(trace);
            case SimulatedBank.Result.Declined(String code) -> new Result.Declined(code);
            case SimulatedBank.Result.Unknown() -> new Result.Unknown();
        };
    }
}
