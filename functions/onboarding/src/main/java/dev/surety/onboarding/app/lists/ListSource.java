package dev.surety.onboarding.app.lists;

import dev.surety.sanctions.list.BadList;
import dev.surety.sanctions.list.OfacFiles;
import dev.surety.sanctions.list.OfacReader;
import dev.surety.sanctions.list.SanctionsList;
import dev.surety.sanctions.list.UnReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * A list that is screened against: the files it consists of, and how they are read.
 *
 * @param name as hits and settings name it
 * @param files the publisher's names of them
 */
public record ListSource(String name, List<String> files, Reader reader) {
    /** In this order an index is made of them. */
    public static final List<ListSource> ALL = List.of(
            new ListSource(
                    OfacReader.NAME,
                    List.of("sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv"),
                    files -> OfacReader.read(new OfacFiles(
                            open(files, "sdn.csv"),
                            open(files, "alt.csv"),
                            open(files, "add.csv"),
                            open(files, "sdn_comments.csv")))),
            new ListSource(
                    UnReader.NAME,
                    List.of("consolidated.xml"),
                    files -> UnReader.read(open(files, "consolidated.xml"))));

    /** Reads a list from its files in memory. */
    public interface Reader {
        SanctionsList read(Map<String, byte[]> files) throws IOException, BadList;
    }

    public ListSource {
        files = List.copyOf(files);
    }

    SanctionsList read(Map<String, byte[]> of) throws BadList {
        try {
            return reader.read(of);
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory do not fail", e);
        }
    }

    private static InputStream open(Map<String, byte[]> files, String name) {
        return new ByteArrayInputStream(files.getOrDefault(name, new byte[0]));
    }
}
