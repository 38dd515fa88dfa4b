package dev.surety.escrow.app.process;

import dev.surety.escrow.app.escrow.EscrowChain;
import dev.surety.escrow.app.escrow.Escrows;
import dev.surety.escrow.app.payment.AddToPayment;
import dev.surety.escrow.app.payment.Gateway;
import dev.surety.escrow.app.payment.Gateways;
import dev.surety.escrow.app.payment.PaymentChain;
import dev.surety.escrow.app.payment.Payments;
import dev.surety.escrow.app.payment.UnmatchedWebhooks;
import dev.surety.escrow.app.payment.WebhookNotice;
import dev.surety.escrow.app.process.ApplyToEscrow.News;
import dev.surety.escrow.domain.escrow.EscrowCommand;
import dev.surety.escrow.domain.funds.CaseTelling;
import dev.surety.escrow.domain.funds.ChargebackStatus;
import dev.surety.escrow.domain.funds.EscrowAmounts;
import dev.surety.escrow.domain.payment.Payment;
import dev.surety.escrow.domain.payment.PaymentEvent.Part;
import dev.surety.escrow.domain.payment.PaymentEvent;
import dev.surety.model.dispute.PaymentChargebacks.Share;
import dev.surety.model.dispute.PaymentChargebacks.Told;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import dev.surety.runtime.journal.CommandKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Books the chargebacks of a payment: opened, won and lost. The payment's chain books the money. It also fixes each
 * escrow's share, in proportion to what the escrow has left. Each escrow then applies its share, and the payment's
 * chain records that all have. A crash leaves a deadline of the payment; applying a share again changes nothing.
 */
public final class ReconcileChargebacks {
    /** Of one payment. A person looks at any beyond that. */
    private static final int MOST = 20;

    private final Escrows escrows;
    private final ApplyToEscrow telling;
    private final AddToPayment adding;
    private final Gateways gateways;
    private final UnmatchedWebhooks parked;

    public ReconcileChargebacks(
            Escrows escrows, ApplyToEscrow telling, Payments payments, Gateways gateways, UnmatchedWebhooks parked) {
        this.escrows = escrows;
        this.telling = telling;
        this.adding = new AddToPayment(payments);
        this.gateways = gateways;
        this.parked = parked;
    }

    /** Asks the gateway for chargebacks, and records the new ones. */
    PaymentChain learn(PaymentChain from, Instant now) {
        PaymentChain payment = follow(from, now);
        for (Gateway.GatewayChargeback drawn : gateways.of(payment).chargebacks(marketplace(payment), payment.id())) {
            payment = learn(payment, drawn, now);
        }
        return payment;
    }

    private PaymentChain learn(PaymentChain from, Gateway.GatewayChargeback drawn, Instant now) {
        if (!isReadable(from.payment().orElseThrow(), drawn)) {
            park(from, drawn, now);
            return from;
        }
        PaymentChain payment = drawn.status().map(status -> money(from, drawn, status, now)).orElse(from);
        return adding.add(payment, as -> noticed(as, drawn, now));
    }

    private static boolean isReadable(Payment known, Gateway.GatewayChargeback drawn) {
        boolean isKnown = known.chargeback(drawn.id()).isPresent()
                || known.told(drawn.id()).isPresent();
        boolean isOurs = drawn.amount().isPositive()
                && drawn.amount().currency().equals(known.requested().amount().currency());
        return isKnown || (isOurs && Math.max(known.chargebacks().size(), known.told().size()) < MOST);
    }

    private PaymentChain money(
            PaymentChain from, Gateway.GatewayChargeback drawn, ChargebackStatus status, Instant now) {
        PaymentChain payment = from;
        if (payment.payment().orElseThrow().chargeback(drawn.id()).isEmpty()) {
            payment = follow(adding.add(payment, as -> drawn(as, drawn, now)), now);
        }
        if (status == ChargebackStatus.OPEN) {
            return payment;
        }
        payment = follow(adding.add(payment, as -> decided(as, drawn, status, now)), now);
        return status == ChargebackStatus.WON ? adding.add(payment, as -> regained(as, drawn, now)) : payment;
    }

