package dev.surety.cli;

import dev.surety.model.plan.AdjustmentHash;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(name = "adjust", mixinStandardHelpOptions = true, description = "Adjustments: bookings by finance.")
final class AdjustCommands {
    private static final String PATH = "/v1/adjustments";

    private static final List<String> ADJUSTMENT = List.of(
            "/id",
            "/state",
            "/reason",
            "/sum",
            "/words",
            "/resolves",
            "/hash",
            "/by",
            "/needed",
            "/approvals/0/person",
            "/approvals/1/person",
            "/rejection",
            "/expiresAt");
    private static final List<String> LINE = List.of("/account", "/amount", "/note");
    private static final List<String> ROW = List.of("/id", "/state", "/reason", "/sum", "/by", "/createdAt");

    @ParentCommand
    private Surety surety;

    @SuppressWarnings("NullAway.Init") // Picocli sets the parent.
    AdjustCommands() {}

    @Command(
            name = "request",
            mixinStandardHelpOptions = true,
            description = "Asks for an adjustment, which other people approve.")
    int request(
            @Parameters(
                            paramLabel = "ACCOUNT=AMOUNT",
                            arity = "2..20",
                            description = "Such as loss=-42.00 or debt:par_…=42.00; a positive amount is a credit.")
                    List<String> lines,
            @Option(names = "--currency", required = true) String currency,
            @Option(
                            names = "--reason",
                            required = true,
                            description = "write_off, suspense_cleared, goodwill, fees_swept, own_money or correction.")
                    String reason,
            @Option(names = "--words", description = "What other people should know.") Optional<String> words,
            @Option(
                            names = "--resolves",
                            description = "The bank's line, gateway's row, debt or chargeback that it clears.")
                    Optional<String> resolves,
            @Option(names = "--key") Optional<String> key) {
        ObjectNode body = Api.object().put("reason", reason);
        words.ifPresent(text -> body.put("words", text));
        resolves.ifPresent(id -> body.put("resolves", id));
        var all = body.putArray("lines");
        for (String line : lines) {
            int at = line.lastIndexOf('=');
            if (at < 1) {
                throw Failure.usage("A line is ACCOUNT=AMOUNT, not '" + line + "'.");
            }
            all.addObject()
                    .put("account", line.substring(0, at))
                    .set("amount", Amounts.parse(line.substring(at + 1), currency));
        }
        return shown(surety.api().post(PATH, body, RunCommands.keyOf(key)));
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows an adjustment and its lines.")
    int show(@Parameters(paramLabel = "ADJUSTMENT") String id) {
        return shown(surety.api().get(path(id)));
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists adjustments, the newest first.")
    int list(
            @Option(names = "--state", description = "awaiting_approval, posted, rejected or expired.")
                    Optional<String> state) {
        String of = state.map(word -> "?state=" + Api.encoded(word)).orElse("");
        surety.output().list(surety.api().all(PATH + of), ROW);
        return 0;
    }

    @Command(
            name = "approve",
            mixinStandardHelpOptions = true,
            description = "Hashes the adjustment again, here, and approves exactly that hash.")
    int approve(
            @Parameters(paramLabel = "ADJUSTMENT") String id,
            @Option(names = "--hash", description = "The hash that was agreed on; the adjustment must have it.")
                    Optional<String> agreed,
            @Option(names = "--key") Optional<String> key) {
        Api api = surety.api();
        JsonNode seen = api.get(path(id));
        String computed = computed(seen);
        if (!computed.equals(agreed.orElseGet(() -> seen.path("hash").asString("")))) {
            throw Failure.refused("The adjustment has another hash. Do not approve it. Computed " + computed + ".");
        }
        surety.output().say("hash  " + computed + " (computed here, equal)");
        return shown(api.post(path(id) + "/approve", Api.object().put("hash", computed), RunCommands.keyOf(key)));
    }

    @Command(name = "reject", mixinStandardHelpOptions = true, description = "Rejects an adjustment for good.")
    int reject(
            @Parameters(paramLabel = "ADJUSTMENT") String id,
            @Option(names = "--reason", required = true) String reason,
            @Option(names = "--key") Optional<String> key) {
        ObjectNode body = Api.object().put("reason", reason);
        return shown(surety.api().post(path(id) + "/reject", body, RunCommands.keyOf(key)));
    }

    private static String computed(JsonNode of) {
        return AdjustmentHash.of(
                of.path("id").asString(""),
                of.path("lines").valueStream()
                        .map(line -> new AdjustmentHash.Line(
                                line.path("account").asString(""),
                                line.at("/amount/amount").asLong(0),
                                line.at("/amount/currency").asString("")))
                        .toList(),
                of.path("reason").asString(""),
                of.path("resolves").asStringOpt(),
                of.path("commitment").asStringOpt());
    }

    private static String path(String id) {
        return PATH + "/" + Api.encoded(id);
    }

    private int shown(JsonNode adjustment) {
        surety.output().show(adjustment, ADJUSTMENT);
        if (surety.output().isForPeople()) {
            surety.output().list(List.copyOf(adjustment.path("lines").values()), LINE);
        }
        return 0;
    }
}
