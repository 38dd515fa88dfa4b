package dev.surety.local.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.files.FolderFiles;
import dev.surety.files.FolderLinks;
import dev.surety.files.StoredFiles.Link;
import dev.surety.runtime.secrets.Digests;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client follows a link to a file of the local runtime. */
class LocalFilesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    private Path folder = Path.of("");

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private AutoCloseable front = () -> {};
    private FolderFiles files = files("http://127.0.0.1:1");

    private FolderFiles files(String base) {
        try {
            return FolderFiles.of(folder, links(base));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static FolderLinks links(String base) {
        return new FolderLinks(base, new byte[] {7}, InstantSource.system());
    }

    @BeforeEach
    void start() throws Exception {
        Front started = Front.bind("127.0.0.1", 0, Duration.ofMillis(500));
        front = started;
        String base = started.base().toString();
        files = files(base);
        started.serve(new LocalFiles(files, links(base), (key, bytes) -> told.add(key + " " + bytes)));
        started.start(_ -> Reply.of(404, "text/plain", "no file"));
    }

    @AfterEach
    void stop() throws Exception {
        front.close();
        http.close();
    }

    private int put(Link link, byte[] bytes) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(link.url())).PUT(BodyPublishers.ofByteArray(bytes));
        return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    private HttpResponse<byte[]> get(String url) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
    }

    @Test
    void anUploadIsStoredAndTold() throws Exception {
        byte[] large = new byte[12 * 1024 * 1024];
        large[large.length - 1] = 1;
        assertEquals(200, put(files.upload("uploads/demo/bs_1", large.length, MINUTE), large));
        assertEquals(List.of("uploads/demo/bs_1 " + large.length), told);
        HttpResponse<byte[]> answer = get(files.download("uploads/demo/bs_1", "s.xml", MINUTE).url());
        assertEquals(200, answer.statusCode());
        assertEquals(large.length, answer.body().length);
        assertEquals(1, answer.body()[large.length - 1]);
        assertEquals(
                "attachment; filename=\"s.xml\"",
                answer.headers().firstValue("content-disposition").orElseThrow());
    }

    @Test
    void aSecondUploadIsToldAgainAndChangesNothing() throws Exception {
        assertEquals(200, put(files.upload("uploads/demo/bs_1", 1, MINUTE), new byte[] {1}));
        assertEquals(412, put(files.upload("uploads/demo/bs_1", 1, MINUTE), new byte[] {2}));
        assertEquals(2, told.size());
        assertEquals(1, files.open("uploads/demo/bs_1").orElseThrow().read());
    }

    @Test
    void anotherNumberOfBytesIsRefused() throws Exception {
        assertEquals(403, put(files.upload("uploads/demo/bs_1", 2, MINUTE), new byte[] {1}));
        assertTrue(files.find("uploads/demo/bs_1").isEmpty());
        assertEquals(List.of(), told);
    }

    @Test
    void bytesWithAnotherHashAreRefusedAndTheRightOnesTakenAfterThem() throws Exception {
        Link link = files.upload("evidence/demo/a/b", 1, Digests.sha256Hex("a"), MINUTE);
        assertEquals(400, put(link, new byte[] {'b'}));
        assertTrue(files.find("evidence/demo/a/b").isEmpty());
        assertEquals(200, put(link, new byte[] {'a'}));
        assertEquals(List.of("evidence/demo/a/b 1"), told);
    }

    @Test
    void aLinkOfAnotherIsRefusedAndAFileThatIsNotThereIsMissing() throws Exception {
        String url = files.download("uploads/demo/bs_1", "s.xml", MINUTE).url();
        assertEquals(404, get(url).statusCode());
        assertEquals(403, get(url.replace("bs_1", "bs_2")).statusCode());
        assertEquals(403, get(url.replace("/uploads/demo/bs_1", "/..%2Fsecrets.json")).statusCode());
    }

    @Test
    void anUploadThatBreaksOffLeavesNoFile() throws Exception {
        URI url = URI.create(files.upload("uploads/demo/bs_1", 100, MINUTE).url());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("PUT " + url.getPath() + "?" + url.getQuery()
                            + " HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            Thread.sleep(100);
        }
        Thread.sleep(900);
        assertTrue(files.find("uploads/demo/bs_1").isEmpty());
        assertEquals(List.of(), told);
    }
}
