package dev.surety.payouts.http;

import dev.surety.model.id.RunId;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.IfMatch;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.QueryFields;
import dev.surety.runtime.edge.http.Request;
import java.time.Instant;
import java.util.Optional;

/** Requests about files, read field by field. */
final class FileRequests {
    private static final int LONGEST_CURSOR = 1024;
    private static final int HASH = 64;

    private FileRequests() {}

    record Listed(Optional<String> run, int limit, Optional<String> cursor) implements Pages.Asked {}

    record Download(Optional<Integer> ifMatch) {}

    record HandedOver(String sha256, Optional<Instant> at, Optional<Integer> ifMatch) {}

    record Approve(String hash, Optional<Integer> ifMatch) {}

    static Parsed<Listed> list(Request request) {
        QueryFields query = request.queryFields();
        Optional<String> run = query.id("run", RunId.PREFIX);
        int limit = query.limit();
        Optional<String> cursor = query.text("cursor", LONGEST_CURSOR);
        return query.build(() -> new Listed(run, limit, cursor));
    }

    static Parsed<Download> download(Request request) {
        Fields body = request.optionalFields();
        Optional<Integer> ifMatch = IfMatch.of(request, body);
        return body.build(() -> new Download(ifMatch));
    }

    static Parsed<HandedOver> handedOver(Request request) {
        Fields body = request.fields();
        Optional<String> sha256 = body.text("sha256", HASH, HASH);
        Optional<Instant> at = body.has("at") ? body.time("at") : Optional.empty();
        Optional<Integer> ifMatch = IfMatch.of(request, body);
        return body.build(() -> new HandedOver(sha256.orElseThrow(), at, ifMatch));
    }

    static Parsed<Approve> approve(Request request) {
        Fields body = request.fields();
        Optional<String> hash = body.text("hash", HASH, HASH);
        Optional<Integer> ifMatch = IfMatch.of(request, body);
        return body.build(() -> new Approve(hash.orElseThrow(), ifMatch));
    }
}
