package dev.surety.reputation.http;

import dev.surety.reputation.domain.review.Opinion;
import dev.surety.reputation.domain.review.Rule;
import dev.surety.reputation.domain.review.Side;
import dev.surety.reputation.domain.review.Target;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.QueryFields;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** Requests about reviews, read field by field. */
final class ReviewRequests {
    static final int LONGEST_WORDS = 5_000;

    private static final String WORDS = "words";
    private static final String ON_BEHALF_OF = "onBehalfOf";
    private static final int MOST_STARS = 5;
    private static final int MOST_TAGS = 10;
    private static final int LONGEST_TAG = 40;
    private static final int LONGEST_CURSOR = 1024;
    private static final Set<String> SIDES = codes(Side.values());

    private ReviewRequests() {}

    /**
     * @param sealed opinion, stars, tags and words
     * @param hidden words that are never published; empty if there are none
     */
    record Submitted(Optional<Side> onBehalfOf, Opinion opinion, ObjectNode sealed, ObjectNode hidden) {}

    record Own(Optional<Side> onBehalfOf) {}

    record Listed(Side role, int limit, Optional<String> cursor) {}

    record Responded(Optional<Side> onBehalfOf, ObjectNode words) {}

    record Flagged(Optional<Side> onBehalfOf, Target target, Rule rule, ObjectNode words) {}

    /** @param rule that the words broke, if they are removed */
    record Decided(String decision, Side author, Target target, Optional<Rule> rule) {}

    private static Set<String> codes(Enum<?>[] values) {
        return Arrays.stream(values).map(of -> of.name().toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    private static <E extends Enum<E>> Optional<E> choice(Fields body, String name, Class<E> type) {
        return body.choice(name, codes(type.getEnumConstants()))
                .map(code -> Enum.valueOf(type, code.toUpperCase(Locale.ROOT)));
    }

    /** Only the back end names a side. A participant who names one has a field too many. */
    private static Optional<Side> onBehalfOf(Request request, Fields body) {
        return !request.caller().isParticipant() && body.has(ON_BEHALF_OF)
                ? choice(body, ON_BEHALF_OF, Side.class)
                : Optional.empty();
    }

    static Parsed<Submitted> submit(Request request) {
        Fields body = request.fields();
        Optional<Side> side = onBehalfOf(request, body);
        Optional<Opinion> opinion = choice(body, "verdict", Opinion.class);
        ObjectNode sealed = Json.object();
        opinion.ifPresent(of -> sealed.put("verdict", of.code()));
        if (body.has("stars")) {
            body.integer("stars", 1, MOST_STARS).ifPresent(stars -> sealed.put("stars", stars));
        }
        if (body.has("tags")) {
            List<String> tags = body.texts("tags", MOST_TAGS, LONGEST_TAG);
            var kept = sealed.putArray("tags");
            tags.forEach(kept::add);
        }
        body.optionalText(WORDS, 1, LONGEST_WORDS).ifPresent(words -> sealed.put(WORDS, words));
        ObjectNode hidden = Json.object();
        body.optionalText("private", 1, LONGEST_WORDS).ifPresent(words -> hidden.put(WORDS, words));
        return body.build(() -> new Submitted(side, opinion.orElseThrow(), sealed, hidden));
    }

    static Parsed<Own> own(Request request) {
        QueryFields query = request.queryFields();
        Optional<Side> side =
                request.caller().isParticipant() ? Optional.empty() : side(query, ON_BEHALF_OF);
        return query.build(() -> new Own(side));
    }

    static Parsed<Listed> list(Request request) {
        QueryFields query = request.queryFields();
        Optional<Side> role = side(query, "role");
        int limit = query.limit();
        Optional<String> cursor = query.text("cursor", LONGEST_CURSOR);
        return query.build(() -> new Listed(role.orElse(Side.PAYEE), limit, cursor));
    }

    private static Optional<Side> side(QueryFields query, String name) {
        Optional<String> code = query.text(name, LONGEST_TAG);
        if (code.isPresent() && !SIDES.contains(code.get())) {
            query.wrong(name, "choice");
        }
        return code.flatMap(Side::parse);
    }

    static Parsed<Responded> respond(Request request) {
        Fields body = request.fields();
        Optional<Side> side = onBehalfOf(request, body);
        Optional<String> words = body.text(WORDS, 1, LONGEST_WORDS);
        return body.build(() -> new Responded(side, Json.object().put(WORDS, words.orElseThrow())));
    }

    static Parsed<Flagged> flag(Request request) {
        Fields body = request.fields();
        Optional<Side> side = onBehalfOf(request, body);
        Optional<Target> target =
                body.has("target") ? choice(body, "target", Target.class) : Optional.of(Target.REVIEW);
        Optional<Rule> rule = choice(body, "rule", Rule.class);
        ObjectNode words = Json.object();
        body.optionalText(WORDS, 1, LONGEST_WORDS).ifPresent(said -> words.put(WORDS, said));
        return body.build(() -> new Flagged(side, target.orElseThrow(), rule.orElseThrow(), words));
    }

    static Parsed<Decided> decide(Request request) {
        Fields body = request.fields();
        Optional<String> decision = body.choice("decision", Set.of("keep", "remove", "restore"));
        Optional<Side> author = choice(body, "author", Side.class);
        Optional<Target> target =
                body.has("target") ? choice(body, "target", Target.class) : Optional.of(Target.REVIEW);
        boolean isRemoved = decision.filter("remove"::equals).isPresent();
        Optional<Rule> rule =
                isRemoved || body.has("rule") ? choice(body, "rule", Rule.class) : Optional.empty();
        return body.build(
                () -> new Decided(decision.orElseThrow(), author.orElseThrow(), target.orElseThrow(), rule));
    }
}
