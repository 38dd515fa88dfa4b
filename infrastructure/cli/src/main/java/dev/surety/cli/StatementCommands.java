package dev.surety.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(name = "statement", mixinStandardHelpOptions = true, description = "Statements and reports of the bank.")
final class StatementCommands {
    private static final String STATEMENTS = "/v1/bank-statements";
    private static final Set<String> READING = Set.of("uploading", "reading");

    private static final List<String> STATEMENT =
            List.of("/id", "/name", "/state", "/kind", "/bytes", "/rejected/where", "/rejected/why", "/uploadedAt");
    private static final List<String> PART =
            List.of("/account", "/from", "/to", "/opening", "/closing", "/chained", "/relation", "/refused");
    private static final List<String> LINE = List.of(
            "/id",
            "/account",
            "/bookedOn",
            "/direction",
            "/amount",
            "/charge",
            "/reference",
            "/class",
            "/by",
            "/state",
            "/code");

    @ParentCommand
    private Surety surety;

    @SuppressWarnings("NullAway.Init") // Picocli sets the parent.
    StatementCommands() {}

    @Command(
            name = "upload",
            mixinStandardHelpOptions = true,
            description = "Uploads a file of the bank (camt.052, .053, .054 or pain.002), and waits until it is read.")
    int upload(
            @Parameters(paramLabel = "PATH") Path file, @Option(names = "--key") Optional<String> key) {
        Api api = surety.api();
        Path name = file.toAbsolutePath().getFileName();
        ObjectNode body = Api.object()
                .put("name", name.toString())
                .put("bytes", Transfers.bytes(file))
                .put("sha256", Transfers.sha256(file));
        JsonNode asked = api.post(STATEMENTS, body, RunCommands.keyOf(key));
        String id = asked.path("id").asString("");
        JsonNode link = asked.path("upload");
        String url = link.path("url").asString("");
        if (!url.isEmpty()) {
            URI to = api.resolved(url);
            Transfers.put(to, link, file);
        }
        return shown(read(api, id));
    }

    private JsonNode read(Api api, String id) {
        return Follow.until(
                surety.progress(),
                api.get(path(id)),
                () -> api.get(path(id)),
                READING,
                "The reading goes on; surety statement show " + id);
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows what became of an upload.")
    int show(@Parameters(paramLabel = "STATEMENT") String id) {
        return shown(surety.api().get(path(id)));
    }

    @Command(name = "lines", mixinStandardHelpOptions = true, description = "Lists the lines of a statement.")
    int lines(
            @Parameters(paramLabel = "STATEMENT") String id,
            @Option(names = "--class", description = "Only these, such as return or unmatched.") Optional<String> of) {
        String only = of.map(word -> "?class=" + Api.encoded(word)).orElse("");
        surety.output().list(surety.api().all(path(id) + "/lines" + only), LINE);
        return 0;
    }

    private int shown(JsonNode statement) {
        Output output = surety.output();
        output.show(statement, STATEMENT);
        if (!output.isForPeople()) {
            return 0;
        }
        List<JsonNode> parts = statement.path("statements").valueStream().toList();
        if (!parts.isEmpty()) {
            output.list(parts, PART);
        }
        statement.path("lines").properties().forEach(of ->
                output.say("lines %s: %s".formatted(of.getKey(), of.getValue())));
        statement.path("gaps").forEach(gap -> output.say("gap of %s after %s: %s, not %s"
                .formatted(
                        gap.path("account").asString(""),
                        gap.path("after").asString(""),
                        Amounts.shown(gap.path("opening")),
                        Amounts.shown(gap.path("closing")))));
        statement.path("exceptions").forEach(each -> output.say("exception: %s %s"
                .formatted(each.path("what").asString(""), each.path("where").asString(""))));
        return 0;
    }

    private static String path(String id) {
        return STATEMENTS + "/" + Api.encoded(id);
    }
}
