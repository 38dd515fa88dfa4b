package dev.surety.payouts.http;

import dev.surety.model.id.Id;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import dev.surety.payouts.app.adjustment.AdjustmentFacts;
import dev.surety.payouts.domain.adjustment.AdjustedLine;
import dev.surety.payouts.domain.adjustment.AdjustmentOrder;
import dev.surety.payouts.domain.adjustment.AdjustmentOrder.Reason;
import dev.surety.payouts.domain.adjustment.Adjustment.State;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.IfMatch;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.QueryFields;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** Reads the requests for adjustments. */
final class AdjustmentRequests {
    private static final int HASH = 64;
    private static final int LONGEST_ACCOUNT = 80;
    private static final int LONGEST_NOTE = 140;
    private static final int LONGEST_WORDS = 500;
    private static final Set<String> REASONS = words(Reason.values());
    private static final Set<String> STATES = words(State.values());

    private AdjustmentRequests() {}

    /** @param words free texts of a person, for the vault */
    record Wanted(AdjustmentOrder order, ObjectNode words) {}

    record Approving(String hash, Optional<Integer> ifMatch) {}

    record Listed(Optional<String> state, int limit, Optional<String> cursor) implements Pages.Asked {
        String filters() {
            return "adjustments " + state.orElse("");
        }
    }

    private static Set<String> words(Enum<?>... values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    static Parsed<Wanted> create(Request request) {
        Fields body = request.fields();
        ObjectNode words = Json.object();
        ObjectNode notes = Json.object();
        List<AdjustedLine> lines = new ArrayList<>();
        List<Fields> all = body.objects("lines", Postings.MOST);
        for (int i = 0; i < all.size(); i++) {
            Fields one = all.get(i);
            line(one).ifPresent(lines::add);
            Optional<String> note = one.optionalText("note", 1, LONGEST_NOTE);
            one.finish();
            String place = Integer.toString(i);
            note.ifPresent(text -> notes.put(place, text));
        }
        if (body.has("lines") && all.size() < AdjustmentOrder.LEAST_LINES) {
            body.wrong("lines", "bound");
        }
        Optional<String> reason = body.choice("reason", REASONS);
        body.optionalText("words", 1, LONGEST_WORDS).ifPresent(text -> words.put("words", text));
        Optional<String> resolves = body.optionalText("resolves", 1, LONGEST_ACCOUNT);
        if (resolves.filter(id -> !AdjustmentFacts.isClearable(id)).isPresent()) {
            body.wrong("resolves", "format");
        }
        if (!notes.isEmpty()) {
            words.set("notes", notes);
        }
        return body.build(() -> new Wanted(
                new AdjustmentOrder(
                        lines, Reason.valueOf(reason.orElseThrow().toUpperCase(Locale.ROOT)), resolves),
                words));
    }

    private static Optional<AdjustedLine> line(Fields one) {
        Optional<String> text = one.text("account", 1, LONGEST_ACCOUNT);
        Optional<Account> account = text.flatMap(Account::parse)
                .filter(of -> !of.kind().isParticipants() || Id.isWellFormed(ParticipantId.PREFIX, of.holder()));
        if (text.isPresent() && account.isEmpty()) {
            one.wrong("account", "format");
        }
        Optional<Money> amount = one.signedMoney("amount");
        return account.flatMap(of -> amount.map(money -> new AdjustedLine(of.toString(), money)));
    }

    static Parsed<Approving> approve(Request request) {
        Fields body = request.fields();
        Optional<String> hash = body.text("hash", HASH, HASH);
        Optional<Integer> ifMatch = IfMatch.of(request, body);
        return body.build(() -> new Approving(hash.orElseThrow(), ifMatch));
    }

    static Parsed<Listed> list(Request request) {
        QueryFields query = request.queryFields();
        Optional<String> state = query.text("state", 20);
        if (state.filter(of -> !STATES.contains(of)).isPresent()) {
            query.wrong("state", "format");
        }
        int limit = query.limit();
        Optional<String> cursor = query.text("cursor", 1024);
        return query.build(() -> new Listed(state, limit, cursor));
    }
}
