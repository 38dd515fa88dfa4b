package dev.surety.disputes.http;

import dev.surety.disputes.domain.dispute.Finding;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.model.dispute.Division;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.IfMatch;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.QueryFields;
import dev.surety.runtime.edge.http.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Requests about disputes, read field by field. */
final class DisputeRequests {
    private static final int LONGEST_CURSOR = 1024;
    private static final int LONGEST_STATE = 32;
    private static final int LONGEST_WORDS = 2_000;
    private static final int LONGEST_CHANNEL = 32;
    private static final int LONGEST_ID = 64;
    private static final int MOST_FACTS = 20;
    private static final int HASH = 64;
    private static final String LINES = "lines";
    private static final String COUNTER = "counter";

    private DisputeRequests() {}

    record Listed(
            Optional<ParticipantId> payer,
            Optional<ParticipantId> payee,
            Optional<String> state,
            boolean isOldestFirst,
            int limit,
            Optional<String> cursor) {}

    /** @param escrow that the dispute is of, for one that was opened a moment ago */
    record Read(Optional<EscrowId> escrow) {}

    /**
     * The members that all commands share.
     *
     * @param side that the back end acts for; empty if the caller is a side itself, or acts for none
     */
    record Common(Optional<Side> side, Optional<EscrowId> escrow, Optional<Integer> ifMatch) {}

    record Plain(Common common) {}

    /** @param division the respondent's counter-offer; empty if it rejects the claim */
    record Response(Common common, Optional<Division> division) {}

    record Offered(Common common, Division division) {}

    record Accepted(Common common, String hash) {}

    /** @param words that only the vault keeps */
    record Worded(Common common, Optional<String> words) {}

    record Notified(Common common, Instant at, String channel) {}

    /** A fact in a person's own words, and the evidence that shows it. */
    record Found(String words, List<String> evidence) {}

    record Proposed(Common common, Division division, List<Found> facts) {}

    record Judged(Division division, Finding finding, List<Found> facts) {}

    record Ruled(Common common, Judged judged) {}

    record Confirmed(Common common, String hash, Optional<Judged> other) {}

    static Parsed<Listed> list(Request request) {
        QueryFields query = request.queryFields();
        Optional<String> payer = query.id("payer", ParticipantId.PREFIX);
        Optional<String> payee = query.id("payee", ParticipantId.PREFIX);
        Optional<String> state = query.text("state", LONGEST_STATE);
        if (payer.isPresent() && payee.isPresent()) {
            query.wrong("payee", "one_of_payer_payee");
        }
        if (state.isPresent() && !DisputeView.STATES.contains(state.get())) {
            query.wrong("state", "format");
        }
        Optional<String> order = query.text("order", LONGEST_STATE);
        if (order.filter(of -> !of.equals("oldest")).isPresent()) {
            query.wrong("order", "format");
        }
        int limit = query.limit();
        Optional<String> cursor = query.text("cursor", LONGEST_CURSOR);
        return query.build(() -> new Listed(
                payer.map(ParticipantId::new),
                payee.map(ParticipantId::new),
                state,
                order.isPresent(),
                limit,
                cursor));
    }

    static Parsed<Read> read(Request request) {
        QueryFields query = request.queryFields();
        Optional<String> escrow = query.id("escrow", EscrowId.PREFIX);
        return query.build(() -> new Read(escrow.map(EscrowId::new)));
    }

    static Parsed<Plain> plain(Request request) {
        Fields body = request.optionalFields();
        Common common = common(body, request);
        return body.build(() -> new Plain(common));
    }

    /** A command of a side: the back end says which. */
    static Parsed<Plain> ofSide(Request request) {
        Fields body = request.optionalFields();
        Common common = commonOfSide(body, request);
        return body.build(() -> new Plain(common));
    }

    static Parsed<Response> respond(Request request) {
        Fields body = request.fields();
        Common common = commonOfSide(body, request);
        Optional<String> kind = body.choice("kind", Set.of("reject", COUNTER));
        if (kind.isEmpty()) {
            body.ignore(LINES);
        }
        Optional<Division> division =
                kind.filter(COUNTER::equals).isPresent() ? division(body, LINES) : Optional.empty();
        return body.build(() -> new Response(common, division));
    }

    static Parsed<Offered> offer(Request request) {
        Fields body = request.fields();
        Common common = commonOfSide(body, request);
        Optional<Division> division = division(body, LINES);
        return body.build(() -> new Offered(common, division.orElseThrow()));
    }

    static Parsed<Accepted> accept(Request request) {
        Fields body = request.fields();
        Common common = commonOfSide(body, request);
        Optional<String> hash = body.text("hash", HASH, HASH);
        return body.build(() -> new Accepted(common, hash.orElseThrow()));
    }

