package dev.surety.payouts.app.run;

import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.RunId;
import dev.surety.model.money.Money;
import dev.surety.payouts.domain.payout.RunItem;
import dev.surety.payouts.domain.plan.Row;
import dev.surety.payouts.domain.plan.WarningKind;
import dev.surety.payouts.domain.run.RunOrder;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Rows as JSON, with the API's own fields. A plan's hash is made over their canonical form. */
public final class RowJson {
    private static final String PAYOUT = "payout";

    private RowJson() {}

    static ObjectNode of(RunId run, Row row) {
        return switch (row) {
            case Row.Item item -> item(run, item);
            case Row.Excluded excluded -> excluded(excluded);
        };
    }

    private static ObjectNode item(RunId run, Row.Item item) {
        ObjectNode row = Json.object()
                .put(PAYOUT, RunItem.payout(run, item.payee()).value())
                .put("payee", item.payee().value())
                .put("country", item.country())
                .put("firstPayout", item.isNew());
        row.set("amount", Json.tree(item.amount()));
        row.set("fee", Json.tree(item.fee()));
        row.putObject("method")
                .put("id", item.method().id())
                .put("kind", item.method().kind())
                .put("fingerprint", item.method().fingerprint())
                .put("words", item.method().words());
        var warnings = row.putArray("warnings");
        item.warnings().stream().map(WarningKind::code).forEach(warnings::add);
        return row;
    }

    private static ObjectNode excluded(Row.Excluded excluded) {
        ObjectNode row = Json.object()
                .put("payee", excluded.payee().value())
                .put("reason", excluded.reason().code())
                .put("whoActs", excluded.whoActs())
                .put("nextStep", excluded.reason().nextStep());
        row.set("available", Json.tree(excluded.available()));
        excluded.threshold().ifPresent(bound -> row.set("threshold", Json.tree(bound)));
        excluded.missing().ifPresent(lacks -> row.set("missing", Json.tree(lacks)));
        excluded.until().ifPresent(end -> row.put("until", Times.text(end)));
        excluded.otherRun().ifPresent(run -> row.put("run", run.value()));
        return row;
    }

    public static boolean isItem(JsonNode row) {
        return row.has(PAYOUT);
    }

    public static ParticipantId payee(JsonNode row) {
        return new ParticipantId(row.path("payee").asString(""));
    }

    static Money amount(JsonNode row) {
        return Json.read(row.path("amount"), Money.class);
    }

    /** The vault's commitment to the account of an item. */
    public static String words(JsonNode row) {
        return row.path("method").path("words").asString("");
    }

    /** An item as it is to be paid. */
    static RunItem toPay(RunChain run, JsonNode row) {
        RunOrder order = run.run().order();
        JsonNode method = row.path("method");
        return new RunItem(
                run.chain().id().marketplace(),
                run.id(),
                payee(row),
                amount(row),
                Json.read(row.path("fee"), Money.class),
                order.rail(),
                order.account(),
                method.path("id").asString(""),
                method.path("fingerprint").asString(""),
                words(row),
                order.payLess() ? Optional.of(order.minimum()) : Optional.empty());
    }
}
