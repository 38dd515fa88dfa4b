package dev.surety.onboarding.publisher;

import dev.surety.onboarding.app.lists.Publishers;
import dev.surety.runtime.resilience.Outage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads lists from a folder, for a local runtime whose lists are to change. A template takes no such address. */
final class FolderPublishers implements Publishers {
    static final String SCHEME = "folder:";

    private final Path folder;

    FolderPublishers(Path folder) {
        this.folder = folder;
    }

    @Override
    public byte[] fetch(String list, String file) {
        try {
            return Files.readAllBytes(folder.resolve(file));
        } catch (IOException e) {
            throw new Outage("the folder has no file " + file, e);
        }
    }
}
