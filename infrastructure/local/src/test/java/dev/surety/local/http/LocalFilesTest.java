package dev.surety.local.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.files.FolderFiles;
import dev.surety.files.FolderLinks;
import dev.surety.files.StoredFiles.Form;
import dev.surety.files.StoredFiles.Link;
import dev.surety.runtime.secrets.Digests;
import java.io.ByteArrayOutputStream;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** As a browser sends a form: its fields in their order, and the file last. */
    private HttpResponse<Void> send(Form form, Map<String, String> changed, byte[] file)
            throws IOException, InterruptedException {
        var body = new ByteArrayOutputStream();
        Map<String, String> fields = new LinkedHashMap<>(form.fields());
        fields.putAll(changed);
        for (Map.Entry<String, String> field : fields.entrySet()) {
            body.writeBytes(("--b\r\nContent-Disposition: form-data; name=\"" + field.getKey() + "\"\r\n\r\n"
                            + field.getValue() + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../a.pdf\"\r\n\r\n"
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(URI.create(form.url()))
                .header("content-type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofByteArray(body.toByteArray()));
        return http.send(request.build(), BodyHandlers.discarding());
    }

    private Form form() {
        return files.form("form-uploads/demo/1", 10, URI.create("http://127.0.0.1:1/onboarding/uploads/1"), MINUTE);
    }

    @Test
    void aBrowsersFormIsStoredAndLeadsBack() throws Exception {
        HttpResponse<Void> answer = send(form(), Map.of(), new byte[10]);
        assertEquals(303, answer.statusCode());
        assertEquals(
                "http://127.0.0.1:1/onboarding/uploads/1?bucket=local&key=form-uploads%2Fdemo%2F1",
                answer.headers().firstValue("location").orElseThrow());
        assertEquals(10, files.find("form-uploads/demo/1").orElseThrow().bytes());
        assertEquals(List.of("form-uploads/demo/1 10"), told);
    }

    @ParameterizedTest(name = "{0}={1}, {2} bytes: {3}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "field                   | value               | bytes    | status",
                "key                     | form-uploads/demo/1 | 11       | 400",
                "key                     | form-uploads/demo/1 | 0        | 400",
                "key                     | form-uploads/demo/1 | 50000000 | 400",
                "key                     | documents/demo/1    | 1        | 403",
                "bytes                   | 1000                | 1        | 403",
                "success_action_redirect | https://evil.test/  | 1        | 403",
                "expires                 | 4000000000          | 1        | 403",
                "expires                 | never               | 1        | 403",
                "signature               | 00                  | 1        | 403",
            })
    void aFormThatIsNotOursOrAFileThatIsTooLargeIsRefused(String field, String value, int bytes, int status)
            throws Exception {
        assertEquals(status, send(form(), Map.of(field, value), new byte[bytes]).statusCode());
        assertTrue(files.find("form-uploads/demo/1").isEmpty());
        assertTrue(files.find("documents/demo/1").isEmpty());
        assertEquals(List.of(), told);
    }

    @Test
    void aBodyThatIsNoFormIsRefused() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(form().url()))
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("key=form-uploads/demo/1"));
        assertEquals(400, http.send(request.build(), BodyHandlers.discarding()).statusCode());
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