    static Parsed<Worded> worded(Request request) {
        Fields body = request.optionalFields();
        Common common = commonOfSide(body, request);
        Optional<String> words = body.optionalText("words", 1, LONGEST_WORDS);
        return body.build(() -> new Worded(common, words));
    }

    static Parsed<Notified> notified(Request request) {
        Fields body = request.fields();
        Optional<Side> side = body.choice("side", Set.of("payer", "payee")).map(DisputeRequests::side);
        Optional<Instant> at = body.time("at");
        Optional<String> channel = body.text("channel", 1, LONGEST_CHANNEL);
        Common common = common(body, request);
        return body.build(() -> new Notified(
                new Common(side, common.escrow(), common.ifMatch()), at.orElseThrow(), channel.orElseThrow()));
    }

    static Parsed<Proposed> propose(Request request) {
        Fields body = request.fields();
        Common common = common(body, request);
        Optional<Division> division = division(body, LINES);
        List<Found> facts = facts(body);
        return body.build(() -> new Proposed(common, division.orElseThrow(), facts));
    }

    static Parsed<Ruled> rule(Request request) {
        Fields body = request.fields();
        Common common = common(body, request);
        Optional<Judged> judged = judged(body);
        return body.build(() -> new Ruled(common, judged.orElseThrow()));
    }

    static Parsed<Confirmed> confirm(Request request) {
        Fields body = request.fields();
        Common common = common(body, request);
        Optional<String> hash = body.text("hash", HASH, HASH);
        Optional<Fields> other = body.has("other") ? body.object("other") : Optional.empty();
        Optional<Judged> judged = other.flatMap(DisputeRequests::judged);
        other.ifPresent(Fields::finish);
        return body.build(() -> new Confirmed(common, hash.orElseThrow(), judged));
    }

    private static Optional<Judged> judged(Fields body) {
        Optional<Division> division = division(body, LINES);
        Optional<Finding> finding =
                body.choice("finding", DisputeView.FINDINGS.keySet()).map(DisputeView.FINDINGS::get);
        List<Found> facts = facts(body);
        return division.isPresent() && finding.isPresent()
                ? Optional.of(new Judged(division.get(), finding.get(), facts))
                : Optional.empty();
    }

    private static List<Found> facts(Fields body) {
        List<Found> facts = new ArrayList<>();
        for (Fields one : body.objects("facts", MOST_FACTS)) {
            Optional<String> words = one.text("words", 1, LONGEST_WORDS);
            List<String> evidence = one.has("evidence") ? one.texts("evidence", MOST_FACTS, LONGEST_ID) : List.of();
            one.finish();
            words.ifPresent(text -> facts.add(new Found(text, evidence)));
        }
        return facts;
    }

    /** A side without a line gets nothing. */
    private static Optional<Division> division(Fields body, String name) {
        Map<Side, Money> lines = new EnumMap<>(Side.class);
        boolean isTwice = false;
        Optional<Currency> currency = Optional.empty();
        boolean isMixed = false;
        for (Fields line : body.objects(name, Side.values().length)) {
            Optional<String> to = line.choice("to", Set.of("payer", "payee"));
            Optional<Money> amount = line.money("amount");
            line.finish();
            if (to.isPresent() && amount.isPresent()) {
                isTwice |= lines.put(side(to.get()), amount.get()) != null;
                isMixed |= currency.filter(of -> !of.equals(amount.get().currency())).isPresent();
                currency = Optional.of(amount.get().currency());
            }
        }
        if (lines.isEmpty() || isTwice || isMixed) {
            body.wrong(name, "format");
            return Optional.empty();
        }
        Money none = Money.zero(currency.orElseThrow());
        return Optional.of(new Division(
                lines.getOrDefault(Side.PAYEE, none), lines.getOrDefault(Side.PAYER, none)));
    }

    private static Common common(Fields body, Request request) {
        Optional<String> escrow = body.has("escrow") ? body.id("escrow", EscrowId.PREFIX) : Optional.empty();
        return new Common(Optional.empty(), escrow.map(EscrowId::new), IfMatch.of(request, body));
    }

    static Common commonOfSide(Fields body, Request request) {
        Optional<Side> side = request.caller().isParticipant()
                ? Optional.empty()
                : body.choice("onBehalfOf", Set.of("payer", "payee")).map(DisputeRequests::side);
        Common common = common(body, request);
        return new Common(side, common.escrow(), common.ifMatch());
    }

    static Side side(String word) {
        return word.equals("payer") ? Side.PAYER : Side.PAYEE;
    }
}
