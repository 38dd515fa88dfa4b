package dev.surety.payouts.http;

import dev.surety.payouts.app.statement.UploadStatement.Announced;
import dev.surety.payouts.domain.bank.LineClass;
import dev.surety.payouts.domain.bank.LineState.Resolution;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.IfMatch;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.QueryFields;
import dev.surety.runtime.edge.http.Request;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the requests for statements and their lines. */
final class StatementRequests {
    /** A statement of a million lines has some 700 MB. */
    static final long MOST_BYTES = 1_000_000_000;

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Set<Resolution.Kind> NAMES_TARGET = EnumSet.of(
            Resolution.Kind.PAYOUT_DEBIT,
            Resolution.Kind.PAYOUT_RETURN,
            Resolution.Kind.GATEWAY_SETTLEMENT,
            Resolution.Kind.ACCOUNT);
    private static final Set<String> KINDS = Arrays.stream(Resolution.Kind.values())
            .filter(kind -> kind != Resolution.Kind.ADJUSTMENT)
            .map(StatementRequests::word)
            .collect(Collectors.toSet());

    private StatementRequests() {}

    /** @param reason free text of a person */
    record Explaining(Resolution.Kind as, Optional<String> target, String reason, Optional<Integer> ifMatch) {}

    record Listed(Optional<String> as, int limit, Optional<String> cursor) implements Pages.Asked {
        /** A cursor is good for one list only, and for one class of it. */
        String filters(Request request) {
            return request.path() + " " + as.orElse("");
        }
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static Parsed<Announced> announce(Request request) {
        Fields body = request.fields();
        Optional<String> name = body.text("name", 1, 200);
        Optional<Long> bytes = body.integer("bytes", 1, MOST_BYTES);
        Optional<String> sha256 = sha256(body);
        return body.build(() -> new Announced(name.orElseThrow(), bytes.orElseThrow(), sha256));
    }

    /** The hash that the bytes of an announced file shall have. */
    static Optional<String> sha256(Fields body) {
        Optional<String> sha256 = body.optionalText("sha256", 1, 64);
        if (sha256.filter(hash -> !SHA256.matcher(hash).matches()).isPresent()) {
            body.wrong("sha256", "format");
        }
        return sha256;
    }

    static Parsed<Explaining> explain(Request request) {
        Fields body = request.fields();
        Optional<Resolution.Kind> as =
                body.choice("as", KINDS).map(word -> Resolution.Kind.valueOf(word.toUpperCase(Locale.ROOT)));
        Optional<String> target = body.optionalText("target", 1, 100);
        if (as.isPresent() && NAMES_TARGET.contains(as.get()) != target.isPresent()) {
            body.wrong("target", target.isPresent() ? "unknown" : "missing");
        }
        Optional<String> reason = body.text("reason", 1, 500);
        Optional<Integer> ifMatch = IfMatch.of(request, body);
        return body.build(() -> new Explaining(as.orElseThrow(), target, reason.orElseThrow(), ifMatch));
    }

    static Parsed<Listed> list(Request request) {
        QueryFields query = request.queryFields();
        int limit = query.limit();
        Optional<String> cursor = query.text("cursor", 1024);
        return query.build(() -> new Listed(Optional.empty(), limit, cursor));
    }

    static Parsed<Listed> lines(Request request) {
        return lines(request, StatementRequests::isClass);
    }

    static Parsed<Listed> lines(Request request, Predicate<String> isClass) {
        QueryFields query = request.queryFields();
        Optional<String> as = query.text("class", 30);
        if (as.filter(isClass.negate()).isPresent()) {
            query.wrong("class", "format");
        }
        int limit = query.limit();
        Optional<String> cursor = query.text("cursor", 1024);
        return query.build(() -> new Listed(as, limit, cursor));
    }

    private static boolean isClass(String word) {
        return Arrays.stream(LineClass.values()).anyMatch(as -> as.word().equals(word));
    }
}
