package dev.surety.onboarding.app.export;

import dev.surety.files.StoredFiles;
import dev.surety.model.journal.ChainId;
import dev.surety.onboarding.domain.export.Export;
import java.time.Duration;

/** The files of exports. A worker that dies leaves a file that no entry names, so each attempt has a key of its own. */
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

    StoredFiles.Link link(ChainId chain, Export of) {
        return files.download(key(chain, of.participant(), of.attempt()), chain.id() + ".zip", DOWNLOAD);
    }
}
