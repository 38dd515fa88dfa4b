package dev.surety.onboarding;

import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.Faults;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.onboarding.app.imports.ImportFiles;
import dev.surety.onboarding.app.imports.Imports;
import dev.surety.runtime.secrets.Digests;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The calls of imports as tests make them, in a marketplace whose rules have names compared with lists. */
final class ImportCalls {
    static final String HEADER =
            "reference,kind,country,name,email,phone,birth_date,address_line1,address_line2,address_city,"
                    + "address_postal_code,address_country,registration,terms_version,terms_accepted_at";
    static final Map<String, String> BACKEND = OnboardingWorld.backend(OnboardingWorld.DEMO);
    static final String PATH = "/v1/imports";

    private static final String RULES =
            """
            {"rules":{"tiers":[
               {"tier":"basic","requires":["profile.name"],"limits":[]},
               {"tier":"standard","requires":["profile.address","terms.accept"],"limits":[]}],
             "capabilities":[{"capability":"pay","tier":"basic"},{"capability":"receive","tier":"standard"},
               {"capability":"payout","tier":"standard"}]}}
            """
                    .strip();

    final OnboardingWorld world;
    private int keys;

    ImportCalls(OnboardingWorld world) {
        this.world = world;
    }

    ImportCalls() {
        this(world(Faults.none()));
    }

    static OnboardingWorld world(Faults faults) {
        var world = new OnboardingWorld(faults);
        Response put = world.put(
                OnboardingWorld.PUT.replaceFirst("}$", ",\"onboarding\":" + RULES + "}"), "prepare-settings-1");
        if (put.status() != 200) {
            throw new AssertionError(put.bytes());
        }
        return world;
    }

    String key() {
        return "import-%010d".formatted(keys++);
    }

    static byte[] file(String... lines) {
        return (HEADER + "\n" + String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** A whole line of a person of this reference. */
    static String line(String reference) {
        return reference + ",individual,DE,Grace " + reference + ",grace@navy.example,+4930123456,1906-12-09,"
                + "\"Main Street 1, left\",back yard,Berlin,10115,DE,,2026-01,2026-03-01T09:30:00Z";
    }

    static String body(byte[] bytes) {
        return """
            {"file":{"contentType":"text/csv","bytes":%d,"sha256":"%s"}}"""
                .formatted(bytes.length, HexFormat.of().formatHex(Digests.sha256(bytes)));
    }

    Response announce(byte[] bytes, String key) {
        return world.call("POST", PATH, body(bytes), key, BACKEND, Map.of());
    }

    /** The import of these bytes, put and not told of. */
    String put(byte[] bytes) {
        Response announced = announce(bytes, key());
        if (announced.status() != 201) {
            throw new AssertionError(announced.bytes());
        }
        String id = announced.text("id");
        world.documents.files().files.put(ImportFiles.key(chain(id)), bytes);
        return id;
    }

    /** The import of these bytes, as far as one message brings it. */
    String imported(byte[] bytes) {
        String id = put(bytes);
        List<String> again = tell(world, id);
        if (!again.isEmpty()) {
            throw new AssertionError(again.toString());
        }
        return id;
    }

    static ChainId chain(String id) {
        return Imports.chain(OnboardingWorld.DEMO, id);
    }

    /** The bucket's message, and the messages that come again. */
    static List<String> tell(OnboardingWorld world, String id) {
        String message = "{\"Records\":[{\"s3\":{\"object\":{\"key\":\"" + ImportFiles.key(chain(id)) + "\"}}}]}";
        return Delivery.hand(world.imports.importer(), message);
    }

    /** The deadline of the last entry, as the timers hand it out once it has come. */
    static void tick(OnboardingWorld world, String id) {
        Entry last = world.chain(chain(id)).getLast();
        if (last.due().filter(due -> !due.at().isAfter(world.clock.instant())).isPresent()) {
            Delivery.hand(
                    world.imports.importer(),
                    Json.text(Json.object().put("chain", chain(id).toString()).put("number", last.number())));
        }
    }

    Response get(String id) {
        return world.get(PATH + "/" + id);
    }

    /** State and counts, in short. */
    String shown(String id) {
        Response view = get(id);
        return view.text("state") + " " + counts(view);
    }

    static String counts(Response view) {
        var counts = view.body().path("counts");
        return counts.path("created").asInt(-1) + " created, " + counts.path("known").asInt(-1) + " known, "
                + counts.path("refused").asInt(-1) + " refused";
    }

    /** The refused lines: number, column and rule. */
    List<String> errors(String id) {
        List<String> errors = new ArrayList<>();
        Optional<String> cursor = Optional.of("");
        while (cursor.isPresent()) {
            Response page = world.get(PATH + "/" + id + "/errors?limit=2"
                    + cursor.filter(at -> !at.isEmpty()).map(at -> "&cursor=" + at).orElse(""));
            page.body().path("data").forEach(error -> errors.add(shown(error)));
            cursor = page.body().path("nextCursor").asStringOpt();
        }
        return errors;
    }

    private static String shown(JsonNode error) {
        String bound = error.has("bound")
                ? " " + error.at("/bound/max").asInt(0) + "<" + error.at("/bound/was").asInt(0)
                : "";
        return error.path("line").asInt(0) + " " + error.path("column").asString("-") + " "
                + error.path("rule").asString("") + bound;
    }

    /** How many participants have each reference, by the index. */
    int participants(String reference) {
        return world.get("/v1/participants?reference=" + reference).body().path("data").size();
    }

    /** How many participants there are, by their first entries. */
    static long participants(OnboardingWorld world) {
        return world.store.items(SuretyTables.JOURNAL).stream()
                .map(item -> item.get("pk").s())
                .filter(pk -> pk.startsWith("participant#"))
                .distinct()
                .count();
    }

    /** How often each event stands in the chains of participants. */
    static Map<String, Long> events(OnboardingWorld world) {
        Map<String, Long> events = new TreeMap<>();
        world.store.items(SuretyTables.JOURNAL).stream()
                .filter(item -> item.get("pk").s().startsWith("participant#"))
                .forEach(item -> events.merge(item.get("event").s(), 1L, Long::sum));
        return events;
    }
}
