package dev.surety.reputation.http;

import dev.surety.model.id.ParticipantId;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.reputation.domain.rank.MatchRules;
import dev.surety.reputation.domain.rank.RankRules;
import dev.surety.reputation.domain.score.Role;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.QueryFields;
import dev.surety.runtime.edge.http.Request;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The requests for scores, as they are read. */
final class ScoreRequests {
    private static final String CANDIDATES = "candidates";
    private static final String PRICE = "price";
    private static final int FARTHEST_KM = 40_000;
    private static final int LONGEST_CURSOR = 1024;
    private static final int MOST_DIGITS = 15;

    private ScoreRequests() {}

    record OfOne(Role role, Optional<Money> price) {}

    record Listed(Role role, int limit, Optional<String> cursor) {}

    record Ranked(Role role, Optional<Money> price, List<ParticipantId> candidates, int trials) {}

    /** @param km empty if it was left out */
    record Offered(ParticipantId id, Money price, OptionalInt km) {}

    record Matched(Role role, List<Offered> candidates, MatchRules.Weights weights) {}

    static Parsed<OfOne> ofOne(Request request) {
        QueryFields query = request.queryFields();
        Role role = role(query);
        Optional<String> minor = query.text(PRICE, MOST_DIGITS);
        Optional<String> code = query.text("currency", 3);
        Optional<Currency> currency = code.flatMap(Currency::find);
        if (minor.isPresent() && !minor.get().matches("[1-9][0-9]*")) {
            query.wrong(PRICE, "format");
        }
        if (code.isPresent() && currency.isEmpty()) {
            query.wrong("currency", "format");
        }
        if (minor.isPresent() != code.isPresent()) {
            query.wrong(minor.isPresent() ? "currency" : PRICE, "missing");
        }
        return query.build(() -> new OfOne(
                role, minor.map(amount -> Money.of(Long.parseLong(amount), currency.orElseThrow()))));
    }

    private static Role role(QueryFields query) {
        Optional<String> code = query.text("role", 5);
        Optional<Role> role = code.map(Role::find).orElse(Optional.of(Role.PAYEE));
        if (role.isEmpty()) {
            query.wrong("role", "format");
        }
        return role.orElse(Role.PAYEE);
    }

    static Parsed<Listed> listed(Request request) {
        QueryFields query = request.queryFields();
        Role role = role(query);
        int limit = query.limit();
        Optional<String> cursor = query.text("cursor", LONGEST_CURSOR);
        return query.build(() -> new Listed(role, limit, cursor));
    }

    static Parsed<Ranked> ranked(Request request) {
        Fields body = request.fields();
        Role role = role(body);
        Optional<Money> price = body.has(PRICE) ? price(body) : Optional.empty();
        long trials = body.has("trials") ? body.integer("trials", 0, RankRules.MOST).orElse(0L) : 0;
        List<Optional<ParticipantId>> ids = new ArrayList<>();
        for (Fields each : body.objects(CANDIDATES, RankRules.MOST)) {
            ids.add(each.id("participant", ParticipantId.PREFIX).map(ParticipantId::new));
            each.finish();
        }
        once(body, ids);
        return body.build(() -> new Ranked(
                role, price, ids.stream().map(Optional::orElseThrow).toList(), (int) trials));
    }

    static Parsed<Matched> matched(Request request) {
        Fields body = request.fields();
        Role role = role(body);
        List<Optional<ParticipantId>> ids = new ArrayList<>();
        List<Offered> offered = new ArrayList<>();
        for (Fields each : body.objects(CANDIDATES, RankRules.MOST)) {
            Optional<ParticipantId> id = each.id("participant", ParticipantId.PREFIX).map(ParticipantId::new);
            Optional<Money> price = price(each);
            Optional<Long> km = each.has("distanceKm") ? each.integer("distanceKm", 0, FARTHEST_KM) : Optional.empty();
            each.finish();
            ids.add(id);
            if (id.isPresent() && price.isPresent()) {
                OptionalInt far = km.map(of -> OptionalInt.of(of.intValue())).orElse(OptionalInt.empty());
                offered.add(new Offered(id.get(), price.get(), far));
            }
        }
        once(body, ids);
        if (offered.stream().map(each -> each.price().currency()).distinct().count() > 1) {
            body.wrong(CANDIDATES, "currency");
        }
        Optional<MatchRules.Weights> weights = body.object("weights").flatMap(of -> weights(body, of));
        return body.build(() -> new Matched(role, offered, weights.orElseThrow()));
    }

    private static Optional<MatchRules.Weights> weights(Fields body, Fields of) {
        int trust = part(of, "trust");
        int price = part(of, PRICE);
        int near = part(of, "near");
        of.finish();
        if (!MatchRules.Weights.isWhole(trust, price, near)) {
            body.wrong("weights", "sum");
            return Optional.empty();
        }
        return Optional.of(new MatchRules.Weights(trust, price, near));
    }

    private static int part(Fields of, String name) {
        return of.has(name) ? of.integer(name, 0, MatchRules.ALL).orElse(0L).intValue() : 0;
    }

    private static Optional<Money> price(Fields of) {
        Optional<Money> price = of.money(PRICE);
        if (price.filter(money -> !money.isPositive()).isPresent()) {
            of.wrong(PRICE, "bound");
        }
        return price;
    }

    private static Role role(Fields body) {
        return body.has("role")
                ? body.choice("role", Set.of(Role.PAYER.code(), Role.PAYEE.code()))
                        .flatMap(Role::find)
                        .orElse(Role.PAYEE)
                : Role.PAYEE;
    }

    /** A list of candidates has some, and none of them twice. */
    private static void once(Fields body, List<Optional<ParticipantId>> ids) {
        List<ParticipantId> read = ids.stream().flatMap(Optional::stream).toList();
        if (new HashSet<>(read).size() < read.size()) {
            body.wrong(CANDIDATES, "twice");
        }
        if (ids.isEmpty() && body.has(CANDIDATES)) {
            body.wrong(CANDIDATES, "bound");
        }
    }
}