    /** Parks, once, a chargeback that cannot belong to this payment, like a webhook that matches nothing. */
    private void park(PaymentChain payment, Gateway.GatewayChargeback drawn, Instant now) {
        MarketplaceId marketplace = marketplace(payment);
        String gateway = gateways.of(payment).name();
        var notice = new WebhookNotice(
                gateway,
                marketplace.value(),
                "chargeback " + drawn.id(),
                "chargeback",
                WebhookNotice.account(gateway, marketplace),
                payment.id().value(),
                Optional.of(drawn.amount()));
        parked.park(marketplace, notice, now);
    }

    private Optional<Payments.Fact> drawn(PaymentChain payment, Gateway.GatewayChargeback drawn, Instant now) {
        return payment.payment().orElseThrow().chargeback(drawn.id()).isPresent()
                ? Optional.empty()
                : Optional.of(fact(
                                payment,
                                new PaymentEvent.ChargebackOpened(
                                        drawn.id(), drawn.amount(), parts(payment, drawn.amount())),
                                drawn.id(),
                                now)
                        .with(books(payment, drawn.amount(), false)));
    }

    private Optional<Payments.Fact> decided(
            PaymentChain payment, Gateway.GatewayChargeback drawn, ChargebackStatus status, Instant now) {
        boolean won = status == ChargebackStatus.WON;
        return payment.payment()
                .orElseThrow()
                .chargeback(drawn.id())
                .filter(chargeback -> chargeback.status() == ChargebackStatus.OPEN && chargeback.told())
                .map(Payment.Chargeback::amount)
                .map(amount -> won
                        ? fact(payment, new PaymentEvent.ChargebackWon(drawn.id(), amount), drawn.id(), now)
                                .with(books(payment, amount, true))
                        : fact(payment, new PaymentEvent.ChargebackLost(drawn.id()), drawn.id(), now));
    }

    /** A lost chargeback that is won after all. Its escrows have borne it and may be over, so a person decides. */
    private Optional<Payments.Fact> regained(PaymentChain payment, Gateway.GatewayChargeback drawn, Instant now) {
        return payment.payment()
                .orElseThrow()
                .chargeback(drawn.id())
                .filter(chargeback -> chargeback.status() == ChargebackStatus.LOST && chargeback.told())
                .map(Payment.Chargeback::amount)
                .map(amount -> fact(payment, new PaymentEvent.ChargebackRegained(drawn.id(), amount), drawn.id(), now)
                        .with(Postings.building()
                                .credit(Account.of(AccountKind.SUSPENSE), amount)
                                .debit(Account.of(AccountKind.GATEWAY, gateways.of(payment).name()), amount)
                                .build()));
    }

    /** The gateway's word for the case; nothing if the last entry said the same. */
    private Optional<Payments.Fact> noticed(PaymentChain payment, Gateway.GatewayChargeback drawn, Instant now) {
        Optional<Told> before = payment.payment().orElseThrow().told(drawn.id());
        var event = new PaymentEvent.ChargebackNoticed(
                drawn.id(),
                drawn.amount(),
                before.map(Told::shares).filter(known -> !known.isEmpty()).orElseGet(() -> shares(payment, drawn)),
                drawn.reason(),
                drawn.evidenceDueBy(),
                drawn.phase(),
                looksAt(payment.payment().orElseThrow(), drawn.id(), now));
        boolean isSame = before.filter(told -> told.equals(new Told(
                        event.chargeback(),
                        event.amount(),
                        event.shares(),
                        event.reason(),
                        event.evidenceDueBy(),
                        event.phase(),
                        told.answer())))
                .isPresent();
        String nth = Integer.toString(payment.version());
        return isSame ? Optional.empty() : Optional.of(fact(payment, event, drawn.id() + " " + nth, now));
    }

    /** Each word on a chargeback without a case begins the looks for it anew. */
    private static Optional<Instant> looksAt(Payment payment, String chargeback, Instant now) {
        boolean isKnown = payment.telling(chargeback).filter(CaseTelling::known).isPresent();
        return isKnown ? Optional.empty() : Optional.of(CaseTelling.first(now));
    }

