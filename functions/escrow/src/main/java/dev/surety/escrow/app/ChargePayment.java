package dev.surety.escrow.app;

import dev.surety.escrow.app.Gateway.Answer;
import dev.surety.escrow.domain.EscrowCommand;
import dev.surety.escrow.domain.PaymentEvent;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.Outage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Brackets the one call to a gateway: the intent is appended, the call made with a key that derives from it, the
 * outcome appended. A crash before the call leaves an intent that {@link #finish} closes by making sure the charge is
 * never made; a crash after it leaves an intent that {@code finish} closes by asking.
 */
public final class ChargePayment {
    /** The code of a payment that was closed because nobody completed it. */
    public static final String NOT_COMPLETED = "not_completed";

    private final Payments payments;
    private final Gateway gateway;

    public ChargePayment(Payments payments, Gateway gateway) {
        this.payments = payments;
        this.gateway = gateway;
    }

    /** What a charge is for. */
    public record Wanted(
            MarketplaceId marketplace,
            PaymentId id,
            EscrowId escrow,
            ParticipantId payer,
            Money amount,
            String method) {}

    /** Charges for the first time and says what the escrow is to be told. */
    public EscrowCommand charge(Wanted wanted, Instant now, Actor actor) {
        Payments.History history = payments.load(wanted.marketplace(), wanted.id());
        if (history.events().isEmpty()) {
            var requested = new PaymentEvent.Requested(
                    wanted.payer(),
                    List.of(new PaymentEvent.Part(wanted.escrow(), wanted.amount())),
                    wanted.amount(),
                    gateway.name(),
                    wanted.method());
            CommandKey key = CommandKey.ofFact("payment", wanted.id().value(), "requested");
            Optional<Payments.History> begun = payments.append(history, requested, Postings.NONE, now, actor, key);
            if (begun.isPresent()) {
                Answer answer = gateway.charge(new Gateway.Charge(
                        wanted.marketplace(), wanted.id(), wanted.amount(), wanted.method()));
                return record(wanted, begun.get(), answer, now);
            }
        }
        return finish(wanted, now);
    }

    /** Closes what an earlier call left open: asks, and if the gateway knows of nothing, has it never be made. */
    public EscrowCommand finish(Wanted wanted, Instant now) {
        Payments.History history = payments.load(wanted.marketplace(), wanted.id());
        Optional<EscrowCommand> known = known(wanted.id(), history);
        if (known.isPresent()) {
            return known.get();
        }
        if (history.events().isEmpty()) {
            // Nobody has called the gateway and, with this entry in the first place, nobody ever will.
            return record(wanted, history, new Answer.Declined(NOT_COMPLETED), now);
        }
        Answer found = gateway.find(wanted.marketplace(), wanted.id())
                .orElseGet(() -> gateway.cancel(wanted.marketplace(), wanted.id()));
        return record(wanted, history, found, now);
    }

    private EscrowCommand record(Wanted wanted, Payments.History after, Answer answer, Instant now) {
        Payments.History history = after;
        for (int race = 0; race < Limits.LOST_RACES; race++) {
            Optional<EscrowCommand> known = known(wanted.id(), history);
            if (known.isPresent()) {
                return known.get();
            }
            Optional<Payments.History> appended = append(wanted, history, answer, now);
            if (appended.isPresent() && answer instanceof Answer.Unknown) {
                return new EscrowCommand.StillUnknown(wanted.id());
            }
            history = appended.orElseGet(() -> payments.load(wanted.marketplace(), wanted.id()));
        }
        return known(wanted.id(), history).orElseThrow(() -> new Outage("a payment is being written by too many"));
    }

    private Optional<Payments.History> append(Wanted wanted, Payments.History history, Answer answer, Instant now) {
        Actor actor = Actor.of("gateway:" + gateway.name());
        PaymentEvent event =
                switch (answer) {
                    case Answer.Done(var reference) -> new PaymentEvent.Captured(wanted.amount(), reference);
                    case Answer.Declined(var code) -> new PaymentEvent.Declined(code);
                    case Answer.Unknown _ -> new PaymentEvent.Unknown();
                };
        if (event instanceof PaymentEvent.Unknown && !history.events().isEmpty()
                && history.events().getLast() instanceof PaymentEvent.Unknown) {
            return Optional.of(history);
        }
        Postings postings = event instanceof PaymentEvent.Captured captured
                ? Postings.building()
                        .debit(Account.of(AccountKind.GATEWAY, gateway.name()), captured.amount())
                        .credit(Account.of(AccountKind.INCOMING), captured.amount())
                        .build()
                : Postings.NONE;
        String what = event instanceof PaymentEvent.Unknown ? "unknown" : "answered";
        CommandKey key = CommandKey.ofFact("payment", wanted.id().value(), what);
        return payments.append(history, event, postings, now, actor, key);
    }

    private static Optional<EscrowCommand> known(PaymentId id, Payments.History history) {
        for (PaymentEvent event : history.events()) {
            switch (event) {
                case PaymentEvent.Captured captured -> {
                    return Optional.of(new EscrowCommand.Captured(id, captured.amount()));
                }
                case PaymentEvent.Declined declined -> {
                    return Optional.of(new EscrowCommand.Declined(id, declined.code()));
                }
                case PaymentEvent.Requested _, PaymentEvent.Unknown _ -> {}
            }
        }
        return Optional.empty();
    }
}
