package dev.surety.onboarding.http.document;

import dev.surety.files.StoredFiles;
import dev.surety.model.journal.Entry;
import dev.surety.onboarding.app.document.Documents;
import dev.surety.onboarding.domain.document.Document;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import java.time.LocalDate;
import tools.jackson.databind.node.ObjectNode;

/** The API's view of a document. It never tells who decided: the document's own entries do. */
final class DocumentView {
    private DocumentView() {}

    static ObjectNode of(Entry entry) {
        Document known = Documents.from(entry);
        ObjectNode view = Json.object()
                .put("id", entry.chain().id())
                .put("participant", known.participant())
                .put("purpose", known.purpose().code())
                .put("side", known.side().code())
                .put("state", known.state().code())
                .put("contentType", known.file().type().contentType())
                .put("bytes", known.file().bytes())
                .put("sha256", known.file().sha256())
                .put("announcedAt", Times.text(known.announcedAt()))
                .put("validUntil", known.validUntil().map(LocalDate::toString).orElse(null));
        known.person().ifPresent(person -> view.put("person", person));
        known.error()
                .ifPresentOrElse(
                        error -> view.putObject("error")
                                .put("code", error.code())
                                .put("description", error.sentence())
                                .put("nextStep", error.nextStep().code()),
                        () -> view.putNull("error"));
        return view.put("version", entry.number());
    }

    static ObjectNode upload(StoredFiles.Link link) {
        ObjectNode view = Json.object().put("url", link.url());
        ObjectNode headers = view.putObject("headers");
        link.headers().forEach(headers::put);
        return view.put("expiresAt", Times.text(link.expiresAt()));
    }

    static ObjectNode download(StoredFiles.Link link) {
        return Json.object().put("url", link.url()).put("expiresAt", Times.text(link.expiresAt()));
    }
}
