package dev.surety.ledger.http;

import static dev.surety.model.refusal.CommonReason.MALFORMED;

import dev.surety.ledger.app.open.ReadOpenItems;
import dev.surety.ledger.domain.account.Balance;
import dev.surety.ledger.domain.open.OpenItem;
import dev.surety.ledger.domain.open.OpenKind;
import dev.surety.model.journal.ChainId;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.QueryFields;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** The report of what stands on accounts that should return to zero, with its age. */
public final class OpenItemRoutes {
    private static final int LONGEST_CURSOR = 1024;
    private static final int LONGEST_ACCOUNT = 20;

    private final ReadOpenItems open;
    private final Cursors cursors;

    public OpenItemRoutes(ReadOpenItems open, Cursors cursors) {
        this.open = open;
        this.cursors = cursors;
    }

    public List<Route<?>> table() {
        return List.of(Route.reads(
                "/v1/ledger/open-items", Set.of("ledger:read"), Route.People.MARKETPLACE_ONLY,
                OpenItemRoutes::query, this::list));
    }

    private record Query(OpenKind kind, Optional<Currency> currency, Optional<String> cursor, int limit) {}

    private static Parsed<Query> query(Request request) {
        QueryFields query = request.queryFields();
        Optional<String> named = query.text("account", LONGEST_ACCOUNT);
        Optional<OpenKind> kind = named.flatMap(OpenKind::find);
        if (kind.isEmpty()) {
            query.wrong("account", named.isEmpty() ? "required" : "format");
        }
        Optional<String> code = query.text("currency", 3);
        Optional<Currency> currency = code.flatMap(Currency::find);
        if (code.isPresent() && currency.isEmpty()) {
            query.wrong("currency", "format");
        }
        Optional<String> cursor = query.text("cursor", LONGEST_CURSOR);
        int limit = query.limit();
        return query.build(() -> new Query(kind.orElseThrow(), currency, cursor, limit));
    }

    private Response list(Query query, Request request) {
        String filters = "open-items " + query.kind() + " " + query.currency();
        Optional<OpenItem> after = query.cursor()
                .flatMap(cursor -> cursors.parse(request.caller(), filters, cursor))
                .map(OpenItemRoutes::place);
        if (query.cursor().isPresent() && after.isEmpty()) {
            return Response.refuse(Refusal.of(MALFORMED, List.of(new FieldError("cursor", "format"))));
        }
        ReadOpenItems.Read read = open.of(
                request.caller().marketplace(),
                new ReadOpenItems.Request(query.kind(), query.currency(), after, query.limit()));
        String next = read.isLast()
                ? null
                : cursors.of(request.caller(), filters, place(read.items().getLast()));
        return Response.ok(view(read).put("nextCursor", next));
    }

    private static String place(OpenItem item) {
        return item.account().key() + "|" + item.since().map(Times::text).orElse("") + "|"
                + item.left().map(ChainId::toString).orElse("");
    }

    private static OpenItem place(String text) {
        String[] parts = text.split("\\|", -1);
        return new OpenItem(
                LedgerAccount.parse(parts[0]),
                Optional.of(parts[2]).filter(chain -> !chain.isEmpty()).map(ChainId::parse),
                0,
                Optional.of(parts[1]).filter(since -> !since.isEmpty()).map(Instant::parse));
    }

    private static ObjectNode view(ReadOpenItems.Read read) {
        ObjectNode view = Json.object()
                .put("account", read.kind().code())
                .put("asOf", Times.text(read.asOf()))
                .put("complete", read.complete());
        Map<Currency, Money> sums = new TreeMap<>();
        for (Balance balance : read.balances()) {
            sums.merge(balance.account().currency(), balance.money(), Money::plus);
        }
        var balances = view.putArray("balances");
        sums.forEach((currency, sum) ->
                balances.addObject().put("currency", currency.code()).set("balance", Json.tree(sum)));
        var data = view.putArray("data");
        read.items().forEach(item -> data.add(view(item, read)));
        return view;
    }

    private static ObjectNode view(OpenItem item, ReadOpenItems.Read read) {
        ObjectNode view = Json.object()
                .put("account", item.account().account().toString())
                .put("subject", item.left().map(ChainId::id).orElse(null))
                .put("reference", item.left().map(read.references()::get).orElse(null));
        view.set("amount", Json.tree(item.money()));
        item.ageDays(read.asOf())
                .ifPresentOrElse(days -> view.put("ageDays", days), () -> view.putNull("ageDays"));
        return view.put("since", item.since().map(Times::text).orElse(null))
                .put("whoActs", read.kind().whoActs())
                .put("nextStep", read.kind().nextStep());
    }
}
