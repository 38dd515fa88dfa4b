package dev.surety.escrow.http;

import dev.surety.escrow.app.payment.PaymentChain;
import dev.surety.escrow.domain.payment.Payment.Progress;
import dev.surety.escrow.domain.payment.Payment;
import dev.surety.escrow.domain.payment.PaymentEvent;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.RefundId;
import dev.surety.model.money.Money;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/** The API's view of a payment, from its chain up to a version. Version 1. */
final class PaymentView {
    private final Actions actions;

    PaymentView(Actions actions) {
        this.actions = actions;
    }

    /** Only for payments that were begun. */
    ObjectNode of(PaymentChain chain) {
        Payment payment = chain.payment().orElseThrow();
        ObjectNode view = Json.object()
                .put("id", chain.id().value())
                .put("status", payment.status().code())
                .put("version", chain.events().size())
                .put("payer", payment.requested().payer().value())
                .put("method", payment.requested().method())
                .put("code", payment.code().isEmpty() ? null : payment.code());
        view.set("amount", money(payment.requested().amount()));
        actions.put(view, payment.status(), chain.id());
        var escrows = view.putArray("escrows");
        payment.requested().parts().forEach(part -> escrows.addObject()
                .put("id", part.escrow().value())
                .set("amount", money(part.amount())));
        var chargebacks = view.putArray("chargebacks");
        payment.chargebacks().forEach(chargeback -> chargebacks.addObject()
                .put("id", chargeback.id())
                .put("status", word(chargeback.status()))
                .set("amount", money(chargeback.amount())));
        var refunds = view.putArray("refunds");
        payment.refunds().forEach(order -> refund(refunds.addObject(), payment, order));
        sentBack(view.putObject("sentBack"), chain, payment);
        return view.put("createdAt", Times.text(chain.chain().first().at()))
                .put("updatedAt", Times.text(chain.chain().last().at()));
    }

    /** Every amount that the gateway sent back to the payer, for any reason, oldest first. */
    private static void sentBack(ObjectNode view, PaymentChain chain, Payment payment) {
        List<SentBack> all = IntStream.range(0, chain.chain().version())
                .mapToObj(i -> SentBack.by(chain.events().get(i), chain.chain().entries().get(i).at()))
                .flatMap(Optional::stream)
                .toList();
        Money none = Money.zero(payment.requested().amount().currency());
        view.set("amount", money(all.stream().map(SentBack::amount).reduce(none, Money::plus)));
        var parts = view.putArray("parts");
        all.forEach(part -> parts.addObject()
                .put("refund", part.refund().value())
                .put("escrow", part.escrow().map(EscrowId::value).orElse(null))
                .put("at", Times.text(part.at()))
                .set("amount", money(part.amount())));
    }

    /** @param escrow empty for captured money that no escrow waited for */
    private record SentBack(RefundId refund, Optional<EscrowId> escrow, Money amount, Instant at) {
        static Optional<SentBack> by(PaymentEvent event, Instant at) {
            return switch (event) {
                case PaymentEvent.Refunded(var refund, var escrow, var amount) ->
                    Optional.of(new SentBack(refund, Optional.of(escrow), amount, at));
                case PaymentEvent.RefundedLate(var refund, var escrow, var amount) ->
                    Optional.of(new SentBack(refund, Optional.of(escrow), amount, at));
                case PaymentEvent.Returned(var refund, var amount) ->
                    Optional.of(new SentBack(refund, Optional.empty(), amount, at));
                case PaymentEvent.ReturnedLate(var refund, var amount) ->
                    Optional.of(new SentBack(refund, Optional.empty(), amount, at));
                default -> Optional.empty();
            };
        }
    }

    private static void refund(ObjectNode view, Payment payment, Payment.Ordered order) {
        List<Progress> all =
                order.parts().stream().map(part -> payment.progress(order, part)).toList();
        view.put("id", order.id().value())
                .put("status", status(all))
                .put("reference", order.reference().orElse(null));
        view.set(
                "amount",
                money(order.parts().stream()
                        .map(PaymentEvent.Back::amount)
                        .reduce(Money::plus)
                        .orElseThrow()));
        var escrows = view.putArray("escrows");
        for (PaymentEvent.Back part : order.parts()) {
            String code = payment.code(order, part);
            ObjectNode shown = escrows.addObject()
                    .put("id", part.escrow().value())
                    .put("refund", part.refund().value())
                    .put("status", word(payment.progress(order, part)))
                    .put("code", code.isEmpty() ? null : code);
            shown.set("amount", money(part.amount()));
        }
    }

    private static String status(List<Progress> parts) {
        if (parts.contains(Progress.PENDING)) {
            return word(Progress.PENDING);
        }
        if (!parts.contains(Progress.DONE)) {
            return word(Progress.FAILED);
        }
        return parts.stream().allMatch(Progress.DONE::equals) ? word(Progress.DONE) : "partly_done";
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode money(Money money) {
        return (ObjectNode) Json.tree(money);
    }
}
