package dev.surety.escrow.http;

import dev.surety.escrow.app.PaymentChain;
import dev.surety.escrow.domain.Payment;
import dev.surety.model.money.Money;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** A payment as the API shows it, from its chain up to a version. Version 1. */
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
                .put("version", chain.version())
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
                .put("status", chargeback.bank().name().toLowerCase(Locale.ROOT))
                .set("amount", money(chargeback.amount())));
        return view.put("createdAt", Times.text(chain.chain().first().at()))
                .put("updatedAt", Times.text(chain.chain().last().at()));
    }

    private static ObjectNode money(Money money) {
        return (ObjectNode) Json.tree(money);
    }
}
