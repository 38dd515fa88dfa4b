package dev.surety.onboarding;

import dev.surety.dynamo.faults.Faults;
import dev.surety.model.journal.Entry;
import dev.surety.model.standing.Standing;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.onboarding.app.screening.ScreeningCases;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** A marketplace with the shipped rules, and the calls of screening as tests make them. */
final class ScreeningCalls {
    private static final String RULES =
            """
            {"rules":{"tiers":[
               {"tier":"basic","requires":["profile.name","profile.email"]},
               {"tier":"standard","requires":["profile.birth_date","business.registration","terms.accept"]}],
             "capabilities":[{"capability":"pay","tier":"basic"},{"capability":"receive","tier":"standard"},
               {"capability":"payout","tier":"standard","requires":["payout_method.add"]}]}}
            """
                    .strip();

    final OnboardingWorld world;
    private int keys;

    ScreeningCalls() {
        this(OnboardingWorld.laidDown());
        Response put = world.putApproved(settings(), "put-rules-000000001");
        if (put.status() != 200) {
            throw new AssertionError(put.bytes());
        }
    }

    ScreeningCalls(OnboardingWorld world) {
        this.world = world;
    }

    /** A world with rules, in which a fault may fall later. */
    static OnboardingWorld ruled(Faults faults) {
        OnboardingWorld world = new OnboardingWorld(faults);
        world.put(OnboardingWorld.PUT.replaceFirst("}$", ",\"onboarding\":" + RULES + "}"), "prepare-settings-1");
        return world;
    }

    String settings() {
        return OnboardingWorld.PUT.replaceFirst("}$", ",\"onboarding\":" + RULES + "}");
    }

    private String key() {
        return "screening-%010d".formatted(keys++);
    }

    static Map<String, String> person(String id) {
        return Map.of(
                "marketplace", "demo",
                "client_id", "demo-" + id,
                "person", id,
                "scope", "participants:read participants:decide");
    }

    static String creation(String name) {
        return OnboardingWorld.CREATE.replace("Grace Hopper", name);
    }

    String seller(String name) {
        world.clock.advance(Duration.ofSeconds(1));
        Response answer = world.create(creation(name), key());
        if (answer.status() != 201) {
            throw new AssertionError(answer.bytes());
        }
        return answer.text("id");
    }

    /** A seller who lacks nothing that it can give. */
    String activeSeller(String name) {
        String seller = seller(name);
        acceptTerms(seller);
        new PayoutMethodCalls(world).add(
                seller, PayoutMethodCalls.iban("DE89370400440532013000", name), "method-of-" + key());
        return seller;
    }

    void acceptTerms(String seller) {
        call("POST", "/v1/participants/" + seller + "/terms-acceptances", "{\"version\":\"1\"}",
                OnboardingWorld.backend(OnboardingWorld.DEMO), 200);
    }

    Response patch(String seller, String body) {
        return call("PATCH", "/v1/participants/" + seller, body, OnboardingWorld.backend(OnboardingWorld.DEMO), 200);
    }

    private Response call(String method, String path, String body, Map<String, String> claims, int status) {
        Response answer = world.call(method, path, body, key(), claims, Map.of());
        if (answer.status() != status) {
            throw new AssertionError(answer.bytes());
        }
        return answer;
    }

    Response view(String seller) {
        return world.get("/v1/participants/" + seller);
    }

    /** The codes of the open requirements. */
    List<String> open(String seller) {
        return StreamSupport.stream(view(seller).body().path("requirements").spliterator(), false)
                .map(of -> of.path("code").asString(""))
                .toList();
    }

    private List<Entry> entries(String seller) {
        return world.chain(CreateParticipant.chain(OnboardingWorld.DEMO, seller));
    }

    List<String> events(String seller) {
        return entries(seller).stream().map(Entry::event).toList();
    }

    Entry last(String seller) {
        return entries(seller).getLast();
    }

    Standing standing(String seller) {
        return Json.shared(
                Json.object(last(seller).data()).path("standing"), Standing.class, Standing.VERSION);
    }

    List<Entry> caseOf(String seller) {
        return world.chain(ScreeningCases.chain(OnboardingWorld.DEMO, seller));
    }

    List<String> caseEvents(String seller) {
        return caseOf(seller).stream().map(Entry::event).toList();
    }

    Response cases(String query) {
        return world.get("/v1/screening/cases" + query, person("per_c1"));
    }

    String casePath(String seller) {
        return "/v1/screening/cases/" + ScreeningCases.chain(OnboardingWorld.DEMO, seller).id();
    }

    /** The case as a person is shown it. */
    Response look(String seller, String person) {
        return world.get(casePath(seller), person(person));
    }

    String hash(String seller) {
        return ScreeningCases.from(caseOf(seller).getLast()).hash();
    }

    Response decide(String seller, String decision, String person) {
        return decide(seller, decision, person, hash(seller));
    }

    Response decide(String seller, String decision, String person, String hash) {
        return world.call("POST", casePath(seller) + "/decide", body(decision, hash), key(), person(person), Map.of());
    }

    static String body(String decision, String hash) {
        return "{\"decision\":\"%s\",\"reason\":\"born elsewhere\",\"evidence\":\"%s\"}".formatted(decision, hash);
    }

    /** Two people who agree. */
    void decided(String seller, String decision) {
        for (String person : List.of("per_c1", "per_c2")) {
            Response answer = decide(seller, decision, person);
            if (answer.status() != 200) {
                throw new AssertionError(answer.bytes());
            }
        }
    }
}
