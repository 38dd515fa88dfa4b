package dev.surety.payouts.app;

import dev.surety.payouts.app.payout.Accounts;
import dev.surety.payouts.app.payout.Codes;
import dev.surety.payouts.app.payout.Debts;
import dev.surety.payouts.app.payout.Destinations;
import dev.surety.payouts.app.payout.Nudges;
import dev.surety.payouts.app.payout.Payees;
import dev.surety.payouts.app.payout.Payouts;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.app.payout.Rail;
import dev.surety.payouts.app.payout.ReconcilePayout;
import dev.surety.payouts.app.payout.SchedulePayout;
import dev.surety.payouts.app.payout.SendPayout;
import dev.surety.payouts.app.payout.SettlePayout;
import dev.surety.payouts.app.payout.TakeOutPayout;
import dev.surety.payouts.app.payout.WakePayout;
import dev.surety.payouts.app.single.BeginPayout;
import dev.surety.payouts.app.single.DecidePayout;
import dev.surety.payouts.app.single.RequestPayout;
import dev.surety.payouts.app.single.RetryPayout;

/** The use cases of payouts, made of their ports. */
public record UseCases(
        Payouts payouts,
        SchedulePayout scheduling,
        TakeOutPayout takingOut,
        SendPayout sending,
        RequestPayout requesting,
        RetryPayout retrying,
        DecidePayout deciding,
        SettlePayout settling,
        WakePayout waking) {

    /** The parts that use cases call. */
    public record Ports(
            Payouts payouts,
            Payees payees,
            Accounts accounts,
            Debts debts,
            Destinations destinations,
            Rail rail,
            Codes codes,
            SendPayout.OwnFiles files,
            SendPayout.ExpectedLines expected,
            Nudges nudges,
            Present present) {}

    public static UseCases of(Ports of) {
        var beginning = new BeginPayout(
                of.payouts(), of.payees(), of.accounts(), of.debts(), of.nudges(), of.present());
        var sending = new SendPayout(
                of.payouts(),
                of.payees(),
                of.debts(),
                of.destinations(),
                of.rail(),
                of.codes(),
                of.files(),
                of.expected(),
                of.present());
        var asking = new ReconcilePayout(of.payouts(), of.rail(), of.destinations(), of.codes(), of.present());
        return new UseCases(
                of.payouts(),
                new SchedulePayout(of.payouts(), of.payees(), of.accounts(), of.debts(), of.present()),
                new TakeOutPayout(of.payouts(), of.present()),
                sending,
                new RequestPayout(beginning, of.payees()),
                new RetryPayout(of.payouts(), beginning, of.codes()),
                new DecidePayout(of.payouts(), of.debts(), of.nudges(), of.present()),
                new SettlePayout(of.payouts(), of.payees(), of.present()),
                new WakePayout(of.payouts(), sending, asking, of.present()));
    }
}
