package dev.surety.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.node.ObjectNode;

@Command(name = "line", mixinStandardHelpOptions = true, description = "Booked lines of the bank.")
final class LineCommands {
    private static final List<String> LINE = List.of(
            "/id",
            "/account",
            "/bookedOn",
            "/direction",
            "/amount",
            "/class",
            "/by",
            "/state",
            "/resolution/as",
            "/resolution/target",
            "/resolution/by",
            "/resolution/approvedBy");

    @ParentCommand
    private Surety surety;

    @SuppressWarnings("NullAway.Init") // Picocli sets the parent.
    LineCommands() {}

    @Command(
            name = "resolve",
            mixinStandardHelpOptions = true,
            description = "Says what a line is that nothing explains. Some answers need a second person.")
    int resolve(
            @Parameters(paramLabel = "LINE") String id,
            @Option(
                            names = "--as",
                            required = true,
                            description = "payout_debit, payout_return, own_money, fee, own_transfer, "
                                    + "gateway_settlement or account.")
                    String as,
            @Option(names = "--target", description = "A payout, a gateway, or an account such as costs:bank.")
                    Optional<String> target,
            @Option(names = "--reason", required = true) String reason,
            @Option(names = "--key") Optional<String> key) {
        ObjectNode body = Api.object().put("as", as).put("reason", reason);
        target.ifPresent(of -> body.put("target", of));
        return act(id, "/resolve", body, key);
    }

    @Command(name = "approve", mixinStandardHelpOptions = true, description = "Agrees to what another person said.")
    int approve(@Parameters(paramLabel = "LINE") String id, @Option(names = "--key") Optional<String> key) {
        return act(id, "/resolve/approve", Api.object(), key);
    }

    @Command(name = "reject", mixinStandardHelpOptions = true, description = "Refuses what another person said.")
    int reject(
            @Parameters(paramLabel = "LINE") String id,
            @Option(names = "--reason", required = true) String reason,
            @Option(names = "--key") Optional<String> key) {
        return act(id, "/resolve/reject", Api.object().put("reason", reason), key);
    }

    private int act(String id, String verb, ObjectNode body, Optional<String> key) {
        String path = "/v1/bank-lines/" + Api.encoded(id) + verb;
        surety.output().show(surety.api().post(path, body, RunCommands.keyOf(key)), LINE);
        return 0;
    }
}
