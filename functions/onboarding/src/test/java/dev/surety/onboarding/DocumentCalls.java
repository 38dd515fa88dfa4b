package dev.surety.onboarding;

import dev.surety.dynamo.faults.Faults;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.onboarding.app.document.DocumentFiles;
import dev.surety.onboarding.app.document.Documents;
import dev.surety.runtime.secrets.Digests;
import dev.surety.testkit.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The calls of documents as tests make them, in a marketplace whose payouts need one. */
final class DocumentCalls {
    static final byte[] PDF = "%PDF-1.7 a passport".getBytes(StandardCharsets.US_ASCII);
    static final Map<String, String> BACKEND = OnboardingWorld.backend(OnboardingWorld.DEMO);

    private static final String RULES =
            """
            {"rules":{"tiers":[
               {"tier":"basic","requires":["profile.name"],"limits":[]},
               {"tier":"verified","requires":["identity.document"],"limits":[]}],
             "capabilities":[{"capability":"pay","tier":"basic"},{"capability":"receive","tier":"basic"},
               {"capability":"payout","tier":"verified","requires":["profile.name"]}]}}
            """
                    .strip();

    final OnboardingWorld world;
    private int keys;

    DocumentCalls(OnboardingWorld world) {
        this.world = world;
    }

    DocumentCalls() {
        this(world(Faults.none()));
    }

    static OnboardingWorld world(Faults faults) {
        var world = new OnboardingWorld(faults);
        String body = OnboardingWorld.PUT.replaceFirst("}$", ",\"onboarding\":" + RULES + "}");
        var put = world.put(body, "prepare-settings-1");
        if (put.status() != 200) {
            throw new AssertionError(put.bytes());
        }
        return world;
    }

    String key() {
        return "document-%010d".formatted(keys++);
    }

    String seller(String reference) {
        return world.created(reference, "create-" + reference + "-000");
    }

    static String path(String seller) {
        return "/v1/participants/" + seller + "/documents";
    }

    static String body(byte[] bytes) {
        return """
            {"purpose":"identity","side":"front","contentType":"application/pdf","bytes":%d,"sha256":"%s"}"""
                .formatted(bytes.length, HexFormat.of().formatHex(Digests.sha256(bytes)));
    }

    Response announce(String seller, byte[] bytes) {
        return world.call("POST", path(seller), body(bytes), key(), BACKEND, Map.of());
    }

    String announced(String seller, byte[] bytes) {
        Response answer = announce(seller, bytes);
        if (answer.status() != 201) {
            throw new AssertionError(answer.bytes());
        }
        return answer.text("id");
    }

    static ChainId chain(String document) {
        return Documents.chain(OnboardingWorld.DEMO, document);
    }

    /** The client's upload, of which the bucket has not told yet. */
    void put(String document, byte[] bytes) {
        Entry last = world.chain(chain(document)).getLast();
        world.documents.files().files.put(DocumentFiles.key(last.chain(), Documents.from(last)), bytes);
    }

    /** The bucket's message, and the messages that come again. */
    List<String> tell(String document) {
        Entry last = world.chain(chain(document)).getLast();
        return world.hearOfPayouts("{\"Records\":[{\"s3\":{\"object\":{\"key\":\"%s\"}}}]}"
                .formatted(DocumentFiles.key(last.chain(), Documents.from(last))));
    }

    String uploaded(String seller, byte[] bytes) {
        String document = announced(seller, bytes);
        put(document, bytes);
        tell(document);
        return document;
    }

    Response decide(String seller, String document, String verb, String body) {
        return world.call(
                "POST", path(seller) + "/" + document + verb, body, key(), OnboardingWorld.compliance(), Map.of());
    }

    Response get(String seller, String document) {
        return world.get(path(seller) + "/" + document);
    }

    String state(String seller, String document) {
        return get(seller, document).text("state");
    }

    List<String> events(String document) {
        return world.chain(chain(document)).stream().map(Entry::event).toList();
    }

    /** The requirement as the participant's view has it; missing once it is met. */
    JsonNode requirement(String seller) {
        for (JsonNode open : world.get("/v1/participants/" + seller).body().path("requirements")) {
            if (open.path("code").asString("").equals("identity.document")) {
                return open;
            }
        }
        return world.get("/v1/participants/" + seller).body().path("nothing");
    }

    String payout(String seller) {
        return world.get("/v1/participants/" + seller).body().at("/capabilities/payout/status").asString("");
    }
}
