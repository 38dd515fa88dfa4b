package dev.surety.onboarding.app.document;

import dev.surety.files.AnnouncedFile.Arrived;
import dev.surety.files.FileType;
import dev.surety.files.StoredFiles;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.onboarding.domain.document.Document.State;
import dev.surety.onboarding.domain.document.Document;
import dev.surety.onboarding.domain.proof.ProofError;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of documents. The store takes only the bytes that were announced, and takes them once. We still trust
 * neither it nor a message about it: bytes count once they were read here.
 */
public final class DocumentFiles {
    /** The bucket tells of new files under it. */
    public static final String PREFIX = "documents/";

    /** A link is valid so long. */
    public static final Duration UPLOAD = Duration.ofHours(1);

    public static final Duration DOWNLOAD = Duration.ofMinutes(5);

    /** An upload that began in time may end after the link. */
    static final Duration GRACE = Duration.ofMinutes(5);

    private static final Pattern FORM = Pattern.compile(PREFIX + "([^/]+)/par_[a-z0-9]+/([^/]+)");

    private final StoredFiles files;

    public DocumentFiles(StoredFiles files) {
        this.files = files;
    }

    /** The chain of the document that a key is of; empty if it is of none. */
    public static Optional<ChainId> chain(String key) {
        Matcher parts = FORM.matcher(key);
        return parts.matches()
                        && MarketplaceId.isWellFormed(parts.group(1))
                        && Id.isWellFormed(Document.PREFIX, parts.group(2))
                ? Optional.of(Documents.chain(new MarketplaceId(parts.group(1)), parts.group(2)))
                : Optional.empty();
    }

    /** No part of it comes from a file's name. */
    public static String key(ChainId chain, Document of) {
        return key(chain, of.participant());
    }

    public static String key(ChainId chain, String participant) {
        return PREFIX + chain.marketplace() + "/" + participant + "/" + chain.id();
    }

    /** The link to which the bytes are put; empty unless they are awaited. */
    public Optional<StoredFiles.Link> upload(ChainId chain, Document of) {
        return Optional.of(of)
                .filter(document -> document.state() == State.AWAITING_UPLOAD)
                .map(document -> files.upload(
                        key(chain, document), document.file().bytes(), document.file().sha256(), UPLOAD));
    }

    /** The link that gives the file, as an attachment that no browser opens by itself. */
    public StoredFiles.Link download(ChainId chain, Document of) {
        return files.download(key(chain, of), chain.id() + "." + of.file().type().ending(), DOWNLOAD);
    }

    /** Destroys the file of a participant's document, if it is there. */
    public void destroy(ChainId chain, String participant) {
        files.delete(key(chain, participant));
    }

    /** @param fault why the bytes cannot be taken, if so */
    public record Looked(Optional<ProofError> fault) {}

    /** Looks at the file; empty if it is not there. */
    Optional<Looked> look(ChainId chain, Document of) {
        return of.file()
                .look(files, key(chain, of), Document.MOST_BYTES)
                .map(there -> new Looked(fault(of.file().type(), there)));
    }

    private static Optional<ProofError> fault(FileType announced, Arrived there) {
        return switch (there) {
            case Arrived.Same(var bytes) ->
                FileType.ofContent(bytes).filter(found -> found == announced).isPresent()
                        ? Optional.empty()
                        : Optional.of(ProofError.DOCUMENT_TYPE_DIFFERS);
            case Arrived.OtherLength _, Arrived.OtherBytes _ -> Optional.of(ProofError.DIGEST_MISMATCH);
        };
    }
}
