package dev.surety.escrow.app;

import dev.surety.runtime.world.Clocks;
import dev.surety.runtime.world.Marketplaces;

/** What this function can do, put together over its ports: the same for its doors and its tests. */
public record UseCases(
        Escrows escrows,
        Payments payments,
        CreateEscrow creating,
        FundEscrow funding,
        TransitionEscrow moving,
        TakePayment taking,
        RefundPayment refunding,
        WakeEscrow waking,
        WatchPayment watching,
        AskGateway asking,
        HandleWebhook hearing,
        ResolveUnmatchedWebhook closing,
        DecisionContexts prevailing) {

    public static UseCases of(
            Escrows escrows,
            Payments payments,
            Participants participants,
            Marketplaces marketplaces,
            Gateways gateways,
            GatewayAccounts accounts,
            UnmatchedWebhooks parked,
            Nudges nudges,
            AskGateway.Unheard unheard,
            Clocks worlds) {
        var prevailing = new DecisionContexts(marketplaces, participants, worlds);
        var pauses = marketplaces.pauses();
        var moneyIn = new MoneyIn(participants, marketplaces, pauses);
        var telling = new ApplyToEscrow(escrows);
        var charging = new ChargePayment(payments, gateways, accounts);
        var settling = new SettleFunding(telling, charging);
        var refunds = new SendRefund(telling, payments, gateways, pauses, nudges);
        var replays = new Replays(escrows, settling, refunds, prevailing);
        var taking = new TakePayment(escrows, telling, payments, moneyIn, charging, settling, prevailing);
        var refunding = new RefundPayment(payments, escrows, telling, pauses, prevailing, nudges);
        var watching = new WatchPayment(
                escrows,
                payments,
                charging,
                taking,
                refunding,
                refunds,
                new ReturnUnappliedFunds(payments, gateways, pauses),
                new ReconcileChargebacks(escrows, telling, payments, gateways, parked),
                new ReconcileRefunds(escrows, payments, gateways),
                prevailing::now);
        return new UseCases(
                escrows,
                payments,
                new CreateEscrow(escrows, participants, marketplaces, worlds),
                new FundEscrow(escrows, moneyIn, charging, settling, replays, prevailing),
                new TransitionEscrow(escrows, payments, prevailing, refunds, replays, pauses),
                taking,
                refunding,
                new WakeEscrow(escrows, settling, refunds, prevailing),
                watching,
                new AskGateway(accounts, gateways, watching, parked, nudges, prevailing::now, unheard),
                new HandleWebhook(payments, watching, parked, marketplaces, prevailing::now, gateways),
                new ResolveUnmatchedWebhook(parked, prevailing::now),
                prevailing);
    }
}
