package dev.surety.onboarding.app.imports;

import dev.surety.files.StoredFiles;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.onboarding.app.imports.FileLines.Line;
import dev.surety.onboarding.domain.imports.ImportRules.Surveyed;
import dev.surety.onboarding.domain.imports.ParticipantImport.Broken;
import dev.surety.onboarding.domain.imports.ParticipantImport.Place;
import dev.surety.onboarding.domain.imports.ParticipantImport.State;
import dev.surety.onboarding.domain.imports.ParticipantImport;
import dev.surety.runtime.resilience.Outage;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of imports. The store takes only the bytes that were announced, and takes them once. We still trust neither
 * it nor a message about it: lines count once the whole file was read here.
 */
public final class ImportFiles {
    /** The bucket tells of new files under it. */
    public static final String PREFIX = "imports/";

    /** A link is valid so long. */
    public static final Duration UPLOAD = Duration.ofHours(1);

    /** An upload that began in time may end after the link. */
    static final Duration GRACE = Duration.ofMinutes(5);

    private static final Pattern FORM = Pattern.compile(PREFIX + "([^/]+)/([^/]+)");

    private final StoredFiles files;

    public ImportFiles(StoredFiles files) {
        this.files = files;
    }

    /** The chain of the import that a key is of; empty if it is of none. */
    public static Optional<ChainId> chain(String key) {
        Matcher parts = FORM.matcher(key);
        return parts.matches()
                        && MarketplaceId.isWellFormed(parts.group(1))
                        && Id.isWellFormed(ParticipantImport.PREFIX, parts.group(2))
                ? Optional.of(Imports.chain(new MarketplaceId(parts.group(1)), parts.group(2)))
                : Optional.empty();
    }

    /** No part of it comes from a file's name. */
    public static String key(ChainId chain) {
        return PREFIX + chain.marketplace() + "/" + chain.id();
    }

    /** The link to which the bytes are put; empty unless they are awaited. */
    public Optional<StoredFiles.Link> upload(ChainId chain, ParticipantImport of) {
        return Optional.of(of)
                .filter(awaiting -> awaiting.state() == State.AWAITING_UPLOAD)
                .map(awaiting ->
                        files.upload(key(chain), awaiting.file().bytes(), awaiting.file().sha256(), UPLOAD));
    }

    /** Reads the whole file once, and keeps none of it; empty if it is not there. */
    Optional<Surveyed> survey(ChainId chain, ParticipantImport of) {
        return files.find(key(chain))
                .map(there -> there.bytes() == of.file().bytes() ? read(chain, of) : notWhole("digest_mismatch"));
    }

    private static Surveyed notWhole(String code) {
        return new Surveyed.NotWhole(Broken.of(code));
    }

    private Surveyed read(ChainId chain, ParticipantImport of) {
        MessageDigest digest = sha256();
        try (InputStream bytes = new DigestInputStream(open(chain), digest)) {
            var lines = new FileLines(bytes);
            Optional<Line> header = lines.next();
            int below = 0;
            for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                below += line.get().isBlank() ? 0 : 1;
            }
            return HexFormat.of().formatHex(digest.digest()).equals(of.file().sha256())
                    ? judged(header, below)
                    : notWhole("digest_mismatch");
        } catch (IOException e) {
            throw unread(e);
        }
    }

    private static Surveyed judged(Optional<Line> header, int below) {
        return header.<Surveyed>map(first -> switch (Columns.header(first)) {
                    case Columns.Read.Bad(var why) -> new Surveyed.NotWhole(why);
                    case Columns.Read.Good _ -> new Surveyed.Whole(below, new Place(first.end(), first.number()));
                })
                .orElseGet(() -> notWhole("no_header"));
    }

    /** The lines behind a place, and the columns that the first line names. The caller closes it. */
    record Opened(InputStream bytes, Columns columns, FileLines lines) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            bytes.close();
        }
    }

    Opened open(ChainId chain, Place from) {
        InputStream bytes = open(chain);
        try {
            var lines = new FileLines(bytes);
            Columns.Read header = Columns.header(lines.next().orElseThrow());
            lines.skipTo(from.offset(), from.line());
            return switch (header) {
                case Columns.Read.Good(var columns) -> new Opened(bytes, columns, lines);
                case Columns.Read.Bad _ -> throw new Outage("a file has other bytes than before");
            };
        } catch (IOException e) {
            throw unread(e);
        }
    }

    private InputStream open(ChainId chain) {
        return files.open(key(chain)).orElseThrow(() -> new Outage("the bytes of an uploaded file are not there"));
    }

    static Outage unread(IOException e) {
        return new Outage("the bytes of an uploaded file do not come", e);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
