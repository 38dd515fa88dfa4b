package dev.surety.onboarding.app.export;

import dev.surety.files.StoredFiles;
import dev.surety.model.journal.ChainId;
import dev.surety.onboarding.domain.export.Export;
import java.time.Duration;

/** The files of exports. A dead worker may leave a file that is never given out, so each attempt has its own key. */
public final class ExportFiles {
    public static final String PREFIX = "exports/";
    public static final Duration DOWNLOAD = Duration.ofMinutes(5);

    private final StoredFiles files;

    public ExportFiles(StoredFiles files) {
        this.files = files;
    }

    public static String key(ChainId chain, String participant, int attempt) {
        return PREFIX + chain.marketplace() + "/" + participant + "/" + chain.id() + "-" + attempt + ".zip";
    }

    StoredFiles.Written write(ChainId chain, Export of, StoredFiles.Writer writer) {
        return files.write(key(chain, of.participant(), of.attempt()), writer);
    }

    /** Destroys the files of all attempts, if they are there. */
    public void destroy(ChainId chain, Export of) {
        of.attempts().forEach(attempt -> files.delete(key(chain, of.participant(), attempt)));
    }

    StoredFiles.Link link(ChainId chain, Export of) {
        return files.download(key(chain, of.participant(), of.attempt()), chain.id() + ".zip", DOWNLOAD);
    }
}
