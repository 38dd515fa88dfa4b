package dev.surety.escrow.app;

import dev.surety.runtime.world.Marketplaces;
import dev.surety.runtime.world.Worlds;

/** What this function can do, put together over its ports: the same for its doors and its tests. */
public record UseCases(
        Escrows escrows,
        Payments payments,
        CreateEscrow creating,
        FundEscrow funding,
        MoveEscrow moving,
        TakePayment taking,
        RefundPayment refunding,
        WakeEscrow waking,
        WatchPayment watching,
        AskGateway asking,
        HearNotice hearing,
        CloseNotice closing,
        Prevailing prevailing) {

    public static UseCases of(
            Escrows escrows,
            Payments payments,
            Participants participants,
            Marketplaces marketplaces,
            Gateways gateways,
            GatewayAccounts accounts,
            ParkedNotices parked,
            Nudges nudges,
            AskGateway.Unheard unheard,
            Worlds worlds) {
        var prevailing = new Prevailing(marketplaces, participants, worlds);
        var pauses = marketplaces.pauses();
        var moneyIn = new MoneyIn(participants, marketplaces, pauses);
        var telling = new TellEscrow(escrows);
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
                new SendBackUnawaited(payments, gateways, pauses),
                new FollowChargebacks(escrows, telling, payments, gateways, parked),
                new LearnLateRefunds(escrows, payments, gateways),
                prevailing::now);
        return new UseCases(
                escrows,
                payments,
                new CreateEscrow(escrows, participants, marketplaces, worlds),
                new FundEscrow(escrows, moneyIn, charging, settling, replays, prevailing),
                new MoveEscrow(escrows, payments, prevailing, refunds, replays, pauses),
                taking,
                refunding,
                new WakeEscrow(escrows, settling, refunds, prevailing),
                watching,
                new AskGateway(accounts, gateways, watching, parked, nudges, prevailing::now, unheard),
                new HearNotice(payments, watching, parked, marketplaces, prevailing::now, gateways),
                new CloseNotice(parked, prevailing::now),
                prevailing);
    }
}
