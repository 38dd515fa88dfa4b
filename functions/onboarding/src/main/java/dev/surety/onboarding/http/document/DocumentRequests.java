package dev.surety.onboarding.http.document;

import dev.surety.files.AnnouncedFile;
import dev.surety.files.FileType;
import dev.surety.onboarding.app.document.AnnounceDocument.AnnounceRequest;
import dev.surety.onboarding.domain.business.Person;
import dev.surety.onboarding.domain.document.Document.Purpose;
import dev.surety.onboarding.domain.document.Document.Side;
import dev.surety.onboarding.domain.document.Document;
import dev.surety.onboarding.domain.proof.ProofError;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.QueryFields;
import dev.surety.runtime.edge.http.Request;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the bodies of the document routes. */
final class DocumentRequests {
    private static final int HASH = 64;
    private static final int LONGEST_CURSOR = 1_024;
    private static final int DATE = 10;
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
    private static final Set<String> SIDES = Set.of("front", "back");

    private static final Set<String> PURPOSES =
            Arrays.stream(Purpose.values()).map(Purpose::code).collect(Collectors.toUnmodifiableSet());

    private static final Set<String> TYPES = Stream.of(FileType.PDF, FileType.JPEG, FileType.PNG, FileType.HEIC)
            .map(FileType::contentType)
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> ERRORS = Arrays.stream(ProofError.values())
            .filter(ProofError::isOfAPerson)
            .map(ProofError::code)
            .collect(Collectors.toUnmodifiableSet());

    private DocumentRequests() {}

    record Listed(int limit, Optional<String> cursor) {}

    record Accepting(Optional<LocalDate> validUntil) {}

    static Parsed<AnnounceRequest> announce(Request request) {
        Fields body = request.fields();
        Optional<Purpose> purpose = body.choice("purpose", PURPOSES).flatMap(Purpose::find);
        Optional<Side> side =
                body.choice("side", SIDES).map(text -> Side.valueOf(text.toUpperCase(Locale.ROOT)));
        Optional<FileType> type = body.choice("contentType", TYPES).flatMap(FileType::find);
        Optional<Long> bytes = body.integer("bytes", 1, Document.MOST_BYTES);
        Optional<String> sha256 = body.text("sha256", HASH, HASH);
        if (sha256.filter(hash -> !HEX.matcher(hash).matches()).isPresent()) {
            body.wrong("sha256", "format");
        }
        Optional<String> person = body.has("person") ? body.id("person", Person.PREFIX) : Optional.empty();
        return body.build(() -> new AnnounceRequest(
                purpose.orElseThrow(),
                side.orElseThrow(),
                new AnnouncedFile(type.orElseThrow(), bytes.orElseThrow(), sha256.orElseThrow()),
                person));
    }

    static Parsed<Accepting> accept(Request request) {
        Fields body = request.optionalFields();
        Optional<String> text = body.optionalText("validUntil", DATE, DATE);
        Optional<LocalDate> day = text.flatMap(DocumentRequests::day);
        if (text.isPresent() && day.isEmpty()) {
            body.wrong("validUntil", "format");
        }
        return body.build(() -> new Accepting(day));
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static Parsed<ProofError> reject(Request request) {
        Fields body = request.fields();
        Optional<ProofError> code = body.choice("code", ERRORS).flatMap(ProofError::find);
        return body.build(code::orElseThrow);
    }

    static Parsed<Listed> list(Request request) {
        QueryFields query = request.queryFields();
        int limit = query.limit();
        Optional<String> cursor = query.text("cursor", LONGEST_CURSOR);
        return query.build(() -> new Listed(limit, cursor));
    }

    /** A command that its path says whole. */
    static Parsed<Request> command(Request request) {
        return request.optionalFields().build(() -> request);
    }
}
