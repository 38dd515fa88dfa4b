package dev.surety.escrow.http;

import dev.surety.escrow.app.escrow.EscrowChain;
import dev.surety.escrow.app.escrow.Escrows.Filter;
import dev.surety.escrow.domain.escrow.Creation.TermsRequest;
import dev.surety.escrow.domain.escrow.Creation;
import dev.surety.escrow.domain.escrow.Deadlines;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.money.Money;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.QueryFields;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.Texts;
import dev.surety.runtime.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Reads the bodies and queries of the escrow routes; each method is one route's schema. */
final class EscrowRequests {
    /** The states as callers see them. */
    private static final Set<String> STATES = Set.of(
            "created", "funding", "held", "delivered", "disputed", "settled", "cancelled", "expired");

    private static final int MOST_METADATA_CHARACTERS = 4096;

    private EscrowRequests() {}

    /** The request, and its free text for the vault. */
    record CreateEscrowRequest(Creation creation, ObjectNode words) {}

    record ListRequest(Filter filter, Only only, int limit, Optional<String> cursor) {}

    /** The filter of a list, on each escrow's present state. */
    record Only(Optional<String> state, Optional<Instant> deadlineBefore, Optional<Instant> changedSince) {
        static final Only ALL = new Only(Optional.empty(), Optional.empty(), Optional.empty());

        boolean takes(EscrowChain chain) {
            boolean inState = state.isEmpty() || state.get().equals(chain.escrow().stateName());
            boolean changed = changedSince.isEmpty()
                    || !chain.chain().last().at().isBefore(changedSince.get());
            return inState && changed && (deadlineBefore.isEmpty() || isDue(chain, deadlineBefore.get()));
        }

        private static boolean isDue(EscrowChain chain, Instant before) {
            return Deadlines.announced(chain.escrow())
                    .filter(deadline -> deadline.at().isBefore(before))
                    .isPresent();
        }
    }

    static Parsed<CreateEscrowRequest> create(Request request) {
        Fields body = request.fields();
        Optional<String> payer = body.id("payer", ParticipantId.PREFIX);
        Optional<String> payee = body.id("payee", ParticipantId.PREFIX);
        Optional<Money> amount = body.money("amount");
        Optional<TermsRequest> terms = terms(body, request.caller().isParticipant());
        Optional<String> reference = body.optionalText("reference", 1, 100);
        Optional<String> description = body.optionalText("description", 1, 500);
        Map<String, String> metadata = body.words("metadata", 50, 40, 500);
        ObjectNode words = Json.object();
        List<Money> lines = lines(body, words);
        description.ifPresent(text -> words.put("description", text));
        if (!metadata.isEmpty()) {
            metadata.forEach(words.putObject("metadata")::put);
            int length = Texts.length(Json.text(words.get("metadata")));
            if (length > MOST_METADATA_CHARACTERS) {
                body.tooMuch("metadata", MOST_METADATA_CHARACTERS, length);
            }
        }
        return body.build(() -> new CreateEscrowRequest(
                new Creation(
                        new ParticipantId(payer.orElseThrow()),
                        new ParticipantId(payee.orElseThrow()),
                        amount.orElseThrow(),
                        terms.orElseThrow(),
                        reference.orElse(""),
                        lines),
                words));
    }

    /** {@code "goods"}, or {@code {preset, version?, overrides?: {timers}}}; a participant's token only the name. */
    private static Optional<TermsRequest> terms(Fields body, boolean byNameOnly) {
        if (byNameOnly || body.isText("terms")) {
            return body.text("terms", 1, 40).map(name -> named(name, Optional.empty()));
        }
        return body.object("terms").flatMap(terms -> {
            Optional<String> preset = terms.text("preset", 1, 40);
            Optional<Integer> version = terms.has("version")
                    ? terms.integer("version", 1, 1_000_000).map(Long::intValue)
                    : Optional.empty();
            Optional<Fields> timers = terms.has("overrides")
                    ? terms.object("overrides").flatMap(overrides -> {
                        Optional<Fields> inner = overrides.object("timers");
                        overrides.finish();
                        return inner;
                    })
                    : Optional.empty();
            Optional<Duration> pay = timers.flatMap(of -> optional(of, "pay"));
            Optional<Duration> deliver = timers.flatMap(of -> optional(of, "deliver"));
            Optional<Duration> inspect = timers.flatMap(of -> optional(of, "inspect"));
            timers.ifPresent(Fields::finish);
            terms.finish();
            return preset.map(name -> new TermsRequest(name, version, pay, deliver, inspect));
        });
    }

    private static Optional<Duration> optional(Fields timers, String name) {
        return timers.has(name) ? timers.duration(name) : Optional.empty();
    }

    private static TermsRequest named(String preset, Optional<Integer> version) {
        return new TermsRequest(preset, version, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static List<Money> lines(Fields body, ObjectNode words) {
        List<Money> amounts = new ArrayList<>();
        if (!body.has("lines")) {
            return amounts;
        }
        for (Fields line : body.objects("lines", 100)) {
            Optional<String> name = line.text("name", 1, 200);
            Optional<Money> amount = line.signedMoney("amount");
            line.finish();
            if (name.isPresent() && amount.isPresent()) {
                words.withArray("lines").addObject().put("name", name.get()).set("amount", Json.tree(amount.get()));
                amounts.add(amount.get());
            }
        }
        return amounts;
    }

    static Parsed<ListRequest> list(Request request) {
        QueryFields query = request.queryFields();
        Optional<String> payer = query.id("payer", ParticipantId.PREFIX);
        Optional<String> payee = query.id("payee", ParticipantId.PREFIX);
        Optional<String> reference = query.text("reference", 100);
        int limit = query.limit();
        Optional<String> cursor = query.text("cursor", 1024);
        Optional<String> state = query.text("state", 20);
        state.filter(name -> !STATES.contains(name)).ifPresent(_ -> query.wrong("state", "format"));
        var only = new Only(state, query.time("deadlineBefore"), query.time("changedSince"));
        List<Filter> filters = new ArrayList<>();
        payer.ifPresent(id -> filters.add(new Filter.Payer(id)));
        payee.ifPresent(id -> filters.add(new Filter.Payee(id)));
        reference.ifPresent(text -> filters.add(new Filter.Reference(text)));
        if (Stream.of("payer", "payee", "reference").filter(query::has).count() != 1) {
            query.wrong("payer", "one_of_payer_payee_reference");
        }
        return query.build(() -> new ListRequest(filters.getFirst(), only, limit, cursor));
    }

    static Parsed<ListRequest> entries(Request request) {
        QueryFields query = request.queryFields();
        int limit = query.limit();
        Optional<String> cursor = query.text("cursor", 1024);
        return query.build(() -> new ListRequest(new Filter.Reference(""), Only.ALL, limit, cursor));
    }
}
