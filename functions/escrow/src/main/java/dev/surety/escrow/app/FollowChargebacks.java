package dev.surety.escrow.app;

import dev.surety.escrow.app.TellEscrow.News;
import dev.surety.escrow.domain.EscrowCommand;
import dev.surety.escrow.domain.Holdings;
import dev.surety.escrow.domain.Payment.Bank;
import dev.surety.escrow.domain.Payment;
import dev.surety.escrow.domain.PaymentEvent.Part;
import dev.surety.escrow.domain.PaymentEvent;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import dev.surety.runtime.journal.CommandKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the payer's bank draws, gives back or keeps. The payment's chain books the money and fixes which escrow bears
 * how much, in proportion to what each has left; each escrow is told and freezes what it still has; when all know, the
 * payment's chain says so. A crash between leaves a deadline, and telling again changes nothing.
 */
public final class FollowChargebacks {
    private static final int MOST = 20;

    private final Escrows escrows;
    private final TellEscrow telling;
    private final Payments payments;
    private final Gateway gateway;

    FollowChargebacks(Escrows escrows, TellEscrow telling, Payments payments, Gateway gateway) {
        this.escrows = escrows;
        this.telling = telling;
        this.payments = payments;
        this.gateway = gateway;
    }

    /** Asks the gateway and records what is new. */
    PaymentChain learn(PaymentChain from, Instant now) {
        PaymentChain payment = follow(from, now);
        for (Gateway.Drawn drawn : gateway.chargebacks(marketplace(payment), payment.id())) {
            payment = learn(payment, drawn, now);
        }
        return payment;
    }

    private PaymentChain learn(PaymentChain from, Gateway.Drawn drawn, Instant now) {
        PaymentChain payment = from;
        Payment known = payment.payment().orElseThrow();
        if (known.chargeback(drawn.id()).isEmpty()) {
            boolean readable = drawn.amount().isPositive()
                    && drawn.amount().currency().equals(known.requested().amount().currency())
                    && known.chargebacks().size() < MOST;
            if (!readable) {
                return payment;
            }
            var event = new PaymentEvent.ChargebackDrawn(drawn.id(), drawn.amount(), parts(payment, drawn.amount()));
            payment = follow(append(payment, event, books(drawn.amount(), false), drawn.id(), now), now);
        }
        Optional<Payment.Chargeback> open = payment.payment()
                .orElseThrow()
                .chargeback(drawn.id())
                .filter(chargeback -> chargeback.bank() == Bank.DRAWN && chargeback.told());
        if (open.isEmpty() || drawn.bank() == Gateway.Drawn.Bank.DECIDES) {
            return payment;
        }
        boolean won = drawn.bank() == Gateway.Drawn.Bank.GAVE_BACK;
        Money amount = open.get().amount();
        PaymentEvent event = won
                ? new PaymentEvent.ChargebackWon(drawn.id(), amount)
                : new PaymentEvent.ChargebackLost(drawn.id());
        return follow(append(payment, event, won ? books(amount, true) : Postings.NONE, drawn.id(), now), now);
    }

    /** Tells every escrow what it does not know yet. */
    PaymentChain follow(PaymentChain from, Instant now) {
        PaymentChain payment = from;
        for (Payment.Chargeback chargeback : payment.payment().map(Payment::chargebacks).orElse(List.of())) {
            if (!chargeback.told()) {
                for (Part part : chargeback.parts()) {
                    tell(marketplace(payment), part, chargeback, now);
                }
                var spread = new PaymentEvent.ChargebackSpread(chargeback.id());
                payment = append(
                        payment,
                        spread,
                        Postings.NONE,
                        chargeback.id() + " " + chargeback.bank().name(),
                        now);
            }
        }
        return payment;
    }

    private void tell(MarketplaceId marketplace, Part part, Payment.Chargeback chargeback, Instant now) {
        EscrowCommand command =
                switch (chargeback.bank()) {
                    case DRAWN -> new EscrowCommand.DrawChargeback(chargeback.id(), part.amount());
                    case WON -> new EscrowCommand.WinChargeback(chargeback.id());
                    case LOST -> new EscrowCommand.LoseChargeback(chargeback.id());
                };
        CommandKey key = CommandKey.ofFact(
                "chargeback", chargeback.id(), chargeback.bank().name(), part.escrow().value());
        var news = Optional.of(new News(command, key, Optional.empty()));
        escrows.find(marketplace, part.escrow()).ifPresent(chain -> {
            TellEscrow.Told _ = telling.tell(chain, _ -> news, actor(), now);
        });
    }

    /** In proportion to what each escrow has left of this payment; where none has anything, to what each had. */
    private List<Part> parts(PaymentChain payment, Money amount) {
        List<Part> paid = payment.payment().orElseThrow().requested().parts();
        List<Part> left = paid.stream()
                .map(part -> new Part(part.escrow(), left(payment, part)))
                .toList();
        boolean none = left.stream().allMatch(part -> part.amount().isZero());
        return Part.inProportion(amount, none ? paid : left);
    }

    private Money left(PaymentChain payment, Part part) {
        return escrows.find(marketplace(payment), part.escrow())
                .map(chain -> chain.escrow().holdingsNow())
                .map(FollowChargebacks::left)
                .orElseGet(() -> Money.zero(part.amount().currency()));
    }

    private static Money left(Holdings holdings) {
        return holdings.funded()
                .minus(holdings.refundedGross())
                .minus(holdings.lost().gross(holdings.agreement()));
    }

    private Postings books(Money amount, boolean won) {
        Account here = Account.of(AccountKind.GATEWAY, gateway.name());
        Account disputed = Account.of(AccountKind.DISPUTE);
        return Postings.building()
                .credit(won ? disputed : here, amount)
                .debit(won ? here : disputed, amount)
                .build();
    }

    private PaymentChain append(
            PaymentChain payment, PaymentEvent event, Postings postings, String what, Instant now) {
        CommandKey key = CommandKey.ofFact(
                "payment", payment.id().value(), event.getClass().getSimpleName(), what);
        return payments.append(payment, Payments.Fact.of(event, now, actor(), key).with(postings))
                .map(Payments.Appended::payment)
                .orElseGet(() -> payments.load(marketplace(payment), payment.id()));
    }

    private Actor actor() {
        return Actor.of("gateway:" + gateway.name());
    }

    private static MarketplaceId marketplace(PaymentChain payment) {
        return payment.chain().id().marketplace();
    }
}
