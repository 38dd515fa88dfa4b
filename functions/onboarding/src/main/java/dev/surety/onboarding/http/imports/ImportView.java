package dev.surety.onboarding.http.imports;

import dev.surety.files.StoredFiles;
import dev.surety.model.journal.Entry;
import dev.surety.onboarding.app.imports.Imports;
import dev.surety.onboarding.domain.imports.LineError;
import dev.surety.onboarding.domain.imports.ParticipantImport.Broken;
import dev.surety.onboarding.domain.imports.ParticipantImport.Counts;
import dev.surety.onboarding.domain.imports.ParticipantImport;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The API's view of an import and of its refused lines. */
final class ImportView {
    private ImportView() {}

    static ObjectNode of(Entry entry) {
        ParticipantImport known = Imports.from(entry);
        ObjectNode view = Json.object()
                .put("id", entry.chain().id())
                .put("state", known.state().code());
        view.putObject("file")
                .put("contentType", known.file().type().contentType())
                .put("bytes", known.file().bytes())
                .put("sha256", known.file().sha256());
        view.put("announcedAt", Times.text(known.announcedAt()))
                .put("startedAt", known.startedAt().map(Times::text).orElse(null))
                .put("endedAt", known.endedAt().map(Times::text).orElse(null));
        Counts counts = known.counts();
        view.putObject("progress").put("done", counts.read()).put("of", known.lines());
        view.putObject("counts")
                .put("read", counts.read())
                .put("created", counts.created())
                .put("known", counts.known())
                .put("refused", counts.refused());
        known.broken().ifPresentOrElse(why -> broken(view.putObject("error"), why), () -> view.putNull("error"));
        return view.put("version", entry.number());
    }

    private static void broken(ObjectNode shown, Broken why) {
        shown.put("code", why.code());
        why.column().ifPresent(column -> shown.put("column", column));
        why.name().ifPresent(name -> shown.put("name", name));
        bound(shown, why.bound());
    }

    private static void bound(ObjectNode shown, Optional<LineError.Bound> bound) {
        bound.ifPresent(of -> shown.putObject("bound").put("max", of.max()).put("was", of.was()));
    }

    static ObjectNode of(LineError error) {
        ObjectNode shown = Json.object()
                .put("line", error.line())
                .put("column", error.column().orElse(null))
                .put("rule", error.rule());
        bound(shown, error.bound());
        return shown;
    }

    static ObjectNode upload(StoredFiles.Link link) {
        ObjectNode view = Json.object().put("url", link.url());
        ObjectNode headers = view.putObject("headers");
        link.headers().forEach(headers::put);
        return view.put("expiresAt", Times.text(link.expiresAt()));
    }
}
