package dev.surety.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "login",
        mixinStandardHelpOptions = true,
        description = "Logs a client in. The secret is read from SURETY_SECRET, from the terminal or from the input.")
final class LoginCommand implements Callable<Integer> {
    private static final String SECRET = "SURETY_SECRET";

    @ParentCommand
    private Surety surety;

    @Option(names = "--url", required = true, description = "Surety's address, such as http://127.0.0.1:8080.")
    private String url;

    @Option(names = "--client", required = true, description = "The client's id, such as demo-maker.")
    private String client;

    @Option(names = "--token-url", description = "The token endpoint; by default /oauth2/token of the address.")
    private Optional<String> tokens = Optional.empty();

    @SuppressWarnings("NullAway.Init") // Picocli sets the required options and the parent.
    LoginCommand() {}

    @Override
    public Integer call() {
        String base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        URI endpoint = address(tokens.orElse(base + "/oauth2/token"));
        address(base);
        Session session = Api.login(endpoint, base, client, secret(), Instant.now());
        session.store(surety.sessionFile());
        surety.output().say("Logged in as %s until %s.".formatted(client, session.until()));
        return 0;
    }

    private static URI address(String text) {
        try {
            URI uri = URI.create(text);
            if ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // The same sentence answers both.
        }
        throw Failure.usage("'" + text + "' is no address; it begins with https:// or http://.");
    }

    private static String secret() {
        Optional<String> given = Optional.ofNullable(System.getenv(SECRET));
        if (given.isPresent()) {
            return given.get();
        }
        Optional<Console> terminal = Surety.terminal();
        if (terminal.isPresent()) {
            return new String(terminal.get().readPassword("Secret: "));
        }
        try {
            var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            return Optional.ofNullable(input.readLine())
                    .orElseThrow(
                            () -> Failure.usage("There is no secret. Set SURETY_SECRET, or write it to the input."));
        } catch (IOException e) {
            throw Failure.usage("The secret cannot be read from the input.");
        }
    }
}
