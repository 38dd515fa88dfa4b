package dev.surety.payouts.app.upload;

import dev.surety.model.journal.ChainId;
import dev.surety.payouts.app.payout.Nudges;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.domain.upload.UploadState;
import dev.surety.payouts.domain.upload.UploadedFile;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Works on an uploaded file in pieces. The first wake reads all of it and books nothing. Each further wake does one
 * step, and appends how far it got. A lost message costs a minute; a wake that comes twice finds its work done.
 */
public final class WorkOnUpload<F extends UploadedFile<F>> {
    private final UploadChains<F> chains;
    private final UploadBytes bytes;
    private final Steps<F> steps;
    private final Nudges nudges;
    private final Present present;

    public WorkOnUpload(
            UploadChains<F> chains, UploadBytes bytes, Steps<F> steps, Nudges nudges, Present present) {
        this.chains = chains;
        this.bytes = bytes;
        this.steps = steps;
        this.nudges = nudges;
        this.present = present;
    }

    /** The steps of one kind of file. A step gives nothing if another worker took the place. */
    public interface Steps<F extends UploadedFile<F>> {
        /** The file that we read from now on, or a rejected one. */
        F survey(Uploaded<F> stored, InputStream bytes) throws IOException;

        Optional<Uploaded<F>> read(Uploaded<F> stored, Instant now);

        Optional<Uploaded<F>> reopen(Uploaded<F> stored, Instant now);
    }

    /**
     * @param number of the entry that left the deadline; 0 in a hint, which is never too early
     * @return whether the wake is done; if not, it has to come again
     */
    public boolean wake(ChainId id, int number) {
        Optional<Uploaded<F>> found = chains.find(id);
        if (found.isEmpty() || (number > 0 && found.get().chain().version() != number)) {
            return true;
        }
        Uploaded<F> stored = found.get();
        Instant now = present.now(id.marketplace());
        boolean isEarly = stored.chain()
                .last()
                .flatMap(entry -> entry.due())
                .filter(due -> now.isBefore(due.at()))
                .isPresent();
        if (number > 0 && isEarly) {
            return false;
        }
        Optional<Uploaded<F>> after = step(stored, now);
        if (after.filter(then -> then.file().state() == UploadState.READING).isPresent()) {
            nudges.nudge(id);
        }
        return true;
    }

    /** The next state, or nothing if there is none yet or another worker took the place. */
    private Optional<Uploaded<F>> step(Uploaded<F> stored, Instant now) {
        return switch (stored.file().state()) {
            case UPLOADING -> survey(stored, now);
            case READING -> steps.read(stored, now);
            case MATCHED, MATCHED_WITH_EXCEPTIONS, REJECTED -> steps.reopen(stored, now);
        };
    }

    private Optional<Uploaded<F>> survey(Uploaded<F> stored, Instant now) {
        F file = stored.file();
        OptionalLong came = bytes.count(stored);
        if (came.isEmpty()) {
            boolean isLate = !now.isBefore(file.uploadedAt().plus(UploadChains.UPLOAD));
            return isLate ? rejected(stored, "upload_missing", "after a day", now) : Optional.empty();
        }
        if (came.getAsLong() != file.bytes()) {
            return rejected(
                    stored, "bytes_differ", "announced " + file.bytes() + ", came " + came.getAsLong(), now);
        }
        MessageDigest digest = sha256();
        F surveyed = bytes.read(stored, opened -> {
            var hashed = new DigestInputStream(new KeptOpen(opened), digest);
            F after = steps.survey(stored, hashed);
            hashed.transferTo(OutputStream.nullOutputStream());
            return after;
        });
        if (surveyed.state() == UploadState.REJECTED) {
            return chains.append(stored, surveyed, chains.events().rejected(), now);
        }
        String hash = HexFormat.of().formatHex(digest.digest());
        return file.sha256().filter(announced -> !announced.equals(hash)).isPresent()
                ? rejected(stored, "digest_mismatch", "came " + hash, now)
                : chains.append(stored, surveyed, chains.events().surveyed(), now);
    }

    private Optional<Uploaded<F>> rejected(Uploaded<F> stored, String what, String where, Instant now) {
        return chains.append(stored, stored.file().rejected(what, where), chains.events().rejected(), now);
    }

    /** The reader of messages closes its stream at the end of the message; the bytes after it count for the hash. */
    private static final class KeptOpen extends FilterInputStream {
        KeptOpen(InputStream bytes) {
            super(bytes);
        }

        @Override
        public void close() {
            // The caller closes the file.
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
