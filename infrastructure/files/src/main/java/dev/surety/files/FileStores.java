package dev.surety.files;

import java.util.ServiceLoader;

/**
 * The source of a function's stores of files. Deployed, that is S3. A provider found by {@link ServiceLoader} (the
 * local runtime has one) takes its place, so that a function is wired the same way everywhere.
 */
public interface FileStores {
    StoredFiles of(String bucket);

    /** The provider on the class path, else S3. */
    static FileStores find() {
        return ServiceLoader.load(FileStores.class).findFirst().orElse(BucketFiles::ofEnvironment);
    }
}
