package dev.surety.files;

import dev.surety.model.Invariants;
import dev.surety.runtime.resilience.Outage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Files in a folder, for a runtime on one machine. Its own HTTP server answers the links. */
public final class FolderFiles implements StoredFiles {
    private final Path folder;
    private final Path fresh;
    private final FolderLinks links;

    private FolderFiles(Path folder, Path fresh, FolderLinks links) {
        this.folder = folder;
        this.fresh = fresh;
        this.links = links;
    }

    public static FolderFiles of(Path folder, FolderLinks links) throws IOException {
        // Beginning with a dot, no key leads into it.
        Path fresh = folder.resolve(".fresh");
        Files.createDirectories(fresh);
        return new FolderFiles(folder, fresh, links);
    }

    @Override
    public Written write(String key, Writer writer) {
        try {
            Optional<Written> written = writeNew(key, writer);
            if (written.isPresent()) {
                return written.get();
            }
            try (Spooled again = spool(writer); InputStream first = Files.newInputStream(at(key))) {
                boolean same = Spooled.sha256(first).equals(again.written().sha256());
                Invariants.hold(same, "The file " + key + " is there with other bytes.");
                return again.written();
            }
        } catch (IOException e) {
            throw new Outage("the file " + key + " could not be written", e);
        }
    }

    /** Writes a file whole; empty if there is one. */
    public Optional<Written> writeNew(String key, Writer writer) throws IOException {
        Path file = at(key);
        if (Files.exists(file)) {
            return Optional.empty();
        }
        try (Spooled spooled = spool(writer)) {
            Files.createDirectories(file.getParent());
            // A link to a name that exists is refused, so of two writers one wins.
            Files.createLink(file, spooled.file());
            return Optional.of(spooled.written());
        } catch (FileAlreadyExistsException e) {
            return Optional.empty();
        }
    }

    private Spooled spool(Writer writer) throws IOException {
        return Spooled.in(fresh, writer);
    }

    @Override
    public Optional<InputStream> open(String key) {
        try {
            return Optional.of(Files.newInputStream(at(key)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new Outage("the file " + key + " could not be read", e);
        }
    }

    @Override
    public Optional<Stored> find(String key) {
        Path file = at(key);
        try {
            return Optional.of(new Stored(Files.size(file), Files.getLastModifiedTime(file).toInstant()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new Outage("the file " + key + " could not be looked at", e);
        }
    }

    @Override
    public void delete(String key) {
        try {
            Files.deleteIfExists(at(key));
        } catch (IOException e) {
            throw new Outage("the file " + key + " could not be deleted", e);
        }
    }

    private Path at(String key) {
        return folder.resolve(FileKeys.checked(key));
    }

    @Override
    public Link upload(String key, long bytes, Duration valid) {
        return links.upload(FileKeys.checked(key), bytes, Optional.empty(), valid);
    }

    @Override
    public Link upload(String key, long bytes, String sha256, Duration valid) {
        return links.upload(FileKeys.checked(key), bytes, Optional.of(sha256), valid);
    }

    @Override
    public Form form(String key, long mostBytes, URI then, Duration valid) {
        return links.form(FileKeys.checked(key), mostBytes, then, valid);
    }

    @Override
    public Link download(String key, String name, Duration valid) {
        return links.download(FileKeys.checked(key), FileKeys.checked(name), valid);
    }
}
