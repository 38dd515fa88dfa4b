package dev.surety.onboarding;

import dev.surety.dynamo.faults.Faults;
import dev.surety.testkit.http.Response;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The payout method routes as tests call them, each call under a key of its own. */
final class PayoutMethodCalls {
    private final OnboardingWorld world;
    private int keys;

    PayoutMethodCalls(OnboardingWorld world) {
        this.world = world;
    }

    /** A world whose marketplace takes dollars, too. */
    static OnboardingWorld world(Faults faults) {
        var world = new OnboardingWorld(faults);
        String settings = OnboardingWorld.PUT
                .replace("\"EUR\",\"JPY\"", "\"EUR\",\"JPY\",\"USD\"")
                .replace("\"min\":[", "\"min\":[{\"amount\":50,\"currency\":\"USD\"},");
        Response answer = world.put(settings, "prepare-settings-1");
        if (answer.status() != 200) {
            throw new AssertionError(answer.bytes());
        }
        return world;
    }

    static String iban(String iban, String holder) {
        return """
               {"kind":"iban","currency":"EUR","holder":"%s","holderKind":"individual","iban":"%s"}
               """
                .formatted(holder, iban)
                .strip();
    }

    static String usAccount(String number, String holder) {
        return """
               {"kind":"us_account","currency":"USD","holder":"%s","holderKind":"individual",
                "routingNumber":"021000021","accountNumber":"%s","accountType":"checking"}
               """
                .formatted(holder, number)
                .strip();
    }

    static Map<String, String> compliance() {
        return Map.of(
                "marketplace", "demo",
                "client_id", "demo-compliance1",
                "person", "per_c1",
                "scope", "participants:read participants:decide");
    }

    String path(String participant) {
        return OnboardingWorld.PARTICIPANTS + "/" + participant + "/payout-methods";
    }

    String path(String participant, String method) {
        return path(participant) + "/" + method;
    }

    private String key() {
        return "method-%010d".formatted(keys++);
    }

    Response add(String participant, String body) {
        return add(participant, body, key());
    }

    Response add(String participant, String body, String key) {
        return call(path(participant), body, key, OnboardingWorld.backend(OnboardingWorld.DEMO));
    }

    /** Adds in vain: the answer is a refusal, and no table has changed. */
    Response refused(String participant, String body) {
        return world.refused(
                "POST", path(participant), body, key(), OnboardingWorld.backend(OnboardingWorld.DEMO));
    }

    Response disable(String participant, String method) {
        return call(path(participant, method) + "/disable", "", key(), OnboardingWorld.backend(OnboardingWorld.DEMO));
    }

    Response makeDefault(String participant, String method, Map<String, String> claims) {
        return call(path(participant, method) + "/default", "", key(), claims);
    }

    Response get(String participant, String method) {
        return world.get(path(participant, method));
    }

    Response list(String participant) {
        return world.get(path(participant));
    }

    private Response call(String path, String body, String key, Map<String, String> claims) {
        return world.call("POST", path, body, key, claims, Map.of());
    }

    /** A refusal in a line: status, reason, and the first field with its rule. */
    static String shown(Response refused) {
        JsonNode error = refused.body().at("/errors/0");
        String field = error.isMissingNode()
                ? ""
                : " " + error.path("pointer").asString("") + " " + error.path("reason").asString("");
        return refused.status() + " " + refused.text("reason") + field;
    }
}
