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

@Command(
        name = "gateway-report",
        mixinStandardHelpOptions = true,
        description = "Settlement reports of gateways: the money between a gateway and the bank.")
final class GatewayReportCommands {
    private static final String REPORTS = "/v1/gateway-reports";
    private static final Set<String> READING = Set.of("uploading", "reading");

    private static final List<String> REPORT = List.of(
            "/id",
            "/gateway",
            "/name",
            "/state",
            "/rows",
            "/bytes",
            "/rejected/where",
            "/rejected/why",
            "/uploadedAt");
    private static final List<String> SETTLEMENT = List.of(
            "/reference",
            "/state",
            "/on",
            "/gross",
            "/fees",
            "/net",
            "/bank/line",
            "/bank/bookedOn",
            "/awaitedDays",
            "/difference");
    private static final List<String> LISTED =
            List.of("/id", "/gateway", "/name", "/state", "/rows", "/rejected/why", "/uploadedAt");
    private static final List<String> LINE = List.of(
            "/line", "/kind", "/class", "/row", "/payment", "/gross", "/fee", "/settlement", "/why", "/suspense");

    @ParentCommand
    private Surety surety;

    @SuppressWarnings("NullAway.Init") // Picocli sets the parent.
    GatewayReportCommands() {}

    @Command(
            name = "upload",
            mixinStandardHelpOptions = true,
            description = "Uploads a report (CSV, as the settings describe it), and waits until it is read.")
    int upload(
            @Parameters(paramLabel = "PATH") Path file,
            @Option(names = "--gateway", required = true, description = "Its name in the settings.") String gateway,
            @Option(names = "--key") Optional<String> key) {
        Api api = surety.api();
        ObjectNode body = Api.object()
                .put("gateway", gateway)
                .put("name", file.toAbsolutePath().getFileName().toString())
                .put("bytes", Transfers.bytes(file))
                .put("sha256", Transfers.sha256(file));
        JsonNode asked = api.post(REPORTS, body, RunCommands.keyOf(key));
        JsonNode link = asked.path("upload");
        String url = link.path("url").asString("");
        if (!url.isEmpty()) {
            URI to = api.resolved(url);
            Transfers.put(to, link, file);
        }
        return shown(read(api, asked.path("id").asString("")));
    }

    private JsonNode read(Api api, String id) {
        return Follow.until(
                surety.progress(),
                api.get(path(id)),
                () -> api.get(path(id)),
                READING,
                "The reading goes on; surety gateway-report show " + id);
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows a report and its settlements, or the rows of one class.")
    int show(
            @Parameters(paramLabel = "REPORT") String id,
            @Option(names = "--lines", description = "Rows instead: explained or unmatched.") Optional<String> of) {
        if (of.isPresent()) {
            String only = path(id) + "/lines?class=" + Api.encoded(of.get());
            surety.output().list(surety.api().all(only), LINE);
            return 0;
        }
        return shown(surety.api().get(path(id)));
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists reports, newest first.")
    int list() {
        surety.output().list(surety.api().all(REPORTS), LISTED);
        return 0;
    }

    private int shown(JsonNode report) {
        Output output = surety.output();
        output.show(report, REPORT);
        if (!output.isForPeople()) {
            return 0;
        }
        List<JsonNode> settlements = report.path("settlements").valueStream().toList();
        if (!settlements.isEmpty()) {
            output.list(settlements, SETTLEMENT);
        }
        report.path("lines").properties().forEach(of ->
                output.say("rows %s: %s".formatted(of.getKey(), of.getValue())));
        report.path("exceptions").forEach(each -> output.say("exception: %s %s"
                .formatted(each.path("what").asString(""), each.path("where").asString(""))));
        return 0;
    }

    private static String path(String id) {
        return REPORTS + "/" + Api.encoded(id);
    }
}
