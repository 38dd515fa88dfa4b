package dev.surety.disputes.http;

import dev.surety.disputes.app.evidence.EvidenceWords;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.evidence.EvidenceKind;
import dev.surety.disputes.domain.evidence.EvidenceLimits;
import dev.surety.disputes.http.DisputeRequests.Common;
import dev.surety.files.AnnouncedFile;
import dev.surety.files.FileType;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.QueryFields;
import dev.surety.runtime.edge.http.Request;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Requests about evidence, read field by field. */
final class EvidenceRequests {
    private static final int HASH = 64;
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    static final Set<String> KINDS =
            Arrays.stream(EvidenceKind.values()).map(EvidenceKind::code).collect(Collectors.toUnmodifiableSet());

    private static final Set<String> TYPES =
            Stream.of(FileType.PDF, FileType.JPEG, FileType.PNG, FileType.TEXT)
                    .map(FileType::contentType)
                    .collect(Collectors.toUnmodifiableSet());

    private EvidenceRequests() {}

    /** @param file empty if the evidence is words alone */
    record Added(Common common, EvidenceKind kind, Optional<AnnouncedFile> file, EvidenceWords words) {}

    /** @param side that the back end reads for */
    record Read(Optional<Side> side) {}

    static Parsed<Added> add(Request request) {
        Fields body = request.fields();
        Common common = DisputeRequests.commonOfSide(body, request);
        Optional<EvidenceKind> kind = body.choice("kind", KINDS).flatMap(EvidenceKind::find);
        Optional<String> words = body.optionalText("words", 1, EvidenceWords.MOST_WORDS);
        Optional<Fields> file = body.has("file") ? body.object("file") : Optional.empty();
        Optional<AnnouncedFile> announced = file.flatMap(EvidenceRequests::file);
        Optional<String> name = file.flatMap(of -> of.optionalText("name", 1, EvidenceWords.LONGEST_NAME));
        file.ifPresent(Fields::finish);
        if (file.isEmpty() && words.isEmpty()) {
            body.wrong("words", "file_or_words");
        }
        return body.build(
                () -> new Added(common, kind.orElseThrow(), announced, new EvidenceWords(name, words)));
    }

    static Optional<AnnouncedFile> file(Fields file) {
        Optional<FileType> type = file.choice("contentType", TYPES).flatMap(FileType::find);
        Optional<Long> bytes = file.integer("bytes", 1, EvidenceLimits.FILE_BYTES);
        Optional<String> sha256 = file.text("sha256", HASH, HASH);
        if (sha256.isPresent() && !HEX.matcher(sha256.get()).matches()) {
            file.wrong("sha256", "format");
        }
        return type.isPresent() && bytes.isPresent() && sha256.isPresent()
                ? Optional.of(new AnnouncedFile(type.get(), bytes.get(), sha256.get()))
                : Optional.empty();
    }

    /** The back end reads for the side that it names. */
    static Parsed<Read> read(Request request) {
        QueryFields query = request.queryFields();
        Optional<String> side = query.text("onBehalfOf", 5);
        if (side.isPresent() && !side.get().equals("payer") && !side.get().equals("payee")) {
            query.wrong("onBehalfOf", "format");
        }
        return query.build(() -> new Read(side.map(DisputeRequests::side)));
    }
}
