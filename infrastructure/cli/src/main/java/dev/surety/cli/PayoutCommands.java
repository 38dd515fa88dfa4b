package dev.surety.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(name = "payout", mixinStandardHelpOptions = true, description = "Single payouts.")
final class PayoutCommands {
    private static final List<String> PAYOUT = List.of(
            "/id",
            "/state",
            "/payee",
            "/amount",
            "/fee",
            "/rail",
            "/method/masked",
            "/run",
            "/retryOf",
            "/paidBasis",
            "/bookedOn",
            "/expectedOn",
            "/trace/endToEndId",
            "/trace/bankReference",
            "/code/code",
            "/code/retryable",
            "/code/whoActs",
            "/code/nextStep",
            "/refusal/code",
            "/returned/amount",
            "/returned/reason",
            "/returned/on");

    @ParentCommand
    private Surety surety;

    @SuppressWarnings("NullAway.Init") // Picocli sets the parent.
    PayoutCommands() {}

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows a payout.")
    int show(@Parameters(paramLabel = "PAYOUT") String id) {
        return shown(surety.api().get(path(id)));
    }

    @Command(
            name = "retry",
            mixinStandardHelpOptions = true,
            description = "Makes a new payout to the same account after a final failure.")
    int retry(@Parameters(paramLabel = "PAYOUT") String id, @Option(names = "--key") Optional<String> key) {
        return act(id, "/retry", Api.object(), key);
    }

    @Command(name = "cancel", mixinStandardHelpOptions = true, description = "Cancels a payout that was not sent.")
    int cancel(
            @Parameters(paramLabel = "PAYOUT") String id,
            @Option(names = "--reason", required = true) String reason,
            @Option(names = "--key") Optional<String> key) {
        return act(id, "/cancel", Api.object().put("reason", reason), key);
    }

    @Command(
            name = "approve",
            mixinStandardHelpOptions = true,
            description = "Approves a payout that waits, or agrees that the bank has not made one that it refused.")
    int approve(
            @Parameters(paramLabel = "PAYOUT") String id,
            @Option(names = "--refusal", description = "The code of the announced refusal.") Optional<String> refusal,
            @Option(names = "--key") Optional<String> key) {
        ObjectNode body = Api.object();
        refusal.ifPresent(code -> body.put("refusal", code));
        return act(id, "/approve", body, key);
    }

    private int act(String id, String verb, ObjectNode body, Optional<String> key) {
        return shown(surety.api().post(path(id) + verb, body, RunCommands.keyOf(key)));
    }

    private int shown(JsonNode payout) {
        surety.output().show(payout, PAYOUT);
        return 0;
    }

    private static String path(String id) {
        return "/v1/payouts/" + Api.encoded(id);
    }
}
