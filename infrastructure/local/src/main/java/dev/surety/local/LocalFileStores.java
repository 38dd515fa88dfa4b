package dev.surety.local;

import dev.surety.files.FileStores;
import dev.surety.files.StoredFiles;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** Hands the local folder of files to the functions, as {@link LocalClients} hands them the engines. */
public final class LocalFileStores implements FileStores {
    private static final AtomicReference<StoredFiles> FILES = new AtomicReference<>();

    static void provide(StoredFiles files) {
        FILES.set(files);
    }

    @Override
    public StoredFiles of(String bucket) {
        return Objects.requireNonNull(FILES.get(), "No local world has been started.");
    }
}
