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

@Command(name = "imports", mixinStandardHelpOptions = true, description = "Imports of participants from a file.")
final class ImportCommands {
    private static final String IMPORTS = "/v1/imports";
    private static final Set<String> READING = Set.of("awaiting_upload", "working");

    private static final List<String> IMPORT = List.of(
            "/id",
            "/state",
            "/counts/read",
            "/counts/created",
            "/counts/known",
            "/counts/refused",
            "/error/code",
            "/error/column",
            "/error/name",
            "/announcedAt");
    private static final List<String> ERROR = List.of("/line", "/column", "/rule", "/bound/max", "/bound/was");

    @ParentCommand
    private Surety surety;

    @SuppressWarnings("NullAway.Init") // Picocli sets the parent.
    ImportCommands() {}

    @Command(
            name = "upload",
            mixinStandardHelpOptions = true,
            description = "Uploads a CSV file of participants, waits until it is read, and lists the refused lines.")
    int upload(
            @Parameters(paramLabel = "PATH") Path file, @Option(names = "--key") Optional<String> key) {
        Api api = surety.api();
        ObjectNode body = Api.object();
        body.putObject("file")
                .put("contentType", "text/csv")
                .put("bytes", Transfers.bytes(file))
                .put("sha256", Transfers.sha256(file));
        JsonNode asked = api.post(IMPORTS, body, RunCommands.keyOf(key));
        JsonNode link = asked.path("upload");
        String url = link.path("url").asString("");
        if (!url.isEmpty()) {
            URI to = api.resolved(url);
            Transfers.put(to, link, file);
        }
        return shown(api, read(api, asked.path("id").asString("")));
    }

    private JsonNode read(Api api, String id) {
        return Follow.until(
                surety.progress(),
                api.get(path(id)),
                () -> api.get(path(id)),
                READING,
                "The reading goes on; surety imports show " + id);
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows what became of an import.")
    int show(@Parameters(paramLabel = "IMPORT") String id) {
        Api api = surety.api();
        return shown(api, api.get(path(id)));
    }

    private int shown(Api api, JsonNode found) {
        Output output = surety.output();
        output.show(found, IMPORT);
        if (output.isForPeople() && found.path("counts").path("refused").asInt(0) > 0) {
            output.list(api.all(path(found.path("id").asString("")) + "/errors"), ERROR);
        }
        return 0;
    }

    private static String path(String id) {
        return IMPORTS + "/" + Api.encoded(id);
    }
}
