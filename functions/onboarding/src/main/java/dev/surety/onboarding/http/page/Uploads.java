package dev.surety.onboarding.http.page;

import dev.surety.files.AnnouncedFile;
import dev.surety.files.FileType;
import dev.surety.files.StoredFiles;
import dev.surety.model.journal.ChainId;
import dev.surety.model.refusal.Refusal;
import dev.surety.onboarding.app.document.DocumentFiles;
import dev.surety.onboarding.app.document.Documents;
import dev.surety.onboarding.app.document.WatchDocuments;
import dev.surety.onboarding.domain.ParticipantState.Kind;
import dev.surety.onboarding.domain.document.Document.Purpose;
import dev.surety.onboarding.domain.document.Document;
import dev.surety.onboarding.http.page.OwnCommands.Command;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.secrets.Digests;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * Files that a browser sends without a script. It cannot announce their bytes, so the store takes them into a place of
 * the session's own. When the browser comes back, the file is announced for what it is, and copied. From then on it is
 * a document like any other. A file whose browser never comes back is in no document, and the store deletes it.
 */
record Uploads(StoredFiles files, WatchDocuments watching, InstantSource clock, String page) {
    /** The store deletes what lies under it for a day. */
    static final String PREFIX = "form-uploads/";

    private static final Duration VALID = Duration.ofHours(1);
    private static final Pattern NAME = Pattern.compile("[0-9]{13}(?:-(per_[a-z2-7]{26}))?");

    /** The end of an upload: a document, a text that says why it is none, or the refusal of its command. */
    sealed interface Taken {
        record Done() implements Taken {}

        record Wrong(String key) implements Taken {}

        record Refused(Refusal refusal) implements Taken {}
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    private static String key(Visit visit, String name) {
        return PREFIX + visit.marketplace() + "/" + visit.id().id() + "/" + name;
    }

    /**
     * The form by which the browser sends one file; each time it is shown, it has a new place.
     *
     * @param person of the business whom the file shows: its name says so, for the page may ask for another's by then
     */
    StoredFiles.Form form(Visit visit, Optional<String> person) {
        String name = clock.millis() + person.map(id -> "-" + id).orElse("");
        return files.form(
                key(visit, name), Document.MOST_BYTES, URI.create(page + "/uploads/" + name), VALID);
    }

    Taken take(Visit visit, String name, OwnCommands commands, String requestId) {
        String key = key(visit, name);
        Optional<StoredFiles.Stored> there = files.find(key);
        if (there.isEmpty()) {
            return new Taken.Wrong("upload.missing");
        }
        long bytes = there.get().bytes();
        if (bytes < 1 || bytes > Document.MOST_BYTES) {
            return new Taken.Wrong("upload.size");
        }
        byte[] read = new AnnouncedFile(FileType.PDF, bytes, "").read(files, key);
        Optional<FileType> type = FileType.ofContent(read);
        if (type.isEmpty()) {
            return new Taken.Wrong("upload.type");
        }
        Optional<String> person = person(name);
        ObjectNode document = Json.object()
                .put("purpose", purpose(visit, person).code())
                .put("side", "front")
                .put("contentType", type.get().contentType())
                .put("bytes", read.length)
                .put("sha256", HexFormat.of().formatHex(Digests.sha256(read)));
        person.ifPresent(id -> document.put("person", id));
        Command announce = Command.of(
                "POST", "/v1/participants/{id}/documents", document, visit.id().id() + "-" + name);
        return switch (commands.send(visit.marketplace(), visit.link().participant(), announce, requestId)) {
            case Response.Refused(var refusal) -> new Taken.Refused(refusal);
            case Response.Said said -> {
                store(visit, said.body().path("id").stringValue(), read);
                yield new Taken.Done();
            }
            case Response.Page _, Response.Document _, Response.SeeOther _, Response.ToPage _ ->
                throw new IllegalStateException("a document's route answers with JSON");
        };
    }

    private static Optional<String> person(String name) {
        Matcher parts = NAME.matcher(name);
        return parts.matches() ? Optional.ofNullable(parts.group(1)) : Optional.empty();
    }

    private static Purpose purpose(Visit visit, Optional<String> person) {
        boolean isOfBusiness = visit.state().kind() == Kind.BUSINESS && person.isEmpty();
        return isOfBusiness ? Purpose.BUSINESS_REGISTRATION : Purpose.IDENTITY;
    }

    private void store(Visit visit, String document, byte[] bytes) {
        ChainId id = Documents.chain(visit.marketplace(), document);
        files.write(DocumentFiles.key(id, visit.link().participant()), out -> out.write(bytes));
        watching.hear(id);
    }
}
