package dev.surety.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;

@Command(
        name = "trial-balance",
        mixinStandardHelpOptions = true,
        description = "Shows every account with its balance: credits positive, debits negative.")
final class TrialBalanceCommand implements Callable<Integer> {
    private static final List<String> ROW = List.of("/account", "/balance", "/holders");

    @ParentCommand
    private Surety surety;

    @Option(names = "--at", description = "Just before this instant or day; now if left out.")
    private Optional<String> at = Optional.empty();

    @SuppressWarnings("NullAway.Init") // Picocli sets the parent.
    TrialBalanceCommand() {}

    @Override
    public Integer call() {
        String query = at.map(moment -> "?at=" + Api.encoded(moment)).orElse("");
        JsonNode balance = surety.api().get("/v1/ledger/trial-balance" + query);
        Output output = surety.output();
        List<JsonNode> rows = balance.path("currencies").valueStream()
                .flatMap(of -> of.path("accounts").valueStream())
                .toList();
        output.list(rows, ROW);
        balance.path("currencies").forEach(of ->
                output.say("sum of " + of.path("currency").asString("") + ": " + Amounts.shown(of.path("sum"))));
        if (!balance.path("complete").asBoolean(false)) {
            output.say("The books are not whole: an entry is parked, or not posted yet.");
        }
        return 0;
    }
}
