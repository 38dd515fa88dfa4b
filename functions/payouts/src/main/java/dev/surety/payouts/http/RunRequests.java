package dev.surety.payouts.http;

import dev.surety.model.id.Id;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.payouts.app.run.CreateRun.PlanRequest;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.IfMatch;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.QueryFields;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Requests about runs, read field by field. */
final class RunRequests {
    private static final int MOST_PARTICIPANTS = 1_000;
    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_CURSOR = 1024;
    private static final int HASH = 64;
    private static final int MOST_WARNINGS = 100;
    private static final String PAY_LESS = "pay_less";
    private static final String REASON = "reason";

    private RunRequests() {}

    /** @param words the maker's reasons by participant, which only the vault keeps */
    record Planned(PlanRequest plan, ObjectNode words) {}

    record Submit(Optional<Integer> ifMatch) {}

    record Approve(String hash, Set<String> seen, boolean evenIfShort, Optional<Integer> ifMatch) {}

    /** @param words the reason, which only the vault keeps */
    record WithReason(ObjectNode words, Optional<Integer> ifMatch) {}

    record TakeOut(PayoutId payout, ObjectNode words, Optional<Integer> ifMatch) {}

    record Listed(int limit, Optional<String> cursor) implements Pages.Asked {}

    static Parsed<Planned> plan(Request request) {
        Fields body = request.fields();
        Optional<Currency> currency = currency(body);
        Optional<String> rail = body.text("rail", 1, LONGEST_NAME);
        Optional<Instant> cutoff = body.has("cutoff") ? body.time("cutoff") : Optional.empty();
        Optional<Money> minimum = body.optionalMoney("minimum");
        Optional<String> onLess =
                body.has("onLess") ? body.choice("onLess", Set.of("exclude", PAY_LESS)) : Optional.empty();
        List<ParticipantId> participants = body.has("participants") ? ids(body) : List.of();
        List<ParticipantId> excluded = new ArrayList<>();
        ObjectNode reasons = Json.object();
        List<Fields> exclude = body.has("exclude") ? body.objects("exclude", MOST_PARTICIPANTS) : List.of();
        for (Fields one : exclude) {
            Optional<String> id = one.id("participant", ParticipantId.PREFIX);
            Optional<String> reason = one.text(REASON, 1, LONGEST_REASON);
            one.finish();
            id.map(ParticipantId::new).ifPresent(excluded::add);
            id.ifPresent(of -> reasons.put(of, reason.orElse("")));
        }
        Optional<Instant> executeAt = body.has("executeAt") ? body.time("executeAt") : Optional.empty();
        return body.build(() -> new Planned(
                new PlanRequest(
                        currency.orElseThrow(),
                        rail.orElseThrow(),
                        cutoff,
                        minimum,
                        onLess.filter(PAY_LESS::equals).isPresent(),
                        participants,
                        excluded,
                        executeAt),
                reasons));
    }

    private static Optional<Currency> currency(Fields body) {
        Optional<String> code = body.text("currency", 3, 3);
        Optional<Currency> currency = code.flatMap(Currency::find);
        if (code.isPresent() && currency.isEmpty()) {
            body.wrong("currency", "format");
        }
        return currency;
    }

    private static List<ParticipantId> ids(Fields body) {
        List<ParticipantId> ids = new ArrayList<>();
        List<String> texts = body.texts("participants", MOST_PARTICIPANTS, LONGEST_NAME);
        for (int i = 0; i < texts.size(); i++) {
            if (Id.isWellFormed(ParticipantId.PREFIX, texts.get(i))) {
                ids.add(new ParticipantId(texts.get(i)));
            } else {
                body.wrong("participants", "format");
            }
        }
        if (texts.isEmpty()) {
            body.wrong("participants", "bound");
        }
        return ids;
    }

    static Parsed<Submit> submit(Request request) {
        Fields body = request.optionalFields();
        Optional<Integer> ifMatch = IfMatch.of(request, body);
        return body.build(() -> new Submit(ifMatch));
    }

    static Parsed<Approve> approve(Request request) {
        Fields body = request.fields();
        Optional<String> hash = body.text("hash", HASH, HASH);
        List<String> seen = body.has("seen") ? body.texts("seen", MOST_WARNINGS, LONGEST_NAME) : List.of();
        Optional<Boolean> evenIfShort = body.has("evenIfShort") ? body.flag("evenIfShort") : Optional.empty();
        Optional<Integer> ifMatch = IfMatch.of(request, body);
        return body.build(() -> new Approve(hash.orElseThrow(), Set.copyOf(seen), evenIfShort.orElse(false), ifMatch));
    }

    static Parsed<WithReason> withReason(Request request) {
        Fields body = request.fields();
        Optional<String> reason = body.text(REASON, 1, LONGEST_REASON);
        Optional<Integer> ifMatch = IfMatch.of(request, body);
        return body.build(() -> new WithReason(words(reason), ifMatch));
    }

    static Parsed<TakeOut> takeOut(Request request) {
        Fields body = request.fields();
        Optional<String> payout = body.id("payout", PayoutId.PREFIX);
        Optional<String> reason = body.text(REASON, 1, LONGEST_REASON);
        Optional<Integer> ifMatch = IfMatch.of(request, body);
        return body.build(() -> new TakeOut(new PayoutId(payout.orElseThrow()), words(reason), ifMatch));
    }

    private static ObjectNode words(Optional<String> reason) {
        return Json.object().put(REASON, reason.orElseThrow());
    }

    static Parsed<Listed> list(Request request) {
        QueryFields query = request.queryFields();
        int limit = query.limit();
        Optional<String> cursor = query.text("cursor", LONGEST_CURSOR);
        return query.build(() -> new Listed(limit, cursor));
    }

    /** A part of a plan's file: its size is ours. */
    static Parsed<Optional<String>> file(Request request) {
        QueryFields query = request.queryFields();
        Optional<String> cursor = query.text("cursor", LONGEST_CURSOR);
        return query.build(() -> cursor);
    }
}
