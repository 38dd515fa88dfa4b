package dev.surety.sanctions.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.sanctions.index.ScreeningIndex;
import dev.surety.sanctions.list.Published;
import dev.surety.sanctions.synthetic.SyntheticLists;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that builds an index, as an engineer runs it. */
class BuildingAnIndexTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private int run(String... arguments) {
        said.reset();
        var print = new PrintStream(said, true, StandardCharsets.UTF_8);
        return new BuildIndex(print, print).run(List.of(arguments));
    }

    private void published() throws IOException {
        for (String name : List.of("sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv", "consolidated.xml")) {
            Files.write(folder.resolve(name), SyntheticLists.file(name));
        }
    }

    @Test
    void anIndexOfBothListsIsWrittenAndIsTheSameWhenBuiltAgain() throws Exception {
        published();
        Path index = folder.resolve("index");
        assertEquals(0, run(folder.toString(), index.toString()), said.toString(StandardCharsets.UTF_8));
        byte[] bytes = Files.readAllBytes(index);
        assertEquals(0, run(folder.toString(), index.toString()));
        assertEquals(-1, Arrays.mismatch(bytes, Files.readAllBytes(index)));

        try (var in = Files.newInputStream(index)) {
            ScreeningIndex read = ScreeningIndex.read(in);
            assertTrue(said.toString(StandardCharsets.UTF_8).contains("index " + read.version()));
            assertEquals(18, read.entryCount());
        }
    }

    @Test
    void aBrokenListIsNamedAndLeavesTheOldIndex() throws IOException {
        published();
        Path index = folder.resolve("index");
        run(folder.toString(), index.toString());
        byte[] before = Files.readAllBytes(index);
        String sdn = Published.synthetic("sdn.csv");
        Files.writeString(folder.resolve("sdn.csv"), sdn.substring(0, sdn.length() / 2));

        assertEquals(1, run(folder.toString(), index.toString()));
        assertTrue(said.toString(StandardCharsets.UTF_8).startsWith("sdn.csv, line "));
        assertEquals(-1, Arrays.mismatch(before, Files.readAllBytes(index)));
        try (var files = Files.list(folder)) {
            assertEquals(6, files.count(), "no part of an index is left");
        }
    }

    @Test
    void whatCannotBeReadIsSaid() {
        assertEquals(2, run());
        assertEquals(2, run("a", "b", "whole"));
        assertEquals(3, run(folder.toString(), folder.resolve("index").toString()));
        assertFalse(Files.exists(folder.resolve("index")));
    }

    @Test
    void theRealListsAreBuiltIntoOneIndex() throws IOException {
        for (String name : List.of(
                "ofac_sdn.csv", "ofac_alt.csv", "ofac_add.csv", "ofac_sdn_comments.csv", "un_consolidated.xml")) {
            Files.write(folder.resolve(name), Published.real(name));
        }
        String index = folder.resolve("index").toString();
        assertEquals(1, run(folder.toString(), index), "the part of a list is no list");
        assertEquals(0, run(folder.toString(), index, "partial"), said.toString(StandardCharsets.UTF_8));
        String told = said.toString(StandardCharsets.UTF_8);
        assertTrue(told.contains(", 12110 entries"), told);
    }
}
