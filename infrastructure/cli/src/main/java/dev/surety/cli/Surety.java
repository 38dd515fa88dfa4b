package dev.surety.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/**
 * The command line for finance and compliance. Exit codes: 0 done, 1 refused, 2 usage, 3 unreachable, 4 the outcome of
 * a change is unknown.
 */
@Command(
        name = "surety",
        mixinStandardHelpOptions = true,
        version = "surety 0.1.0",
        description = "Payouts, statements of banks, the books, and hits on lists of sanctions.",
        subcommands = {
            LoginCommand.class,
            RunCommands.class,
            PayoutCommands.class,
            FileCommands.class,
            StatementCommands.class,
            GatewayReportCommands.class,
            ImportCommands.class,
            LineCommands.class,
            AdjustCommands.class,
            ScreeningCommands.class,
            CloseCommands.class,
            ExportCommand.class,
            TrialBalanceCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:refused by Surety; nothing has changed",
            "2:the command line cannot be read",
            "3:Surety does not answer; nothing has changed",
            "4:the outcome of a change is unknown; repeat it with its key"
        })
public final class Surety {
    private static final Set<String> EXCEPTIONS = Set.of(
            "change_noticed",
            "destination_differs",
            "file_differs",
            "file_refused",
            "file_unanswered",
            "gateway_line_unmatched",
            "gateway_report_differs",
            "line_unmatched",
            "notice_unread",
            "payout_unanswered",
            "rail_paused",
            "return_waits",
            "run_stuck",
            "settlement_overdue",
            "statement_gap");

    @Option(
            names = "--session",
            paramLabel = "FILE",
            description = "Where the login is kept; by default surety/session.json in the user's configuration.")
    private Optional<Path> session = Optional.empty();

    @Option(names = "--output", description = "One of ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private Output.Form form = Output.Form.table;

    @Option(names = "--plain", description = "No progress bar, also in a terminal.")
    private boolean isPlain;

    private final boolean isTerminal;
    private final PrintWriter out;
    private final PrintWriter problems;

    Surety(PrintWriter out, PrintWriter problems, boolean isTerminal) {
        this.out = out;
        this.problems = problems;
        this.isTerminal = isTerminal;
    }

    public static void main(String[] arguments) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var problems = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, problems, terminal().isPresent(), arguments));
    }

    /** The terminal, if a person sits at one. The JDK answers null where input or output is none. */
    static Optional<Console> terminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal);
    }

    static int run(PrintWriter out, PrintWriter problems, boolean isTerminal, String... arguments) {
        return new CommandLine(new Surety(out, problems, isTerminal))
                .setOut(out)
                .setErr(problems)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((exception, line, _) -> {
                    if (exception instanceof Failure failure) {
                        line.getErr().println(failure.sentence());
                        return failure.code();
                    }
                    throw exception;
                })
                .execute(arguments);
    }

    @Command(name = "files", mixinStandardHelpOptions = true, description = "Lists the payment files for the bank.")
    int files(@Option(names = "--run", paramLabel = "RUN") Optional<String> run) {
        return FileCommands.list(this, run);
    }

    @Command(
            name = "exceptions",
            mixinStandardHelpOptions = true,
            description = "Lists what waits for a person between journal, rail and bank.")
    int exceptions() {
        List<JsonNode> waiting = api().all("/v1/attention").stream()
                .filter(of -> EXCEPTIONS.contains(of.path("kind").asString("")))
                .toList();
        output().list(waiting, List.of("/kind", "/subject", "/openedAt", "/assignee"));
        return 0;
    }

    Api api() {
        return new Api(Session.load(sessionFile(), Instant.now()));
    }

    Path sessionFile() {
        return Session.file(session);
    }

    Output output() {
        return new Output(out, form);
    }

    /** Progress goes beside the answer, so that a program that reads the answer never meets it. */
    Progress progress() {
        return new Progress(problems, isTerminal && !isPlain);
    }
}
