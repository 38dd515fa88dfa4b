package dev.surety.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.surety.model.plan.PlanFile;
import dev.surety.model.plan.PlanHash;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line against an API that answers as the test says. */
class CommandLineTest {
    private static final String RUN = "/v1/payout-runs/run_1";
    private static final List<String> ROWS = List.of("{\"participant\":\"par_1\"}", "{\"participant\":\"par_2\"}");
    private static final String HASH = PlanHash.plan("{}", List.of(PlanHash.page(ROWS)));

    @TempDir
    Path folder;

    private final Map<String, Deque<String>> answers = new ConcurrentHashMap<>();
    private final List<String> keys = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter problems = new StringWriter();
    private HttpServer server;

    @BeforeEach
    void begin() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        new Session(url(), "demo-maker", "token", Instant.parse("2199-01-01T00:00:00Z")).store(session());
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    /** An answer is a status, a blank and a body; {@code lost} closes the connection without one. */
    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        if (key != null) {
            keys.add(key);
        }
        Deque<String> queue = answers.getOrDefault(path, new ArrayDeque<>(List.of("404 {\"reason\":\"not_found\"}")));
        String answer = queue.size() > 1 ? queue.removeFirst() : queue.getFirst();
        if (!answer.equals("lost")) {
            byte[] bytes = answer.substring(4).getBytes(StandardCharsets.UTF_8);
            int status = Integer.parseInt(answer.substring(0, 3));
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private void says(String path, String... inTurn) {
        answers.put(path, new ArrayDeque<>(List.of(inTurn)));
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private Path session() {
        return folder.resolve("session.json");
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--session", session().toString()));
        all.addAll(List.of(arguments));
        return Surety.run(
                new PrintWriter(out, true), new PrintWriter(problems, true), false, all.toArray(String[]::new));
    }

    private static String planned(String state) {
        return "200 {\"id\":\"run_1\",\"state\":\"" + state + "\",\"hash\":\"" + HASH + "\",\"totals\":{\"items\":2,"
                + "\"sum\":{\"amount\":12345,\"currency\":\"EUR\"}},\"progress\":{\"done\":1,\"of\":2},"
                + "\"warnings\":[{\"id\":\"w1\",\"kind\":\"large_first\",\"count\":2,"
                + "\"sum\":{\"amount\":5,\"currency\":\"EUR\"}}]}";
    }

    private void planFile(String... rows) {
        says(
                "GET " + RUN + "/plan",
                "200 " + PlanFile.line(PlanFile.HEADER, "{}") + "\n"
                        + PlanFile.line(PlanFile.PAGE, PlanHash.page(ROWS)) + "\n"
                        + PlanFile.line(PlanFile.ROW, rows[0]) + "\n"
                        + PlanFile.line(PlanFile.MORE, "c 2") + "\n");
        says(
                "GET " + RUN + "/plan?cursor=c+2",
                "200 " + PlanFile.line(PlanFile.ROW, rows[1]) + "\n" + PlanFile.line(PlanFile.HASH, HASH) + "\n");
    }

    @Test
    void aPlanIsOrderedFollowedAndShown() {
        says("POST /v1/payout-runs", "202 {\"id\":\"run_1\"}");
        says("GET " + RUN, planned("planning"), planned("planned"));

        assertEquals(0, run("run", "plan", "--currency", "EUR", "--rail", "sandbox", "--minimum", "10.5"));

        assertEquals(
                "{\"currency\":\"EUR\",\"rail\":\"sandbox\",\"minimum\":{\"amount\":1050,\"currency\":\"EUR\"}}",
                bodies.getFirst());
        assertTrue(out.toString().contains("totals.sum         123.45 EUR"), out.toString());
        assertTrue(out.toString().contains("warning w1: large_first, 2 items, 0.05 EUR"), out.toString());
        assertEquals("planning 1 of 2", problems.toString().strip(), "plain lines without a terminal");
    }

    @Test
    void anApprovalHashesThePlanAgainAndNamesThatHash() {
        says("GET " + RUN, planned("awaiting_approval"));
        says("POST " + RUN + "/approve", planned("approved"));
        planFile(ROWS.get(0), ROWS.get(1));

        assertEquals(0, run("run", "approve", "run_1", "--seen", "w1", "--hash", HASH));

        assertTrue(out.toString().contains(HASH + " (computed here from 2 rows, equal)"), out.toString());
        assertEquals("{\"hash\":\"" + HASH + "\",\"seen\":[\"w1\"]}", bodies.getLast());
    }

    @Test
    void aPlanWithAnotherRowIsNotApproved() {
        says("GET " + RUN, planned("awaiting_approval"));
        planFile(ROWS.get(0), "{\"participant\":\"par_thief\"}");

        assertEquals(Failure.REFUSED, run("run", "approve", "run_1"));

        assertTrue(problems.toString().contains("Do not approve it."), problems.toString());
        assertTrue(keys.isEmpty(), "nothing was asked for");
    }

    @Test
    void aRefusalNamesReasonFieldAndBound() {
        says(
                "POST " + RUN + "/submit",
                "422 {\"reason\":\"limit_exceeded\",\"detail\":\"Too much.\",\"errors\":[{\"pointer\":\"/sum\","
                        + "\"reason\":\"bound\",\"bound\":{\"max\":5,\"was\":6}}]}");
        assertEquals(Failure.REFUSED, run("run", "submit", "run_1"));
        assertEquals(
                "limit_exceeded: Too much.\n  /sum bound (at most 5, was 6)",
                problems.toString().strip().replace("\r", ""));
    }

    @Test
    void aLostAnswerIsAskedForAgainUnderTheSameKey() {
        says("POST " + RUN + "/submit", "lost", "503 {}", planned("awaiting_approval"));
        assertEquals(0, run("run", "submit", "run_1"));
        assertEquals(3, keys.size());
        assertEquals(1, new HashSet<>(keys).size());
    }

    @Test
    void anOutcomeThatNeverComesIsUnknownAndTheKeyIsTold() {
        says("POST " + RUN + "/submit", "503 {}");
        assertEquals(Failure.UNKNOWN, run("run", "submit", "run_1"));
        assertTrue(problems.toString().contains("--key " + keys.getFirst()), problems.toString());
    }

    @Test
    void whereNothingListensNothingWasChanged() {
        server.stop(0);
        assertEquals(Failure.UNREACHABLE, run("run", "submit", "run_1"));
        assertEquals(Failure.UNREACHABLE, run("run", "show", "run_1"));
        assertFalse(problems.toString().contains("Exception"), problems.toString());
    }

    @Test
    void whatCannotBeReadIsUsage() throws IOException {
        assertEquals(Failure.USAGE, run("run", "plan", "--rail", "sandbox"));
        assertEquals(Failure.USAGE, run("run", "fly"));
        assertEquals(Failure.USAGE, run("--output", "xml", "run", "show", "run_1"));
        for (String minimum : List.of("1.001", "ten", "1,5")) {
            assertEquals(
                    Failure.USAGE, run("run", "plan", "--currency", "EUR", "--rail", "sandbox", "--minimum", minimum));
        }
        assertEquals(Failure.USAGE, run("run", "plan", "--currency", "EUR", "--rail", "s", "--exclude", "par_1"));
        Files.delete(session());
        assertEquals(Failure.USAGE, run("run", "show", "run_1"));
        assertFalse(problems.toString().contains("Exception"), problems.toString());
    }

    @Test
    void listsAreTablesCsvOrJson() {
        says(
                "GET " + RUN + "/exclusions?limit=100",
                "200 {\"data\":[{\"payee\":\"par_1\",\"reason\":\"=cmd()\",\"nextStep\":\"a, b\"}],"
                        + "\"nextCursor\":\"n\"}");
        says(
                "GET " + RUN + "/exclusions?limit=100&cursor=n",
                "200 {\"data\":[{\"payee\":\"par_2\",\"reason\":\"debt\"}],\"nextCursor\":null}");

        assertEquals(0, run("run", "exclusions", "run_1"));
        assertEquals(0, run("--output", "csv", "run", "exclusions", "run_1"));
        assertEquals(0, run("--output", "json", "run", "exclusions", "run_1"));

        List<String> lines = out.toString().lines().toList();
        assertEquals("payee  reason  available  whoActs  nextStep", lines.get(0));
        assertEquals("par_2  debt", lines.get(2));
        assertEquals("payee,reason,available,whoActs,nextStep", lines.get(3));
        assertEquals("par_1,'=cmd(),,,\"a, b\"", lines.get(4));
        assertEquals("{\"payee\":\"par_2\",\"reason\":\"debt\"}", lines.get(7));
    }

    @Test
    void theSessionIsTheOwnersAloneAndHoldsNoSecret() throws IOException {
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(session())));
        }
        new Session(url(), "demo-maker", "token", Instant.EPOCH).store(session());
        assertEquals(Failure.REFUSED, run("run", "show", "run_1"), "an old login");
        assertTrue(problems.toString().contains("surety login --url"), problems.toString());
    }
}
