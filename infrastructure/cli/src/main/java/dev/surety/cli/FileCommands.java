package dev.surety.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(name = "file", mixinStandardHelpOptions = true, description = "Payment files for the bank.")
final class FileCommands {
    private static final String FILES = "/v1/payout-files";

    private static final List<String> FILE = List.of(
            "/id",
            "/state",
            "/run",
            "/payout",
            "/account",
            "/executionDate",
            "/name",
            "/sha256",
            "/bytes",
            "/count",
            "/sum",
            "/downloads",
            "/handedOver/at",
            "/handedOver/by",
            "/answer/status",
            "/answer/code",
            "/void/by");
    private static final List<String> ROW =
            List.of("/id", "/state", "/run", "/account", "/executionDate", "/count", "/sum", "/sha256");

    @ParentCommand
    private Surety surety;

    @SuppressWarnings("NullAway.Init") // Picocli sets the parent.
    FileCommands() {}

    /** The list, which is a command of its own: {@code surety files}. */
    static int list(Surety surety, Optional<String> run) {
        String of = run.map(id -> "?run=" + Api.encoded(id)).orElse("");
        surety.output().list(surety.api().all(FILES + of), ROW);
        return 0;
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows a file and its groups.")
    int show(@Parameters(paramLabel = "FILE") String id) {
        return shown(surety.api().get(path(id)));
    }

    @Command(
            name = "download",
            mixinStandardHelpOptions = true,
            description = "Stores the file, its hash checked. The planner of its run may not.")
    int download(
            @Parameters(paramLabel = "FILE") String id,
            @Option(names = "--to", required = true, paramLabel = "PATH") Path to,
            @Option(names = "--key") Optional<String> key) {
        return Transfers.download(surety, path(id), to, key, "Do not hand it over.");
    }

    @Command(
            name = "hand-over",
            mixinStandardHelpOptions = true,
            description = "Says that the bank has the file; the hash is computed of the file that it got.")
    int handOver(
            @Parameters(paramLabel = "FILE") String id,
            @Option(names = "--file", required = true, paramLabel = "PATH", description = "As the bank got it.")
                    Path given,
            @Option(names = "--at", description = "When, if it was before now.") Optional<String> at,
            @Option(names = "--key") Optional<String> key) {
        ObjectNode body = Api.object().put("sha256", Transfers.sha256(given));
        at.ifPresent(moment -> body.put("at", moment));
        return act(id, "/handed-over", body, key);
    }

    @Command(
            name = "void",
            mixinStandardHelpOptions = true,
            description = "Asks that a file which the bank never executes be void. Another person approves.")
    int voided(
            @Parameters(paramLabel = "FILE") String id,
            @Option(names = "--reason", required = true) String reason,
            @Option(names = "--key") Optional<String> key) {
        return act(id, "/void", Api.object().put("reason", reason), key);
    }

    @Command(name = "approve-void", mixinStandardHelpOptions = true, description = "Agrees that a file is void.")
    int approveVoid(
            @Parameters(paramLabel = "FILE") String id,
            @Option(names = "--hash", required = true, description = "The file's sha256, as it was agreed on.")
                    String hash,
            @Option(names = "--key") Optional<String> key) {
        return act(id, "/void/approve", Api.object().put("hash", hash), key);
    }

    @Command(name = "reject-void", mixinStandardHelpOptions = true, description = "Lets the file stand.")
    int rejectVoid(
            @Parameters(paramLabel = "FILE") String id,
            @Option(names = "--reason", required = true) String reason,
            @Option(names = "--key") Optional<String> key) {
        return act(id, "/void/reject", Api.object().put("reason", reason), key);
    }

    private int act(String id, String verb, ObjectNode body, Optional<String> key) {
        return shown(surety.api().post(path(id) + verb, body, RunCommands.keyOf(key)));
    }

    private int shown(JsonNode file) {
        surety.output().show(file, FILE);
        for (JsonNode group : file.path("groups")) {
            surety.output().say("group %s: %s payments, %s"
                    .formatted(
                            group.path("id").asString(""),
                            group.path("count").asLong(0),
                            Amounts.shown(group.path("sum"))));
        }
        return 0;
    }

    private static String path(String id) {
        return FILES + "/" + Api.encoded(id);
    }
}
