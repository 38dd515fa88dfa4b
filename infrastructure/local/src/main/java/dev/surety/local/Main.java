package dev.surety.local;

import dev.surety.local.http.Clients;
import dev.surety.local.http.Front;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts everything with nothing but a JDK. Settings by environment: {@code PORT} (8080), {@code HOST} (loopback),
 * {@code DATA_DIR} ({@code .surety} beside the template), {@code LISTS_DIR} (none: invented lists). Arguments: {@code
 * --demo}, {@code --exit}, {@code --memory}, and {@code --bare} for a world without marketplaces.
 */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final List<String> ARGUMENTS = List.of("--demo", "--exit", "--memory", "--bare");
    private static final String PORT = "8080";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private Main() {}

    public static void main(String[] arguments) {
        int status = 1;
        try {
            status = run(List.of(arguments), System.getenv(), System.out, System.err);
        } catch (RuntimeException e) {
            LOG.error("The start has failed.", e);
            System.err.println(e.getMessage());
        }
        // The engines leave threads running; the process ends with its work.
        System.exit(status);
    }

    static int run(
            List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream errors) {
        for (String argument : arguments) {
            if (!ARGUMENTS.contains(argument)) {
                String known = String.join(", ", ARGUMENTS);
                return refuse(errors, "Unknown argument " + argument + "; there are " + known + ".");
            }
        }
        Path root = Path.of(System.getProperty("surety.root", "")).toAbsolutePath().normalize();
        Path folder = root.resolve(environment.getOrDefault("DATA_DIR", ".surety"));
        if (!Files.exists(root.resolve("template.yaml"))) {
            return refuse(errors, "There is no template.yaml in " + root + "; start from the project's root.");
        }
        try (FileChannel channel = lockFile(folder);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                return refuse(errors, "Another Surety is running on the folder " + folder + "; stop it first.");
            }
            return live(arguments, plan(root, folder, arguments, environment), out, errors);
        } catch (OverlappingFileLockException e) {
            return refuse(errors, "Another Surety is running on the folder " + folder + "; stop it first.");
        } catch (Front.Unusable e) {
            return refuse(errors, String.valueOf(e.getMessage()));
        } catch (NumberFormatException e) {
            return refuse(errors, "PORT must be a number from 0 to 65535.");
        } catch (IOException e) {
            return refuse(errors, "The folder " + folder + " cannot be written: " + e + ".");
        }
    }

    private static WorldPlan plan(
            Path root, Path folder, List<String> arguments, Map<String, String> environment) {
        int port = Integer.parseInt(environment.getOrDefault("PORT", PORT));
        if (port < 0 || port > 65_535) {
            throw new NumberFormatException();
        }
        return new WorldPlan(
                root,
                root.resolve("template.yaml"),
                folder,
                arguments.contains("--memory"),
                environment.getOrDefault("HOST", "127.0.0.1"),
                port,
                MINUTE,
                lists(environment));
    }

    /** Lists of sanctioned parties that are to change lie in a folder. */
    private static Map<String, String> lists(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("LISTS_DIR"))
                .map(folder -> Map.of("OfacListUrl", "folder:" + folder, "UnListUrl", "folder:" + folder))
                .orElse(Map.of());
    }

    private static FileChannel lockFile(Path folder) throws IOException {
        Files.createDirectories(folder);
        return FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static int live(List<String> arguments, WorldPlan plan, PrintStream out, PrintStream errors)
            throws IOException, Front.Unusable {
        long begun = System.nanoTime();
        // Functions and engines log to a file, as they would to CloudWatch; this terminal is for people.
        Path log = plan.folder().resolve("functions.log");
        System.setOut(new PrintStream(new FileOutputStream(log.toFile(), true), true, StandardCharsets.UTF_8));
        World world = World.begin(plan);
        CountDownLatch ended = new CountDownLatch(1);
        Thread end = new Thread(() -> {
            world.close();
            ended.countDown();
        });
        Runtime.getRuntime().addShutdownHook(end);
        boolean played;
        try {
            if (!arguments.contains("--bare")) {
                new Seed(Clients.MARKETPLACES).run(world.base());
            }
            played = !arguments.contains("--demo") || played(world, plan, log, out, errors);
            world.welcome();
            announce(world, plan, Duration.ofNanos(System.nanoTime() - begun), out);
        } catch (RuntimeException e) {
            LOG.error("The start has failed.", e);
            errors.println(e.getMessage() + " More is in " + log + ".");
            return 1;
        }
        if (arguments.contains("--exit")) {
            return played ? 0 : 1;
        }
        // Only a signal ends it; the hook above then does, and the process with it.
        await(ended);
        return 0;
    }

    /**
     * Plays the demo where it has not been played. It has a marketplace of its own, so its clock moves no other sale.
     * If it fails it prints a line, and the world serves all the same.
     */
    private static boolean played(World world, WorldPlan plan, Path log, PrintStream out, PrintStream errors)
            throws IOException {
        Path mark = plan.folder().resolve("demo-played");
        if (!plan.inMemory() && Files.exists(mark)) {
            out.println("The demo was played here before.");
            return true;
        }
        try {
            new Seed(List.of(Clients.SHOWCASE)).run(world.base());
            new Demo(out).run(world.base());
        } catch (RuntimeException e) {
            LOG.error("The demo has failed.", e);
            errors.println(e.getMessage() + " More is in " + log + ".");
            return false;
        }
        if (!plan.inMemory()) {
            Files.writeString(mark, "");
        }
        return true;
    }

    private static void await(CountDownLatch ended) {
        try {
            ended.await();
        } catch (InterruptedException e) {
            // A thread that interrupts the main thread wants the end.
            Thread.currentThread().interrupt();
        }
    }

    private static void announce(World world, WorldPlan plan, Duration took, PrintStream out) {
        out.printf("Surety answers at %s after %.1f s; it keeps its data in %s.%n",
                world.base(), took.toMillis() / 1000.0, plan.inMemory() ? "memory" : plan.folder());
        out.println("Clients (id : secret): " + String.join(
                ", ", Clients.secrets().entrySet().stream().map(c -> c.getKey() + " : " + c.getValue()).toList()));
        String credentials = "-u demo-backend:demo-backend-secret -d grant_type=client_credentials";
        out.printf("Try: curl -s %s %s/oauth2/token%n", credentials, world.base());
        out.printf("API reference: %s/docs%n", world.base());
        out.printf("Log: %s%n", plan.folder().resolve("functions.log"));
        out.flush();
    }

    private static int refuse(PrintStream errors, String sentence) {
        errors.println(sentence);
        return 2;
    }
}
