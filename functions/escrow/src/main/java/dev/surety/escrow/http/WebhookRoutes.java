package dev.surety.escrow.http;

import dev.surety.escrow.app.payment.WebhookNotice;
import dev.surety.escrow.app.webhook.HandleWebhook;
import dev.surety.model.money.Money;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The route of gateways' webhooks. The edge has verified the signature over the bytes. */
final class WebhookRoutes {
    private final HandleWebhook hearing;

    WebhookRoutes(HandleWebhook hearing) {
        this.hearing = hearing;
    }

    List<Route<?>> table() {
        return List.of(Route.hears("/v1/gateways/{gateway}/{endpoint}/webhooks", WebhookRoutes::parse, this::hear));
    }

    private static Parsed<WebhookNotice> parse(Request request) {
        Fields body = request.fields();
        Optional<String> id = body.text("id", 1, 100);
        Optional<String> type = body.text("type", 1, 60);
        Optional<String> account = body.text("account", 1, 100);
        Optional<String> reference = body.text("reference", 1, 100);
        Optional<Money> amount = body.optionalMoney("amount");
        return body.build(() -> new WebhookNotice(
                request.parameter("gateway"),
                request.parameter("endpoint"),
                id.orElseThrow(),
                type.orElseThrow(),
                account.orElseThrow(),
                reference.orElseThrow(),
                amount));
    }

    private Response hear(WebhookNotice notice, Request request) {
        HandleWebhook.WebhookResult heard = hearing.hear(notice);
        return heard == HandleWebhook.WebhookResult.NOBODYS
                ? Response.notFound()
                : Response.ok(Json.object().put("status", heard.name().toLowerCase(Locale.ROOT)));
    }
}
