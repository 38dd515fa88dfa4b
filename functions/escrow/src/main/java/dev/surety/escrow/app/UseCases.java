package dev.surety.escrow.app;

import dev.surety.escrow.app.escrow.Balances;
import dev.surety.escrow.app.escrow.CreateEscrow;
import dev.surety.escrow.app.escrow.DecisionContexts;
import dev.surety.escrow.app.escrow.Disputes;
import dev.surety.escrow.app.escrow.Escrows;
import dev.surety.escrow.app.escrow.Participants;
import dev.surety.escrow.app.payment.ChargePayment;
import dev.surety.escrow.app.payment.GatewayAccounts;
import dev.surety.escrow.app.payment.Gateways;
import dev.surety.escrow.app.payment.Nudges;
import dev.surety.escrow.app.payment.Payments;
import dev.surety.escrow.app.payment.ReturnUnappliedFunds;
import dev.surety.escrow.app.payment.UnmatchedWebhooks;
import dev.surety.escrow.app.process.AnswerChargeback;
import dev.surety.escrow.app.process.ApplyToEscrow;
import dev.surety.escrow.app.process.ChargePayee;
import dev.surety.escrow.app.process.FollowDispute;
import dev.surety.escrow.app.process.FundEscrow;
import dev.surety.escrow.app.process.MoneyIn;
import dev.surety.escrow.app.process.ReconcileChargebacks;
import dev.surety.escrow.app.process.ReconcileRefunds;
import dev.surety.escrow.app.process.RefundPayment;
import dev.surety.escrow.app.process.Replays;
import dev.surety.escrow.app.process.SendRefund;
import dev.surety.escrow.app.process.SettleFunding;
import dev.surety.escrow.app.process.TakePayment;
import dev.surety.escrow.app.process.TransitionEscrow;
import dev.surety.escrow.app.process.WakeEscrow;
import dev.surety.escrow.app.process.WatchPayment;
import dev.surety.escrow.app.webhook.AskGateway;
import dev.surety.escrow.app.webhook.HandleWebhook;
import dev.surety.escrow.app.webhook.ResolveUnmatchedWebhook;
import dev.surety.model.dispute.ChargebackAnswer;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.command.CausedCommands;
import dev.surety.runtime.marketplace.Marketplaces;
import java.util.HashMap;
import java.util.Map;

/** The use cases over their ports, wired once for the doors and for the tests. */
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
        AnswerChargeback answering,
        FollowDispute following,
        DecisionContexts prevailing) {

    public static UseCases of(
            Escrows escrows,
            Balances balances,
            Payments payments,
            Participants participants,
            Marketplaces marketplaces,
            Gateways gateways,
            GatewayAccounts accounts,
            UnmatchedWebhooks parked,
            Disputes disputes,
            Nudges nudges,
            AskGateway.Unheard unheard,
            Clocks worlds) {
        var prevailing = new DecisionContexts(marketplaces, participants, worlds);
        var pauses = marketplaces.pauses();
        var moneyIn = new MoneyIn(participants, marketplaces, pauses);
        var telling = new ApplyToEscrow(escrows);
        var paying = new ChargePayment(payments, gateways, accounts);
        var settling = new SettleFunding(telling, paying);
        var refunds = new SendRefund(telling, participants, payments, gateways, pauses, nudges);
        var replays = new Replays(escrows, settling, refunds, prevailing);
        var taking = new TakePayment(escrows, telling, payments, moneyIn, paying, settling, prevailing);
        var charging = new ChargePayee(escrows, marketplaces, balances);
        var refunding = new RefundPayment(payments, escrows, charging, pauses, prevailing, nudges);
        var chargebacks = new ReconcileChargebacks(escrows, telling, payments, gateways, parked);
        var watching = new WatchPayment(
                escrows,
                payments,
                paying,
                taking,
                refunding,
                refunds,
                new ReturnUnappliedFunds(payments, refunds::isWithheld, gateways, pauses),
                chargebacks,
                new ReconcileRefunds(escrows, payments, gateways),
                disputes,
                prevailing::now);
        var moving = new TransitionEscrow(escrows, payments, prevailing, charging, refunds, replays, pauses);
        return new UseCases(
                escrows,
                payments,
                new CreateEscrow(escrows, participants, marketplaces, worlds),
                new FundEscrow(escrows, moneyIn, paying, settling, replays, prevailing),
                moving,
                taking,
                refunding,
                new WakeEscrow(escrows, settling, refunds, disputes, prevailing),
                watching,
                new AskGateway(accounts, gateways, watching, parked, nudges, prevailing::now, unheard),
                new HandleWebhook(payments, watching, parked, marketplaces, prevailing::now, gateways),
                new ResolveUnmatchedWebhook(parked, prevailing::now),
                new AnswerChargeback(payments, gateways, chargebacks, prevailing::now),
                new FollowDispute(escrows, moving),
                prevailing);
    }

    /** The commands of other functions, by name. */
    public Map<String, CausedCommands.Receiver> receivers() {
        var answers = new CausedCommands.Receiver(AnswerChargeback.CAUSE, answering);
        Map<String, CausedCommands.Receiver> receivers = new HashMap<>(following.receivers());
        receivers.put(ChargebackAnswer.SUBMIT, answers);
        receivers.put(ChargebackAnswer.ACCEPT, answers);
        return receivers;
    }
}
