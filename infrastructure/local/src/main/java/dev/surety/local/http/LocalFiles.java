package dev.surety.local.http;

import dev.surety.files.FolderFiles;
import dev.surety.files.FolderLinks.Followed;
import dev.surety.files.FolderLinks;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.ObjLongConsumer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartConfig;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers links to files as S3 does. The bytes pass through and are never held whole: files are larger than what the
 * gateway takes.
 */
public final class LocalFiles {
    private static final int BLOCK = 64 * 1024;
    private static final int MOST_FIELDS = 20;
    private static final long MOST_OF_A_FORM = 20_000_000;

    private final FolderFiles files;
    private final FolderLinks links;
    private final ObjLongConsumer<String> created;

    /** @param created hears of each upload, with its key and its number of bytes, before it is answered */
    public LocalFiles(FolderFiles files, FolderLinks links, ObjLongConsumer<String> created) {
        this.files = files;
        this.links = links;
        this.created = created;
    }

    static boolean answers(Request request) {
        return String.valueOf(request.getHttpURI().getPath()).startsWith(FolderLinks.PATH);
    }

    void answer(Request request, Response response, Callback callback) throws IOException {
        if (request.getMethod().equals("POST")) {
            post(request, response, callback);
            return;
        }
        String query = request.getHttpURI().getQuery();
        Optional<Followed> link = links.follow(
                request.getMethod(), request.getHttpURI().getPath(), query == null ? "" : query);
        if (link.isEmpty()) {
            end(response, 403, callback);
            return;
        }
        switch (link.get()) {
            case Followed.Upload upload -> end(response, put(request, upload), callback);
            case Followed.Download download -> give(download, response, callback);
            case Followed.Form _ -> end(response, 403, callback);
        }
    }

    private int put(Request request, Followed.Upload upload) throws IOException {
        // S3 has the length under the link's signature.
        if (request.getLength() != upload.bytes()) {
            return 403;
        }
        boolean fresh;
        try {
            InputStream in = Content.Source.asInputStream(request);
            fresh = files.writeNew(upload.key(), out -> copy(in, out, upload)).isPresent();
        } catch (EOFException | OtherBytes e) {
            return 400;
        }
        // The file that was there first may have been written a moment before the end of this process.
        created.accept(upload.key(), upload.bytes());
        return fresh ? 200 : 412;
    }

    /** A browser's form. S3, too, tells a person in its own words only that a file is too large. */
    private void post(Request request, Response response, Callback callback) throws IOException {
        Path spool = Files.createTempDirectory("upload");
        MultiPartConfig limits = new MultiPartConfig.Builder()
                .location(spool)
                .maxParts(MOST_FIELDS)
                .maxPartSize(MOST_OF_A_FORM)
                .maxSize(MOST_OF_A_FORM)
                .build();
        String type = String.valueOf(request.getHeaders().get(HttpHeader.CONTENT_TYPE));
        try (MultiPartFormData.Parts parts = MultiPartFormData.getParts(request, request, type, limits)) {
            Map<String, String> fields = new HashMap<>();
            for (MultiPart.Part part : parts) {
                if (part.getFileName() == null) {
                    fields.put(part.getName(), part.getContentAsString(StandardCharsets.UTF_8));
                }
            }
            Optional<Followed.Form> form = links.follow(fields);
            MultiPart.Part file = parts.getFirst("file");
            if (form.isEmpty() || file == null) {
                end(response, 403, callback);
                return;
            }
            take(form.get(), file, response, callback);
        } catch (CompletionException | HttpException.RuntimeException | IllegalArgumentException e) {
            end(response, 400, callback);
        } finally {
            Files.deleteIfExists(spool);
        }
    }

    private void take(Followed.Form form, MultiPart.Part file, Response response, Callback callback)
            throws IOException {
        long bytes = file.getLength();
        if (bytes < 1 || bytes > form.mostBytes()) {
            end(response, 400, callback);
            return;
        }
        try (InputStream in = Content.Source.asInputStream(file.getContentSource())) {
            files.writeNew(form.key(), in::transferTo);
        }
        created.accept(form.key(), bytes);
        String more = form.then() + "?bucket=local&key=" + URLEncoder.encode(form.key(), StandardCharsets.UTF_8);
        response.getHeaders().put(HttpHeader.LOCATION, more);
        end(response, 303, callback);
    }

    /** The bytes are not those for which the link was made. */
    private static final class OtherBytes extends IOException {
        private static final long serialVersionUID = 1;
    }

    private static void copy(InputStream in, OutputStream out, Followed.Upload upload) throws IOException {
        MessageDigest digest = sha256();
        copy(in, new DigestOutputStream(out, digest), upload.bytes());
        String hash = HexFormat.of().formatHex(digest.digest());
        if (upload.sha256().filter(announced -> !announced.equals(hash)).isPresent()) {
            throw new OtherBytes();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Exactly so many bytes: a connection that breaks off must not leave half a file. */
    private static void copy(InputStream in, OutputStream out, long bytes) throws IOException {
        byte[] block = new byte[BLOCK];
        long left = bytes;
        while (left > 0) {
            int read = in.read(block, 0, (int) Math.min(block.length, left));
            if (read < 0) {
                throw new EOFException("The upload has broken off.");
            }
            out.write(block, 0, read);
            left -= read;
        }
    }

    private void give(Followed.Download download, Response response, Callback callback) throws IOException {
        Optional<InputStream> found = files.open(download.key());
        if (found.isEmpty()) {
            end(response, 404, callback);
            return;
        }
        response.getHeaders()
                .put(HttpHeader.CONTENT_DISPOSITION, "attachment; filename=\"" + download.name() + "\"")
                .put(HttpHeader.CONTENT_TYPE, "application/octet-stream");
        try (InputStream in = found.get(); OutputStream out = Content.Sink.asOutputStream(response)) {
            in.transferTo(out);
        }
        callback.succeeded();
    }

    private static void end(Response response, int status, Callback callback) {
        response.setStatus(status);
        response.write(true, null, callback);
    }
}
