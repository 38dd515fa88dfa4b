package dev.surety.local.stream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * A reader's place in a stream, in a file of its own. It is written beside, forced, then renamed, so that a crash
 * leaves the old place or the new one. It is written after the function has answered, so a crash repeats a batch.
 */
final class Position {
    /** The last record that was handled, or none yet of this shard. */
    record Place(String stream, String shard, Optional<String> sequence) {}

    private record Stored(String stream, String shard, String sequence) {}

    private final Path file;
    private final JsonMapper json = JsonMapper.shared();

    Position(Path folder, String reader) {
        this.file = folder.resolve(reader + ".json");
    }

    Optional<Place> find() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Stored stored = json.readValue(file.toFile(), Stored.class);
        Optional<String> sequence = Optional.of(stored.sequence()).filter(s -> !s.isEmpty());
        return Optional.of(new Place(stored.stream(), stored.shard(), sequence));
    }

    void store(Place place) {
        Stored stored = new Stored(place.stream(), place.shard(), place.sequence().orElse(""));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(fresh.getParent());
            try (FileChannel channel = FileChannel.open(
                    fresh,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                channel.write(ByteBuffer.wrap(json.writeValueAsBytes(stored)));
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The position " + file + " cannot be written.", e);
        }
    }
}
