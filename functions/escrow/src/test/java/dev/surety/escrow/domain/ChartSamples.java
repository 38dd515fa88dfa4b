package dev.surety.escrow.domain;

import dev.surety.escrow.domain.escrow.Deadlines;
import dev.surety.escrow.domain.escrow.Decision;
import dev.surety.escrow.domain.escrow.DecisionContext;
import dev.surety.escrow.domain.escrow.Escrow;
import dev.surety.escrow.domain.escrow.EscrowCommand;
import dev.surety.escrow.domain.escrow.EscrowEvent;
import dev.surety.escrow.domain.escrow.EscrowFold;
import dev.surety.escrow.domain.escrow.EscrowRules;
import dev.surety.escrow.domain.terms.Agreement;
import dev.surety.escrow.domain.terms.Fee;
import dev.surety.model.id.Id;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.id.RefundId;
import dev.surety.model.marketplace.FeeRule;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.marketplace.Preset;
import dev.surety.model.money.BasisPoints;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An escrow of 60.00 EUR with a commission of 7.20 in every state, and a command of every kind. */
public final class ChartSamples {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant BEFORE = NOON.minus(Duration.ofMinutes(15));
    static final Money PRICE = Money.of(6000, "EUR");
    private static final Money PART = Money.of(1000, "EUR");
    private static final PaymentId OURS = new PaymentId(Id.derive("pay", "ours"));
    private static final PaymentId FOREIGN = new PaymentId(Id.derive("pay", "foreign"));
    private static final RefundId REFUND = new RefundId(Id.derive("ref", "ours"));
    private static final RefundId NEXT = new RefundId(Id.derive("ref", "next"));
    private static final EscrowCommand ALL =
            new EscrowCommand.Release(Optional.empty(), Optional.empty());

    private ChartSamples() {}

    static List<String> states() {
        return List.of(
                "created",
                "funding",
                "funding: payer acts",
                "held",
                "held: refund of all",
                "held: refund of part",
                "held: refund owed",
                "held: part released",
                "delivered",
                "delivered: refund of part",
                "delivered: five changes",
                "delivered: all disputed",
                "delivered: disputed, with arbiters",
                "held: part disputed",
                "held: part charged back",
                "held: all disputed, part charged back",
                "settled: disputed on hold",
                "delivered: all charged back",
                "delivered: two disputes used",
                "settled",
                "settled: on hold",
                "settled: refund of part",
                "settled: all refunded",
                "settled: part charged back",
                "cancelled",
                "cancelled: after payment",
                "expired");
    }

    static List<String> commands() {
        return List.of(
                "fund",
                "cancel",
                "deliver",
                "request changes",
                "accept",
                "release",
                "release part",
                "release too much",
                "refund",
                "refund part",
                "refund too much",
                "dispute",
                "dispute part",
                "dispute too much",
                "withdraw",
                "award 60.00",
                "award 10.00",
                "extend case",
                "dispute found",
                "dispute missing",
                "captured",
                "captured other payment",
                "declined",
                "action needed",
                "still unknown",
                "refund done",
                "refund done for another",
                "refund declined",
                "refund unknown",
                "refuse refund",
                "chargeback opened",
                "chargeback won",
                "chargeback lost",
                "deadline");
    }

    static EscrowCommand command(String name) {
        return switch (name) {
            case "fund" -> new EscrowCommand.Fund(OURS, "card_ok");
            case "cancel" -> new EscrowCommand.Cancel(NEXT);
            case "cancel as ours" -> new EscrowCommand.Cancel(REFUND);
            case "deliver" -> new EscrowCommand.Deliver();
            case "request changes" -> new EscrowCommand.RequestChanges();
            case "accept" -> new EscrowCommand.Accept();
            case "release" -> ALL;
            case "release part" -> new EscrowCommand.Release(Optional.of(PART), Optional.empty());
            case "release too much" -> new EscrowCommand.Release(tooMuch(), Optional.empty());
            case "refund" -> giveBack(Optional.empty());
            case "refund part" -> giveBack(Optional.of(PART));
            case "refund too much" -> giveBack(tooMuch());
            case "dispute" -> new EscrowCommand.Dispute(Optional.empty());
            case "dispute part" -> new EscrowCommand.Dispute(Optional.of(PART));
            case "dispute too much" -> new EscrowCommand.Dispute(tooMuch());
            case "withdraw" -> new EscrowCommand.Withdraw();
            case "award 60.00" -> award(3000, 3000);
            case "award 10.00" -> award(400, 600);
            case "extend case" -> new EscrowCommand.ExtendCase(Duration.ofDays(2));
            case "dispute found" -> new EscrowCommand.TellCase(true);
            case "dispute missing" -> new EscrowCommand.TellCase(false);
            case "captured" -> new EscrowCommand.Captured(OURS, PRICE);
            case "captured other payment" -> new EscrowCommand.Captured(FOREIGN, PRICE);
            case "declined" -> new EscrowCommand.Declined(OURS, "card_declined");
            case "action needed" -> new EscrowCommand.ActionNeeded(OURS);
            case "still unknown" -> new EscrowCommand.StillUnknown(OURS);
            case "refund done" -> new EscrowCommand.RefundDone(REFUND);
            case "refund done for another" -> new EscrowCommand.RefundDone(NEXT);
            case "refund declined" -> new EscrowCommand.RefundDeclined(REFUND, "refund_refused");
            case "refund unknown" -> new EscrowCommand.RefundStillUnknown(REFUND);
            case "refuse refund" -> new EscrowCommand.RefuseRefund(NEXT, "frozen_by_case");
            case "chargeback opened" -> new EscrowCommand.OpenChargeback("cb_next", PART);
            case "chargeback won" -> new EscrowCommand.WinChargeback("cb_ours");
            case "chargeback lost" -> new EscrowCommand.LoseChargeback("cb_ours");
            case "deadline" -> new EscrowCommand.DeadlineReached(NEXT);
            default -> throw new AssertionError(name);
        };
    }

