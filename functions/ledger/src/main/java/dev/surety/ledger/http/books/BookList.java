package dev.surety.ledger.http.books;

import dev.surety.ledger.app.books.BookChains;
import dev.surety.ledger.app.books.GiveBookFile;
import dev.surety.ledger.domain.books.BookFile;
import dev.surety.model.journal.Entry;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.QueryFields;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.journal.JournalIndexes.Found;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.SideBySide;
import dev.surety.runtime.tokens.Caller;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** A page of periods or exports, newest first, and the parts that both views share. */
record BookList(Optional<String> cursor, int limit) {
    private static final int LONGEST_CURSOR = 1024;

    static Parsed<BookList> parse(Request request) {
        QueryFields query = request.queryFields();
        Optional<String> cursor = query.text("cursor", LONGEST_CURSOR);
        int limit = query.limit();
        return query.build(() -> new BookList(cursor, limit));
    }

    Response answer(
            BookChains chains, String type, Cursors cursors, Caller caller, Function<Entry, ObjectNode> view) {
        Optional<String> from = cursor.flatMap(text -> cursors.parse(caller, type, text));
        if (cursor.isPresent() && from.isEmpty()) {
            return Response.refuse(
                    Refusal.of(CommonReason.MALFORMED, List.of(new FieldError("cursor", "format"))));
        }
        List<Found> found = chains.list(type, caller.marketplace(), limit, from.map(Found::parse));
        ObjectNode body = Json.object();
        var data = body.putArray("data");
        SideBySide.map(Limits.LIST_READS_AT_ONCE, found, hint -> chains.last(hint.chain())).stream()
                .flatMap(Optional::stream)
                .forEach(entry -> data.add(view.apply(entry)));
        boolean isFull = found.size() == limit;
        return Response.ok(
                body.put("nextCursor", isFull ? cursors.of(caller, type, found.getLast().place()) : null));
    }

    static void file(ObjectNode view, Optional<BookFile> file) {
        file.ifPresentOrElse(
                of -> view.putObject("file")
                        .put("bytes", of.bytes())
                        .put("sha256", of.sha256())
                        .put("lines", of.lines()),
                () -> view.putNull("file"));
    }

    static Response.Said link(GiveBookFile.Given given) {
        ObjectNode body = Json.object()
                .put("name", given.place().name())
                .put("sha256", given.file().sha256())
                .put("bytes", given.file().bytes());
        given.link()
                .ifPresentOrElse(
                        link -> body.put("url", link.url()).put("expiresAt", Times.text(link.expiresAt())),
                        () -> body.putNull("url").putNull("expiresAt"));
        return Response.ok(body).version(given.entry().number());
    }
}
