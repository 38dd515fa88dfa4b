package dev.surety.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Exports the books for a general ledger: waits until the file is written, and stores it.")
final class ExportCommand implements Callable<Integer> {
    private static final String EXPORTS = "/v1/ledger/exports";

    @ParentCommand
    private Surety surety;

    @Option(names = "--format", required = true, description = "csv or beancount.")
    private String format;

    @Option(names = "--period", description = "A month such as 2026-11; or --from and --before.")
    private Optional<String> period = Optional.empty();

    @Option(names = "--from", description = "The first instant or day; the beginning if left out.")
    private Optional<String> from = Optional.empty();

    @Option(names = "--before", description = "The first instant or day that is not exported.")
    private Optional<String> before = Optional.empty();

    @Option(names = "--to", required = true, paramLabel = "PATH")
    private Path to;

    @Option(names = "--key")
    private Optional<String> key = Optional.empty();

    @SuppressWarnings("NullAway.Init") // Picocli sets the parent and what is required.
    ExportCommand() {}

    @Override
    public Integer call() {
        Api api = surety.api();
        ObjectNode body = Api.object().put("format", format);
        period.ifPresent(month -> body.put("period", month));
        from.ifPresent(moment -> body.put("from", moment));
        before.ifPresent(moment -> body.put("to", moment));
        String id = api.post(EXPORTS, body, RunCommands.keyOf(key)).path("id").asString("");
        String path = EXPORTS + "/" + Api.encoded(id);
        JsonNode ready = Follow.until(
                surety.progress(),
                api.get(path),
                () -> api.get(path),
                Set.of("preparing"),
                "The writing goes on; give the same command with --key");
        JsonNode link = api.post(path + "/download", Api.object(), RunCommands.keyOf(Optional.empty()));
        String hash = Transfers.fetchChecked(api, link, to, "Do not use it.");
        surety.output().say("%s  %s lines, sha256 %s (computed here, equal)"
                .formatted(id, ready.at("/file/lines").asLong(0), hash));
        return 0;
    }
}
