package dev.surety.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(name = "run", mixinStandardHelpOptions = true, description = "Payout runs.")
final class RunCommands {
    private static final String RUNS = "/v1/payout-runs";
    private static final Set<String> PLANNING = Set.of("planning");
    private static final Set<String> MOVING = Set.of("planning", "approved", "executing");

    private static final List<String> RUN = List.of(
            "/id",
            "/state",
            "/hash",
            "/totals/items",
            "/totals/sum",
            "/totals/exclusions",
            "/header/rail",
            "/header/account",
            "/funding/needed",
            "/funding/atBank",
            "/funding/short",
            "/needed",
            "/progress/done",
            "/progress/of",
            "/progress/failed",
            "/progress/unknown");
    private static final List<String> ITEM =
            List.of("/payee", "/amount", "/fee", "/account/masked", "/account/name", "/firstPayout", "/payout");
    private static final List<String> EXCLUSION =
            List.of("/payee", "/reason", "/available", "/whoActs", "/nextStep");

    @ParentCommand
    private Surety surety;

    @SuppressWarnings("NullAway.Init") // Picocli sets the parent.
    RunCommands() {}

    @Command(name = "plan", mixinStandardHelpOptions = true, description = "Plans a run and shows it.")
    int plan(
            @Option(names = "--currency", required = true) String currency,
            @Option(names = "--rail", required = true) String rail,
            @Option(names = "--minimum", description = "The least payout, such as 10.00.") Optional<String> minimum,
            @Option(names = "--cutoff", description = "Only what was there then.") Optional<String> cutoff,
            @Option(names = "--on-less", description = "exclude or pay_less.") Optional<String> onLess,
            @Option(names = "--execute-at", description = "Not before this instant.") Optional<String> executeAt,
            @Option(names = "--participant", description = "Only this one, or these.") @Nullable List<String> only,
            @Option(names = "--exclude", paramLabel = "PARTICIPANT=REASON") @Nullable List<String> exclude,
            @Option(names = "--key") Optional<String> key) {
        ObjectNode body = Api.object().put("currency", currency).put("rail", rail);
        minimum.ifPresent(text -> body.set("minimum", Amounts.parse(text, currency)));
        cutoff.ifPresent(at -> body.put("cutoff", at));
        onLess.ifPresent(word -> body.put("onLess", word));
        executeAt.ifPresent(at -> body.put("executeAt", at));
        some(only).forEach(body.withArray("participants")::add);
        for (String each : some(exclude)) {
            String[] parts = each.split("=", 2);
            if (parts.length < 2) {
                throw Failure.usage("--exclude wants PARTICIPANT=REASON, not '" + each + "'.");
            }
            body.withArray("exclude").addObject().put("participant", parts[0]).put("reason", parts[1]);
        }
        if (some(only).isEmpty()) {
            body.remove("participants");
        }
        if (some(exclude).isEmpty()) {
            body.remove("exclude");
        }
        Api api = surety.api();
        String id = api.post(RUNS, body, keyOf(key)).path("id").asString("");
        return shown(watched(api, id, PLANNING));
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows a run.")
    int show(@Parameters(paramLabel = "RUN") String id) {
        return shown(run(surety.api(), id));
    }

    @Command(name = "items", mixinStandardHelpOptions = true, description = "Lists who is paid.")
    int items(@Parameters(paramLabel = "RUN") String id) {
        surety.output().list(surety.api().all(path(id) + "/items"), ITEM);
        return 0;
    }

    @Command(name = "exclusions", mixinStandardHelpOptions = true, description = "Lists who is not paid, and why.")
    int exclusions(@Parameters(paramLabel = "RUN") String id) {
        surety.output().list(surety.api().all(path(id) + "/exclusions"), EXCLUSION);
        return 0;
    }

    @Command(name = "file", mixinStandardHelpOptions = true, description = "Stores the plan's file, its hash checked.")
    int file(
            @Parameters(paramLabel = "RUN") String id,
            @Option(names = "--to", required = true, paramLabel = "FILE") Path to) {
        Api api = surety.api();
        List<String> lines = PlanCheck.fetch(api, id);
        String checked = PlanCheck.computed(lines, run(api, id).path("hash").asString(""));
        try {
            Files.write(to, lines);
        } catch (IOException e) {
            throw Failure.usage("The file " + to + " cannot be written.");
        }
        surety.output().say("hash  " + checked);
        return 0;
    }

    @Command(name = "submit", mixinStandardHelpOptions = true, description = "Asks other people to approve a plan.")
    int submit(@Parameters(paramLabel = "RUN") String id, @Option(names = "--key") Optional<String> key) {
        return act(id, "/submit", Api.object(), key);
    }

    @Command(
            name = "approve",
            mixinStandardHelpOptions = true,
            description = "Hashes the plan again, here, and approves exactly that hash.")
    int approve(
            @Parameters(paramLabel = "RUN") String id,
            @Option(names = "--hash", description = "The hash that was agreed on; the plan must have it.")
                    Optional<String> agreed,
            @Option(names = "--seen", paramLabel = "WARNING", split = ",", description = "Warnings that were read.")
                    @Nullable List<String> seen,
            @Option(names = "--even-if-short", description = "Although the account holds less.") boolean evenIfShort,
            @Option(names = "--key") Optional<String> key) {
        Api api = surety.api();
        String stated = run(api, id).path("hash").asString("");
        if (agreed.isPresent() && !agreed.get().equals(stated)) {
            throw Failure.refused("The run has the hash %s, not the one that was agreed on.".formatted(stated));
        }
        surety.output().say("hash  " + PlanCheck.computed(PlanCheck.fetch(api, id), stated));
        ObjectNode body = Api.object().put("hash", stated);
        some(seen).forEach(body.withArray("seen")::add);
        if (evenIfShort) {
            body.put("evenIfShort", true);
        }
        return shown(api.post(path(id) + "/approve", body, keyOf(key)));
    }

    @Command(name = "reject", mixinStandardHelpOptions = true, description = "Rejects a run that waits.")
    int reject(
            @Parameters(paramLabel = "RUN") String id,
            @Option(names = "--reason", required = true) String reason,
            @Option(names = "--key") Optional<String> key) {
        return act(id, "/reject", Api.object().put("reason", reason), key);
    }

    @Command(name = "abort", mixinStandardHelpOptions = true, description = "Stops a run before it is executed.")
    int abort(
            @Parameters(paramLabel = "RUN") String id,
            @Option(names = "--reason", required = true) String reason,
            @Option(names = "--key") Optional<String> key) {
        return act(id, "/abort", Api.object().put("reason", reason), key);
    }

    @Command(name = "take-out", mixinStandardHelpOptions = true, description = "Takes one payout out of a run.")
    int takeOut(
            @Parameters(paramLabel = "RUN") String id,
            @Parameters(paramLabel = "PAYOUT") String payout,
            @Option(names = "--reason", required = true) String reason,
            @Option(names = "--key") Optional<String> key) {
        return act(id, "/take-out", Api.object().put("payout", payout).put("reason", reason), key);
    }

    @Command(name = "follow", mixinStandardHelpOptions = true, description = "Follows a run until it is executed.")
    int follow(@Parameters(paramLabel = "RUN") String id) {
        return shown(watched(surety.api(), id, MOVING));
    }

    private int act(String id, String verb, ObjectNode body, Optional<String> key) {
        return shown(surety.api().post(path(id) + verb, body, keyOf(key)));
    }

    private JsonNode watched(Api api, String id, Set<String> states) {
        return Follow.until(
                surety.progress(),
                run(api, id),
                () -> run(api, id),
                states,
                "The run goes on; surety run follow " + id);
    }

    private int shown(JsonNode run) {
        Output output = surety.output();
        output.show(run, RUN);
        for (JsonNode warning : run.path("warnings")) {
            output.say("warning %s: %s, %s items, %s"
                    .formatted(
                            warning.path("id").asString(""),
                            warning.path("kind").asString(""),
                            warning.path("count").asInt(0),
                            Amounts.shown(warning.path("sum"))));
        }
        return 0;
    }

    private static JsonNode run(Api api, String id) {
        return api.get(path(id));
    }

    private static String path(String id) {
        return RUNS + "/" + Api.encoded(id);
    }

    static String keyOf(Optional<String> key) {
        return key.orElseGet(() -> UUID.randomUUID().toString());
    }

    /** Picocli hands over null where an option that may be repeated was not given. */
    private static List<String> some(@Nullable List<String> given) {
        return Optional.ofNullable(given).orElse(List.of());
    }
}
