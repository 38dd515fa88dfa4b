package dev.surety.files;

import dev.surety.files.StoredFiles.Writer;
import dev.surety.files.StoredFiles.Written;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file's bytes on this machine's disk, before they are stored: only then are their number and hash known. */
record Spooled(Path file, Written written) implements AutoCloseable {

    static Spooled in(Path folder, Writer writer) throws IOException {
        Path file = Files.createTempFile(folder, "file", "");
        MessageDigest digest = sha256();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var out = new DigestOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)), digest);
            writer.writeTo(out);
            out.flush();
            channel.force(true);
            return new Spooled(file, new Written(channel.size(), HexFormat.of().formatHex(digest.digest())));
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    static String sha256(InputStream bytes) throws IOException {
        var out = new DigestOutputStream(OutputStream.nullOutputStream(), sha256());
        bytes.transferTo(out);
        return HexFormat.of().formatHex(out.getMessageDigest().digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
