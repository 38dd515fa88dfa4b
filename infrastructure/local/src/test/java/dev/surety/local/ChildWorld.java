package dev.surety.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The local runtime's main class in a process of its own that can be killed. */
final class ChildWorld {
    private static final Pattern SERVES = Pattern.compile("Surety answers at (\\S+) after ([0-9.]+) s;.*");

    private final Process process;
    private final List<String> output = Collections.synchronizedList(new ArrayList<>());

    /** The real template, with its marketplaces seeded. */
    static ChildWorld real(Path data, String... arguments) {
        return new ChildWorld(
                Path.of(System.getProperty("surety.root")), Map.of("DATA_DIR", data.toString()), List.of(arguments));
    }

    /** The same with the files of lists in a folder. */
    static ChildWorld listing(Path data, Path lists) {
        return new ChildWorld(
                Path.of(System.getProperty("surety.root")),
                Map.of("DATA_DIR", data.toString(), "LISTS_DIR", lists.toString()),
                List.of());
    }

    /** Toys know no settings, so there is nothing to seed. */
    ChildWorld(Path root, Map<String, String> environment, String... arguments) {
        this(
                root,
                environment,
                Stream.concat(Stream.of("--bare"), Stream.of(arguments)).toList());
    }

    private ChildWorld(Path root, Map<String, String> environment, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dsurety.root=" + root,
                "-classpath",
                System.getProperty("java.class.path"),
                "dev.surety.local.Main"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PORT", "0");
        builder.environment().putAll(environment);
        try {
            process = builder.start();
            // A test that fails must not leave a world behind.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A project folder with the toy template in it, whose doors write their notes beside it. */
    static Path project(Path folder) throws IOException {
        Files.writeString(
                folder.resolve("template.yaml"),
                Files.readString(ToyWorld.TEMPLATE)
                        .replace(
                                "NotesFolder: {Type: String, Default: \"\"}",
                                "NotesFolder: {Type: String, Default: \"" + folder + "\"}"));
        return folder;
    }

    /** Waits until it serves. */
    URI base() {
        try {
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                output.add(line);
                Matcher matcher = SERVES.matcher(line);
                if (matcher.matches()) {
                    Thread.ofVirtual().start(() -> drain(reader));
                    return URI.create(matcher.group(1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("It did not start: " + output);
    }

    /** Its output must be read, or it stops; when it is killed there is no more. */
    private void drain(BufferedReader reader) {
        try {
            reader.lines().forEach(output::add);
        } catch (UncheckedIOException e) {
            output.add("killed");
        }
    }

    /** Waits for its end: its exit code and all it said. */
    String end() throws IOException, InterruptedException {
        String rest = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + rest.strip();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    int terminate() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }
}
