package dev.surety.onboarding;

import dev.surety.dynamo.faults.Faults;
import dev.surety.model.journal.Entry;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.testkit.http.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** The calls about a business's persons as tests make them, in a marketplace whose rules ask for owners. */
final class PersonCalls {
    static final Map<String, String> BACKEND = OnboardingWorld.backend(OnboardingWorld.DEMO);

    /** The profile of a person, which lacks nothing. */
    static final String WHOLE =
            """
            "profile":{"name":"Ada Example","birthDate":"1990-05-17","nationality":"AT",
              "address":{"line1":"Hauptplatz 1","city":"Linz","country":"AT"}}"""
                    .strip();

    static final String OWNER = "{\"roles\":[\"owner\"],\"shareBasisPoints\":8000," + WHOLE + "}";
    static final String DIRECTOR = "{\"roles\":[\"director\"]," + WHOLE + "}";

    private static final String RULES =
            """
            {"rules":{"tiers":[
               {"tier":"basic","requires":["profile.name"]},
               {"tier":"standard","requires":["business.registration","business.owners","business.directors"],
                "persons":["profile.name","profile.birth_date","profile.address"]},
               {"tier":"verified","requires":["profile.email"],"persons":["identity.document"]}],
             "capabilities":[{"capability":"pay","tier":"basic"},{"capability":"receive","tier":"standard"},
               {"capability":"payout","tier":"verified"}]}}
            """
                    .strip();

    final OnboardingWorld world;
    private int keys;

    PersonCalls() {
        this(ruled(Faults.none()));
    }

    PersonCalls(OnboardingWorld world) {
        this.world = world;
    }

    static OnboardingWorld ruled(Faults faults) {
        var world = new OnboardingWorld(faults);
        Response put = world.put(settings(), "prepare-settings-1");
        if (put.status() != 200) {
            throw new AssertionError(put.bytes());
        }
        return world;
    }

    static String settings() {
        return OnboardingWorld.PUT.replaceFirst("}$", ",\"onboarding\":" + RULES + "}");
    }

    String key() {
        return "persons-%010d".formatted(keys++);
    }

    static String path(String business) {
        return "/v1/participants/" + business + "/persons";
    }

    String business() {
        return business(world);
    }

    static String business(OnboardingWorld world) {
        Response answer = world.create(
                OnboardingWorld.CREATE
                        .replace("\"individual\"", "\"business\"")
                        .replace("Grace Hopper", "Beispiel GmbH")
                        .replace("\"birthDate\":\"1906-12-09\",", ""),
                "create-business-0001");
        if (answer.status() != 201) {
            throw new AssertionError(answer.bytes());
        }
        return answer.text("id");
    }

    Response add(String business, String body) {
        return world.call("POST", path(business), body, key(), BACKEND, Map.of());
    }

    /** The id of a person who was taken. */
    String added(String business, String body) {
        Response answer = add(business, body);
        if (answer.status() != 201) {
            throw new AssertionError(answer.bytes());
        }
        return answer.text("id");
    }

    Response change(String business, String person, String body) {
        return world.call("PATCH", path(business) + "/" + person, body, key(), BACKEND, Map.of());
    }

    Response remove(String business, String person) {
        return world.call("DELETE", path(business) + "/" + person, "", key(), BACKEND, Map.of());
    }

    Response declare(String business, boolean noOwnerAbove25) {
        return world.call(
                "PUT", "/v1/participants/" + business + "/declarations",
                "{\"noOwnerAbove25\":" + noOwnerAbove25 + "}", key(), BACKEND, Map.of());
    }

    Response view(String business) {
        return world.get("/v1/participants/" + business);
    }

    String status(String business, String capability) {
        return view(business).body().at("/capabilities/" + capability + "/status").asString("");
    }

    /** The open requirements, of the business and of its persons. */
    Set<String> open(String business) {
        Set<String> codes = new TreeSet<>();
        requirements(business).forEach(of -> codes.add(of.path("code").asString("")));
        return codes;
    }

    List<JsonNode> requirements(String business) {
        return StreamSupport.stream(view(business).body().path("requirements").spliterator(), false).toList();
    }

    JsonNode requirement(String business, String code) {
        return requirements(business).stream()
                .filter(of -> of.path("code").asString("").equals(code))
                .findFirst()
                .orElseThrow();
    }

    List<String> events(String business) {
        return entries(business).stream().map(Entry::event).toList();
    }

    List<Entry> entries(String business) {
        return world.chain(CreateParticipant.chain(OnboardingWorld.DEMO, business));
    }
}
