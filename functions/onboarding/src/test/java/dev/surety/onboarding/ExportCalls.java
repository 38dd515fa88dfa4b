package dev.surety.onboarding;

import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.onboarding.app.export.Exports;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.http.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import tools.jackson.databind.JsonNode;

/** The calls of exports as tests make them, and the files of one that is ready. */
record ExportCalls(OnboardingWorld world) {
    static String path(String participant) {
        return OnboardingWorld.PARTICIPANTS + "/" + participant + "/exports";
    }

    Response request(String participant, String key) {
        return world.call(
                "POST", path(participant), "", key, OnboardingWorld.backend(OnboardingWorld.DEMO), Map.of());
    }

    String requested(String participant, String key) {
        Response answer = request(participant, key);
        if (answer.status() != 202) {
            throw new AssertionError(answer.bytes());
        }
        return answer.text("id");
    }

    /** Delivers what the API has nudged. */
    void work() {
        List<ChainId> nudged = List.copyOf(world.exports.nudged());
        world.exports.nudged().clear();
        nudged.forEach(chain -> world.wake(chain, 0));
    }

    Response get(String participant, String export) {
        return world.get(path(participant) + "/" + export);
    }

    Response ready(String participant, String key) {
        String export = requested(participant, key);
        work();
        return get(participant, export);
    }

    List<String> events(String export) {
        return world.chain(Exports.chain(OnboardingWorld.DEMO, export)).stream()
                .map(Entry::event)
                .toList();
    }

    byte[] bytes(Response ready) {
        String url = ready.body().at("/link/url").asString("");
        return world.documents.files().files.get(url.replaceFirst(".*/get/", "").replaceFirst("\\?.*", ""));
    }

    Map<String, byte[]> files(Response ready) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes(ready)), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    static JsonNode json(Map<String, byte[]> files, String name) {
        try {
            return Json.parse(files.get(name));
        } catch (Json.Malformed e) {
            throw new AssertionError(name + " is no JSON", e);
        }
    }
}
