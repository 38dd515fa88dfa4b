package dev.surety.payouts.http;

import dev.surety.files.StoredFiles;
import dev.surety.model.money.Money;
import dev.surety.payouts.app.statement.LineChains;
import dev.surety.payouts.app.upload.Uploaded;
import dev.surety.payouts.domain.bank.BookedLine;
import dev.surety.payouts.domain.bank.LineState;
import dev.surety.payouts.domain.bank.MatchedBy;
import dev.surety.payouts.domain.bank.Part;
import dev.surety.payouts.domain.statement.AccountBook;
import dev.surety.payouts.domain.statement.Gap;
import dev.surety.payouts.domain.statement.StatementFile;
import dev.surety.payouts.domain.upload.UploadState;
import dev.surety.runtime.json.Json;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Statements, lines and accounts as the API shows them. */
final class StatementView {
    private StatementView() {}

    static ObjectNode of(Uploaded<StatementFile> stored) {
        StatementFile file = stored.file();
        ObjectNode view = Json.object()
                .put("id", stored.id().id())
                .put("name", file.name())
                .put("bytes", file.bytes())
                .put("state", file.state().word());
        file.kind().ifPresent(kind -> view.put("kind", kind));
        ArrayNode statements = view.putArray("statements");
        file.parts().forEach(part -> statements.add(part(part)));
        ObjectNode lines = view.putObject("lines");
        file.lines().entrySet().stream()
                .sorted((one, other) -> one.getKey().compareTo(other.getKey()))
                .forEach(of -> lines.put(of.getKey(), of.getValue()));
        ArrayNode breaks = view.putArray("schemaErrors");
        file.schemaErrors().forEach(breaks::add);
        ArrayNode exceptions = view.putArray("exceptions");
        if (file.state() != UploadState.REJECTED) {
            file.problems().forEach(problem ->
                    exceptions.addObject().put("what", problem.what()).put("where", problem.where()));
        } else {
            var problem = file.problems().getLast();
            view.putObject("rejected").put("why", problem.what()).put("where", problem.where());
        }
        view.set("uploadedAt", Json.tree(file.uploadedAt()));
        return view.put("version", stored.chain().version());
    }

    private static ObjectNode part(StatementFile.Part part) {
        ObjectNode view = Json.object().put("id", part.id());
        part.account().ifPresent(account -> view.put("account", account));
        part.span().ifPresent(span -> {
            view.put("from", span.from().toString()).put("to", span.to().toString());
            view.set("opening", Json.tree(span.opening()));
            view.set("closing", Json.tree(span.closing()));
        });
        view.put("chained", part.chained());
        part.relation().ifPresent(relation -> view.put("relation", StatementRequests.word(relation)));
        part.refused().ifPresent(why -> view.put("refused", why));
        return view;
    }

    /** An announced file with its link. The link is made anew for each answer, and lies in no store. */
    static ObjectNode withUpload(ObjectNode view, Optional<StoredFiles.Link> link) {
        link.ifPresent(of -> {
            ObjectNode upload = view.putObject("upload").put("url", of.url());
            ObjectNode headers = upload.putObject("headers");
            of.headers().forEach(headers::put);
            upload.set("expiresAt", Json.tree(of.expiresAt()));
        });
        return view;
    }

    static ObjectNode line(LineChains.Stored stored) {
        LineState state = stored.state();
        BookedLine line = state.line();
        ObjectNode view = Json.object().put("id", stored.id());
        state.origin().ifPresent(origin -> view.put("statement", origin.statement()));
        view.put("account", line.account())
                .put("bookedOn", line.bookedOn().toString())
                .put("direction", line.isDebit() ? "debit" : "credit");
        view.set("amount", Json.tree(line.amount()));
        view.set("charge", Json.tree(line.charge()));
        view.put("reference", line.reference())
                .put("class", state.as().word())
                .put("by", StatementRequests.word(by(state)))
                .put("state", StatementRequests.word(state.phase()));
        ArrayNode parts = view.putArray("parts");
        line.parts().forEach(part -> parts.add(part(part, line)));
        if (!line.code().isEmpty()) {
            view.put("code", line.code());
        }
        state.resolution().ifPresent(resolution -> view.set("resolution", resolution(resolution)));
        return view.put("version", stored.chain().version());
    }

    private static MatchedBy by(LineState state) {
        if (state.phase() == LineState.Phase.RESOLVED) {
            return MatchedBy.PERSON;
        }
        return state.origin()
                .map(LineState.Origin::match)
                .orElse(state.suspense().isZero() ? MatchedBy.REFERENCE : MatchedBy.NOTHING);
    }

    private static ObjectNode part(Part part, BookedLine line) {
        ObjectNode view = Json.object()
                .put(part.as() == Part.As.GROUP ? "group" : "payout", part.payout());
        view.set("amount", Json.tree(Money.of(part.amountMinor(), line.amount().currency())));
        return view.put("as", StatementRequests.word(part.as()));
    }

    private static ObjectNode resolution(LineState.Resolution resolution) {
        ObjectNode view = Json.object().put("as", StatementRequests.word(resolution.as()));
        resolution.target().ifPresent(target -> view.put("target", target));
        view.put("by", resolution.by());
        view.set("at", Json.tree(resolution.at()));
        resolution.approvedBy().ifPresent(person -> view.put("approvedBy", person));
        return view;
    }

    /** @param booked our books' balances of the account, positive if the bank holds money of ours */
    static ObjectNode account(
            String name, List<String> currencies, AccountBook book, List<Money> booked, Optional<String> asOf) {
        ObjectNode view = Json.object().put("name", name);
        ArrayNode all = view.putArray("currencies");
        currencies.forEach(all::add);
        ArrayNode balances = view.putArray("booked");
        booked.forEach(balance -> balances.add(Json.tree(balance)));
        asOf.ifPresent(at -> view.put("asOf", at));
        book.anchored().ifPresent(segment -> {
            ObjectNode statement = view.putObject("statement")
                    .put("from", segment.from().toString())
                    .put("to", segment.to().toString());
            statement.set("closing", Json.tree(segment.closing()));
        });
        ArrayNode gaps = view.putArray("gaps");
        book.gaps().forEach(gap -> gaps.add(gap(gap)));
        return view.put("calendar", "target");
    }

    private static ObjectNode gap(Gap gap) {
        ObjectNode view = Json.object().put("after", gap.after().toString());
        view.set("closing", Json.tree(gap.closing()));
        view.put("before", gap.before().toString());
        view.set("opening", Json.tree(gap.opening()));
        return view;
    }
}
