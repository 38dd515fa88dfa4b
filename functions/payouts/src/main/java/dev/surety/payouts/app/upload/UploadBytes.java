package dev.surety.payouts.app.upload;

import dev.surety.files.StoredFiles;
import dev.surety.runtime.resilience.Outage;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/** Opens the bytes of uploaded files. */
public record UploadBytes(StoredFiles files) {
    public interface Reading<T> {
        T read(InputStream bytes) throws IOException;
    }

    OptionalLong count(Uploaded<?> stored) {
        return files.find(UploadChains.key(stored.id()))
                .map(there -> OptionalLong.of(there.bytes()))
                .orElse(OptionalLong.empty());
    }

    public <T> T read(Uploaded<?> stored, Reading<T> reading) {
        try (InputStream bytes = files.open(UploadChains.key(stored.id()))
                .orElseThrow(() -> new Outage("the bytes of an upload are not there"))) {
            return reading.read(bytes);
        } catch (IOException e) {
            throw new Outage("the bytes of an upload do not come", e);
        }
    }
}
