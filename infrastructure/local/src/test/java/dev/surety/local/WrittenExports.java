package dev.surety.local;

import dev.surety.runtime.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;

/** The exports in a bucket, to be compared with every entry that was there when each was written. */
final class WrittenExports {
    /** Chains that name a participant and that no export has: each manifest says so. */
    private static final Set<String> LEFT_OUT =
            Set.of("payee_account", "screening_case", "run", "run_pages", "attention", "signal", "pair");

    /** @param told the places of the entries that it has */
    private record Written(String participant, Instant at, Set<String> told) {}

    private final List<Written> all = new ArrayList<>();
    private final Set<String> missing = new TreeSet<>();

    static WrittenExports in(Path bucket) throws IOException {
        var exports = new WrittenExports();
        try (Stream<Path> files = Files.walk(bucket.resolve("exports"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                exports.all.add(read(file));
            }
        }
        return exports;
    }

    private static Written read(Path file) throws IOException {
        try (var zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            JsonNode manifest = json(zip, "manifest.json");
            String marketplace = manifest.path("marketplace").asString("");
            String participant = manifest.path("participant").asString("");
            Set<String> told = new HashSet<>();
            json(zip, "history.json").forEach(row -> told.add(
                    "participant#" + marketplace + "#" + participant + " " + row.path("number").asInt(0)));
            for (String name : List.of("journal.json", "ledger.json")) {
                json(zip, name).forEach(row -> told.add("%s#%s#%s %d".formatted(
                        row.path("type").asString(""), marketplace, row.path("id").asString(""),
                        row.path("number").asInt(0))));
            }
            return new Written(participant, Instant.parse(manifest.path("writtenAt").asString("")), told);
        }
    }

    private static JsonNode json(ZipFile zip, String name) throws IOException {
        try {
            return Json.parse(zip.getInputStream(zip.getEntry(name)).readAllBytes());
        } catch (Json.Malformed e) {
            throw new AssertionError(name + " is no JSON", e);
        }
    }

    int count() {
        return all.size();
    }

    /** An entry of the journal, and all its text. */
    void compare(Map<String, AttributeValue> entry, String text) {
        String chain = entry.get("pk").s();
        String type = chain.substring(0, chain.indexOf('#'));
        String place = chain + " " + entry.get("sk").n();
        for (Written export : all) {
            boolean isMeant = text.contains(export.participant())
                    && Instant.parse(entry.get("at").s()).isBefore(export.at())
                    && !LEFT_OUT.contains(type);
            if (isMeant && !export.told().contains(place)) {
                missing.add(type + " " + entry.get("event").s());
            }
        }
    }

    /** The kinds of entries that name a participant and that its export lacks. */
    String missing() {
        return String.join("\n", missing);
    }
}
