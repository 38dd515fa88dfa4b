package dev.surety.escrow.http;

import dev.surety.escrow.app.EscrowChain;
import dev.surety.escrow.domain.Agreement;
import dev.surety.escrow.domain.Deadlines;
import dev.surety.escrow.domain.Escrow;
import dev.surety.escrow.domain.Fee;
import dev.surety.escrow.domain.Holdings;
import dev.surety.escrow.domain.PaymentFact;
import dev.surety.model.money.Money;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** An escrow as the API shows it, from its chain up to a version and the words it named in the vault. Version 1. */
final class EscrowView {
    private EscrowView() {}

    static ObjectNode of(EscrowChain chain, Optional<ObjectNode> words) {
        Escrow escrow = chain.escrow();
        Agreement agreement = escrow.agreement();
        ObjectNode view = Json.object()
                .put("id", chain.chain().id().id())
                .put("reference", agreement.reference().isEmpty() ? null : agreement.reference())
                .put("state", escrow.stateName())
                .put("outcome", escrow instanceof Escrow.Settled settled ? word(settled.outcome()) : null)
                .put("version", chain.version())
                .put("payer", agreement.payer().value())
                .put("payee", agreement.payee().value());
        view.set("amount", money(agreement.price()));
        amounts(view.putObject("amounts"), escrow.holdingsNow());
        fees(view, escrow);
        terms(view.putObject("terms"), agreement.terms());
        escrow.paymentNow().ifPresentOrElse(payment -> payment(view, payment), () -> view.putNull("payment"));
        view.putArray("refunds");
        view.putNull("case");
        Deadlines.announced(escrow)
                .ifPresentOrElse(
                        deadline -> view.putObject("deadline")
                                .put("at", Times.text(deadline.at()))
                                .put("then", deadline.then()),
                        () -> view.putNull("deadline"));
        commands(view.putObject("commands"), escrow);
        view.put("description", words.map(of -> of.path("description").asString(null)).orElse(null));
        view.set("metadata", words.map(of -> of.get("metadata")).orElseGet(Json::object));
        return view.put("createdAt", Times.text(chain.chain().first().at()))
                .put("updatedAt", Times.text(chain.chain().last().at()));
    }

    private static void amounts(ObjectNode amounts, Holdings holdings) {
        amounts.set("funded", money(holdings.funded()));
        amounts.set("free", money(holdings.free()));
        amounts.set("frozen", money(holdings.frozen()));
        amounts.set("inFlight", money(holdings.inFlight()));
        amounts.set("released", money(holdings.released()));
        amounts.set("refunded", money(holdings.refunded()));
        amounts.set("fees", money(holdings.fees()));
        amounts.set("lost", money(holdings.lost()));
    }

    private static void fees(ObjectNode view, Escrow escrow) {
        var fees = view.putArray("fees");
        List<Fee> agreed = escrow.agreement().fees();
        List<Money> taken = escrow.holdingsNow().taken();
        for (int i = 0; i < agreed.size(); i++) {
            ObjectNode fee = fees.addObject()
                    .put("name", agreed.get(i).name())
                    .put("basisPoints", agreed.get(i).basisPoints().value())
                    .put("borneBy", word(agreed.get(i).borneBy()));
            fee.set("whole", money(agreed.get(i).whole()));
            fee.set("taken", money(taken.get(i)));
        }
    }

    private static void terms(ObjectNode terms, Agreement.Terms agreed) {
        terms.put("preset", agreed.preset()).put("version", agreed.version());
        terms.putObject("timers")
                .put("pay", Times.text(agreed.timers().pay()))
                .put("deliver", Times.text(agreed.timers().deliver()))
                .put("inspect", Times.text(agreed.timers().inspect()));
    }

    private static void payment(ObjectNode view, PaymentFact payment) {
        view.putObject("payment")
                .put("id", payment.id().value())
                .put("status", payment.status().code())
                .put("method", payment.method())
                .put("code", payment.code().isEmpty() ? null : payment.code())
                .putNull("action");
    }

    private static void commands(ObjectNode commands, Escrow escrow) {
        List<String> payer =
                switch (escrow) {
                    case Escrow.Created _ -> List.of("fund");
                    case Escrow.Held _ -> List.of("release");
                    case Escrow.Delivered _ -> List.of("accept", "release");
                    case Escrow.Funding _, Escrow.Settled _, Escrow.Expired _ -> List.of();
                };
        List<String> payee = escrow instanceof Escrow.Held ? List.of("deliver") : List.of();
        payer.forEach(commands.putArray("payer")::add);
        payee.forEach(commands.putArray("payee")::add);
    }

    private static ObjectNode money(Money money) {
        return (ObjectNode) Json.tree(money);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
