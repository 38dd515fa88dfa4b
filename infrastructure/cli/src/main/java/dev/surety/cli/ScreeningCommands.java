package dev.surety.cli;

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
        name = "screening",
        mixinStandardHelpOptions = true,
        description = "Lists of sanctions, the cases that hits open, and runs over everyone.")
final class ScreeningCommands {
    private static final String CASES = "/v1/screening/cases";
    private static final String RUNS = "/v1/screening/runs";

    private static final List<String> LIST = List.of(
            "/list", "/version", "/entries", "/names", "/changedAt", "/readAt", "/stale", "/refused/rule");
    private static final List<String> CASE = List.of(
            "/id",
            "/participant",
            "/state",
            "/openedAt",
            "/evidence/hash",
            "/evidence/strong",
            "/evidence/review",
            "/proposed/decision",
            "/proposed/by");
    private static final List<String> HIT =
            List.of("/list", "/entry", "/score", "/strong", "/alias", "/explanation");
    private static final List<String> RUN = List.of(
            "/id",
            "/state",
            "/startedBy",
            "/startedAt",
            "/lists/from",
            "/lists/to",
            "/progress/done",
            "/progress/of",
            "/progress/named",
            "/progress/untouched",
            "/progress/unscreened",
            "/progress/nameless",
            "/proof",
            "/endedAt");

    @ParentCommand
    private Surety surety;

    @SuppressWarnings("NullAway.Init") // Picocli sets the parent.
    ScreeningCommands() {}

    @Command(name = "lists", mixinStandardHelpOptions = true, description = "Lists what names are compared with.")
    int lists() {
        surety.output().list(surety.api().all("/v1/screening/lists"), LIST);
        return 0;
    }

    @Command(name = "cases", mixinStandardHelpOptions = true, description = "Lists cases, the oldest first.")
    int cases(
            @Option(
                            names = "--state",
                            description = "potential, cleared_until_list_changes or confirmed; default "
                                    + "${DEFAULT-VALUE}. all: every case.",
                            defaultValue = "potential")
                    String state) {
        String path = state.equals("all") ? CASES : CASES + "?state=" + Api.encoded(state);
        surety.output().list(surety.api().all(path), CASE);
        return 0;
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows a case with its names. The case notes who has looked.")
    int show(@Parameters(paramLabel = "CASE") String id) {
        return shown(surety.api().get(path(id)));
    }

    @Command(
            name = "decide",
            mixinStandardHelpOptions = true,
            description = "Decides about the evidence that was seen. Another person has to decide the same.")
    int decide(
            @Parameters(paramLabel = "CASE") String id,
            @Option(names = "--as", required = true, description = "clear or confirm.") String decision,
            @Option(names = "--evidence", required = true, description = "Its hash, as the case was shown.")
                    String evidence,
            @Option(names = "--reason", required = true) String reason,
            @Option(names = "--key") Optional<String> key) {
        ObjectNode body =
                Api.object().put("decision", decision).put("reason", reason).put("evidence", evidence);
        return shown(surety.api().post(path(id) + "/decide", body, RunCommands.keyOf(key)));
    }

    @Command(
            name = "run",
            mixinStandardHelpOptions = true,
            description = "Has everyone compared with the whole lists, and follows that; with an id, shows a run.")
    int run(
            @Parameters(paramLabel = "RUN", arity = "0..1") Optional<String> id,
            @Option(names = "--no-follow", description = "Does not wait for the end.") boolean noFollow,
            @Option(names = "--key") Optional<String> key) {
        Api api = surety.api();
        JsonNode run = id.isPresent()
                ? api.get(run(id.get()))
                : api.post(RUNS, Api.object(), RunCommands.keyOf(key));
        surety.output().show(noFollow ? run : followed(api, run), RUN);
        return 0;
    }

    private JsonNode followed(Api api, JsonNode begun) {
        String id = begun.path("id").asString("");
        return Follow.until(
                surety.progress(),
                begun,
                () -> api.get(run(id)),
                Set.of("working"),
                "The run goes on; surety screening run " + id);
    }

    private int shown(JsonNode screened) {
        Output output = surety.output();
        output.show(screened, CASE);
        if (output.isForPeople()) {
            JsonNode evidence = screened.path("evidence");
            evidence.path("compared").path("names").forEach(name -> output.say("compared  " + name.asString("")));
            output.list(List.copyOf(evidence.path("hits").values()), HIT);
        }
        return 0;
    }

    private static String path(String id) {
        return CASES + "/" + Api.encoded(id);
    }

    private static String run(String id) {
        return RUNS + "/" + Api.encoded(id);
    }
}