    private static Optional<Money> tooMuch() {
        return Optional.of(Money.of(6001, "EUR"));
    }

    private static EscrowCommand giveBack(Optional<Money> amount) {
        return new EscrowCommand.RefundPayer(REFUND, amount, Optional.empty());
    }

    private static EscrowCommand award(long toPayee, long toPayer) {
        return new EscrowCommand.Award(REFUND, Money.of(toPayee, "EUR"), Money.of(toPayer, "EUR"));
    }

    /** The escrow in a state, by the commands that lead there. */
    static Escrow escrow(String state) {
        Escrow escrow = EscrowFold.first(new EscrowEvent.Created(agreement(), NOON));
        Instant now = BEFORE;
        for (String command : wayTo(state)) {
            boolean matures = command.startsWith("on hold: ");
            Optional<Duration> hold = matures ? Optional.of(Duration.ofDays(3)) : Optional.empty();
            boolean arbiters = command.startsWith("with arbiters: ");
            boolean time = command.equals("deadline");
            now = time ? Deadlines.announced(escrow).orElseThrow().at() : now;
            EscrowCommand asked = onTheWay(command.replaceFirst("^.*: ", ""));
            asked = time ? new EscrowCommand.DeadlineReached(REFUND) : asked;
            if (!(EscrowRules.decide(escrow, asked, new DecisionContext(now, hold, Optional.empty(), arbiters))
                    instanceof Decision.Accepted then)) {
                throw new AssertionError(command + " on the way to " + state);
            }
            escrow = after(escrow, then.event(), now);
        }
        return escrow;
    }

    private static EscrowCommand onTheWay(String command) {
        return switch (command) {
            case "chargeback opened" -> new EscrowCommand.OpenChargeback("cb_ours", Money.of(2000, "EUR"));
            case "chargeback of all" -> new EscrowCommand.OpenChargeback("cb_ours", PRICE);
            default -> command(command);
        };
    }

    private static List<String> wayTo(String state) {
        return switch (state) {
            case "created" -> List.of();
            case "funding" -> List.of("fund");
            case "funding: payer acts" -> List.of("fund", "action needed");
            case "held" -> List.of("fund", "captured");
            case "held: refund of all" -> List.of("fund", "captured", "refund");
            case "held: refund of part" -> List.of("fund", "captured", "refund part");
            case "held: refund owed" -> List.of("fund", "captured", "deadline");
            case "held: part released" -> List.of("fund", "captured", "release part");
            case "delivered" -> List.of("fund", "captured", "deliver");
            case "delivered: refund of part" -> List.of("fund", "captured", "deliver", "refund part");
            case "delivered: five changes" -> fiveChanges();
            case "delivered: all disputed" -> List.of("fund", "captured", "deliver", "dispute");
            case "delivered: disputed, with arbiters" ->
                List.of("fund", "captured", "deliver", "with arbiters: dispute");
            case "held: part disputed" -> List.of("fund", "captured", "dispute part");
            case "held: part charged back" -> List.of("fund", "captured", "chargeback opened");
            case "held: all disputed, part charged back" -> List.of("fund", "captured", "dispute", "chargeback opened");
            case "settled: disputed on hold" -> List.of("fund", "captured", "deliver", "on hold: accept", "dispute");
            case "settled" -> List.of("fund", "captured", "deliver", "accept");
            case "settled: on hold" -> List.of("fund", "captured", "deliver", "on hold: accept");
            case "settled: refund of part" -> List.of("fund", "captured", "deliver", "accept", "refund part");
            case "settled: part charged back" -> List.of("fund", "captured", "deliver", "accept", "chargeback opened");
            case "delivered: all charged back" -> List.of("fund", "captured", "deliver", "chargeback of all");
            case "delivered: two disputes used" -> twoDisputes();
            case "settled: all refunded" -> List.of("fund", "captured", "refund", "refund done");
            case "cancelled" -> List.of("cancel");
            case "cancelled: after payment" -> cancelledPaid();
            case "expired" -> List.of("deadline");
            default -> throw new AssertionError(state);
        };
    }

    private static List<String> fiveChanges() {
        List<String> way = new ArrayList<>(List.of("fund", "captured", "deliver"));
        for (int i = 0; i < EscrowRules.MOST_CHANGES; i++) {
            way.add("request changes");
            way.add("deliver");
        }
        return way;
    }

    private static List<String> twoDisputes() {
        return List.of("fund", "captured", "deliver", "dispute", "withdraw", "dispute part", "withdraw");
    }

    private static List<String> cancelledPaid() {
        return List.of("fund", "captured", "cancel as ours", "refund done");
    }

    static Agreement agreement() {
        var commission = new Fee("commission", new BasisPoints(1200), FeeRule.Side.PAYEE, Money.of(720, "EUR"));
        return agreement(PRICE, List.of(commission));
    }

    /** The same parties and terms, for another price with other fees. */
    public static Agreement agreement(Money price, List<Fee> fees) {
        return new Agreement(
                new ParticipantId(Id.derive("par", "payer")),
                new ParticipantId(Id.derive("par", "payee")),
                price,
                fees,
                new Agreement.Terms(
                        "goods",
                        1,
                        new Preset.Timers(Duration.ofMinutes(15), Duration.ofDays(14), Duration.ofDays(14))),
                "",
                Mode.SANDBOX,
                1);
    }

    static Escrow after(Escrow escrow, EscrowEvent event, Instant at) {
        return EscrowFold.after(escrow, event, at, "key");
    }
}
