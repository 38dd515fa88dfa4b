package dev.surety.payouts.app.upload;

import dev.surety.files.StoredFiles;
import dev.surety.model.journal.ChainId;
import dev.surety.payouts.domain.upload.UploadState;
import dev.surety.payouts.domain.upload.UploadedFile;
import dev.surety.runtime.journal.StateChain;
import java.time.Duration;
import java.util.Optional;

/** An uploaded file as its chain's last entry has it. */
public record Uploaded<F extends UploadedFile<F>>(StateChain chain, F file) {
    /** A link is valid so long. */
    private static final Duration LINK = Duration.ofHours(1);

    public ChainId id() {
        return chain.id();
    }

    /** The link to which the bytes are put; empty once they are there. */
    public Optional<StoredFiles.Link> link(StoredFiles files) {
        return file.state() == UploadState.UPLOADING
                ? Optional.of(files.upload(UploadChains.key(id()), file.bytes(), LINK))
                : Optional.empty();
    }
}
