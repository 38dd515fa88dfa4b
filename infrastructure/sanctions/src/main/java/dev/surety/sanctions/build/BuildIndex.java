package dev.surety.sanctions.build;

import dev.surety.sanctions.index.ScreeningIndex;
import dev.surety.sanctions.list.BadList;
import dev.surety.sanctions.list.Completeness;
import dev.surety.sanctions.list.OfacFiles;
import dev.surety.sanctions.list.OfacReader;
import dev.surety.sanctions.list.SanctionsList;
import dev.surety.sanctions.list.UnReader;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;

/**
 * Builds an index of both lists, whole or not at all. It exits with 0 if it is built and with 1 if a list is not as
 * published. It exits with 2 if the command line cannot be read, and with 3 if a file cannot be read or written.
 */
public final class BuildIndex {
    private static final String USAGE =
            """
            usage: BuildIndex FOLDER INDEX [partial]
              FOLDER   has sdn.csv, alt.csv, add.csv, sdn_comments.csv and consolidated.xml
              INDEX    is written: the index of both lists
              partial  takes a part of OFAC's list, for trials only: an alias may lack its entry
            """;

    private final PrintStream out;
    private final PrintStream err;

    BuildIndex(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) {
        System.exit(new BuildIndex(System.out, System.err).run(List.of(arguments)));
    }

    int run(List<String> arguments) {
        if (!Set.of(2, 3).contains(arguments.size())
                || (arguments.size() == 3 && !arguments.getLast().equals("partial"))) {
            err.print(USAGE);
            return 2;
        }
        try {
            Completeness completeness = arguments.size() == 3 ? Completeness.PARTIAL : Completeness.WHOLE;
            Path folder = Path.of(arguments.getFirst());
            List<SanctionsList> lists = List.of(ofac(folder, completeness), un(folder));
            lists.forEach(this::told);
            ScreeningIndex index = ScreeningIndex.of(lists);
            write(index, Path.of(arguments.get(1)));
            out.println("index " + index.version() + ", " + index.entryCount() + " entries, " + index.nameCount()
                    + " names");
            return 0;
        } catch (BadList bad) {
            err.println(bad.getMessage());
            return 1;
        } catch (IOException e) {
            err.println("cannot read or write: " + e.getMessage());
            return 3;
        }
    }

    private void told(SanctionsList list) {
        out.println(list.name() + " " + list.version() + ", " + list.parties().size() + " entries");
    }

    private static SanctionsList ofac(Path folder, Completeness completeness) throws IOException, BadList {
        try (InputStream sdn = open(folder, "sdn.csv");
                InputStream alt = open(folder, "alt.csv");
                InputStream add = open(folder, "add.csv");
                InputStream comments = open(folder, "sdn_comments.csv")) {
            return OfacReader.read(new OfacFiles(sdn, alt, add, comments), completeness);
        }
    }

    private static SanctionsList un(Path folder) throws IOException, BadList {
        try (InputStream xml = open(folder, "consolidated.xml")) {
            return UnReader.read(xml);
        }
    }

    /** Files of OFAC and of the UN often carry their publisher's name in front. */
    private static InputStream open(Path folder, String name) throws IOException {
        for (String each : List.of(name, "ofac_" + name, "un_" + name)) {
            Path file = folder.resolve(each);
            if (Files.exists(file)) {
                return Files.newInputStream(file);
            }
        }
        throw new IOException("there is no " + folder.resolve(name));
    }

    private static void write(ScreeningIndex index, Path to) throws IOException {
        Path whole = to.toAbsolutePath();
        Path part = Files.createTempFile(whole.getParent(), "index", ".part");
        try {
            try (var bytes = new BufferedOutputStream(Files.newOutputStream(part))) {
                index.write(bytes);
            }
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
