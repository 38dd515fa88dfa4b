package dev.surety.cli;

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

@Command(name = "close", mixinStandardHelpOptions = true, description = "Closes months of the books.")
final class CloseCommands {
    private static final String PERIODS = "/v1/ledger/periods";

    private static final List<String> PERIOD = List.of(
            "/period",
            "/state",
            "/from",
            "/to",
            "/timeZone",
            "/requestedBy",
            "/file/sha256",
            "/file/bytes",
            "/file/lines",
            "/decided/person",
            "/decided/at");

    @ParentCommand
    private Surety surety;

    @SuppressWarnings("NullAway.Init") // Picocli sets the parent.
    CloseCommands() {}

    @Command(
            name = "request",
            mixinStandardHelpOptions = true,
            description = "Has a month closed, and waits until its file is written. Another person approves it.")
    int request(
            @Parameters(paramLabel = "MONTH", description = "Such as 2026-11.") String month,
            @Option(names = "--key") Optional<String> key) {
        Api api = surety.api();
        api.post(path(month) + "/close", Api.object(), RunCommands.keyOf(key));
        return shown(Follow.until(
                surety.progress(),
                api.get(path(month)),
                () -> api.get(path(month)),
                Set.of("closing"),
                "The writing goes on; surety close show " + month));
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows how far a close is.")
    int show(@Parameters(paramLabel = "MONTH") String month) {
        return shown(surety.api().get(path(month)));
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists closes, the newest first.")
    int list() {
        surety.output().list(surety.api().all(PERIODS), PERIOD);
        return 0;
    }

    @Command(
            name = "download",
            mixinStandardHelpOptions = true,
            description = "Stores the file of a month, its hash checked: lines, trial balance and open items.")
    int download(
            @Parameters(paramLabel = "MONTH") String month,
            @Option(names = "--to", required = true, paramLabel = "PATH") Path to,
            @Option(names = "--key") Optional<String> key) {
        return Transfers.download(surety, path(month), to, key, "Do not approve it.");
    }

    @Command(
            name = "approve",
            mixinStandardHelpOptions = true,
            description = "Closes a month for ever; the hash is computed of the file that you have read.")
    int approve(
            @Parameters(paramLabel = "MONTH") String month,
            @Option(names = "--file", required = true, paramLabel = "PATH", description = "As it was downloaded.")
                    Path file,
            @Option(names = "--key") Optional<String> key) {
        return act(month, "/approve", Api.object().put("hash", Transfers.sha256(file)), key);
    }

    @Command(
            name = "reject",
            mixinStandardHelpOptions = true,
            description = "Rejects or withdraws a close. The month can then be closed anew.")
    int reject(@Parameters(paramLabel = "MONTH") String month, @Option(names = "--key") Optional<String> key) {
        return act(month, "/reject", Api.object(), key);
    }

    private int act(String month, String verb, ObjectNode body, Optional<String> key) {
        return shown(surety.api().post(path(month) + verb, body, RunCommands.keyOf(key)));
    }

    private int shown(JsonNode period) {
        surety.output().show(period, PERIOD);
        return 0;
    }

    private static String path(String month) {
        return PERIODS + "/" + Api.encoded(month);
    }
}