    /** As the money was divided; of a warning, as it would be now. */
    private List<Share> shares(PaymentChain payment, Gateway.GatewayChargeback drawn) {
        List<Part> parts = payment.payment()
                .flatMap(known -> known.chargeback(drawn.id()))
                .map(Payment.Chargeback::parts)
                .orElseGet(() -> parts(payment, drawn.amount()));
        return parts.stream()
                .flatMap(part -> escrows.find(marketplace(payment), part.escrow()).stream()
                        .map(chain -> new Share(
                                part.escrow(), chain.escrow().agreement().payee(), part.amount())))
                .toList();
    }

    /** Applies to each escrow the chargebacks that it does not know yet. */
    PaymentChain follow(PaymentChain from, Instant now) {
        PaymentChain payment = from;
        for (Payment.Chargeback chargeback : payment.payment().map(Payment::chargebacks).orElse(List.of())) {
            if (!chargeback.told()) {
                for (Part part : chargeback.parts()) {
                    tell(payment, part, chargeback, now);
                }
                payment = adding.add(payment, as -> spread(as, chargeback, now));
            }
        }
        return payment;
    }

    /** Records that all escrows have applied the chargeback in this status; nothing if its status has changed since. */
    private Optional<Payments.Fact> spread(PaymentChain payment, Payment.Chargeback told, Instant now) {
        return payment.payment()
                .flatMap(known -> known.chargeback(told.id()))
                .filter(as -> !as.told() && as.status() == told.status())
                .map(as -> fact(
                        payment,
                        new PaymentEvent.ChargebackAllocated(as.id()),
                        as.id() + " " + as.status().name(),
                        now));
    }

    private void tell(PaymentChain payment, Part part, Payment.Chargeback chargeback, Instant now) {
        EscrowCommand command =
                switch (chargeback.status()) {
                    case OPEN -> new EscrowCommand.OpenChargeback(chargeback.id(), part.amount());
                    case WON -> new EscrowCommand.WinChargeback(chargeback.id());
                    case LOST -> new EscrowCommand.LoseChargeback(chargeback.id());
                };
        CommandKey key = CommandKey.ofFact(
                "chargeback", chargeback.id(), chargeback.status().name(), part.escrow().value());
        var news = Optional.of(News.of(command, key));
        escrows.find(marketplace(payment), part.escrow()).ifPresent(chain -> {
            ApplyToEscrow.Applied _ = telling.tell(chain, _ -> news, actor(payment), now);
        });
    }

    /**
     * The shares of a chargeback, in proportion to what each escrow has left of this payment. If none has anything
     * left, in proportion to what each had. An escrow that holds another payment's money bears nothing.
     */
    private List<Part> parts(PaymentChain payment, Money amount) {
        List<Part> paid = new ArrayList<>();
        List<Part> left = new ArrayList<>();
        for (Part part : payment.payment().orElseThrow().requested().parts()) {
            escrows.find(marketplace(payment), part.escrow())
                    .map(EscrowChain::escrow)
                    .filter(escrow -> escrow.fundsNow()
                            .filter(funds -> funds.payment().id().equals(payment.id()))
                            .isPresent())
                    .ifPresent(escrow -> {
                        paid.add(part);
                        left.add(new Part(part.escrow(), left(escrow.amountsNow())));
                    });
        }
        boolean none = left.stream().allMatch(part -> part.amount().isZero());
        return paid.isEmpty() ? List.of() : Part.inProportion(amount, none ? paid : left);
    }

    private static Money left(EscrowAmounts amounts) {
        return amounts.funded()
                .minus(amounts.refundedGross())
                .minus(amounts.lost().gross(amounts.agreement()));
    }

    private Postings books(PaymentChain payment, Money amount, boolean won) {
        Account here = Account.of(AccountKind.GATEWAY, gateways.of(payment).name());
        Account disputed = Account.of(AccountKind.DISPUTE);
        return Postings.building()
                .credit(won ? disputed : here, amount)
                .debit(won ? here : disputed, amount)
                .build();
    }

    private Payments.Fact fact(PaymentChain payment, PaymentEvent event, String what, Instant now) {
        CommandKey key = CommandKey.ofFact(
                "payment", payment.id().value(), event.getClass().getSimpleName(), what);
        return Payments.Fact.of(event, now, actor(payment), key);
    }

    private Actor actor(PaymentChain payment) {
        return Actor.of("gateway:" + gateways.of(payment).name());
    }

    private static MarketplaceId marketplace(PaymentChain payment) {
        return payment.chain().id().marketplace();
    }
}
