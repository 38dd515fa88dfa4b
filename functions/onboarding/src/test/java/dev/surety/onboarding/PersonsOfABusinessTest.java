package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.id.Id;
import dev.surety.onboarding.app.identity.IdentityChecks;
import dev.surety.testkit.http.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A business names its owners and directors, over HTTP, until it may receive and be paid out. */
class PersonsOfABusinessTest {
    private final PersonCalls calls = new PersonCalls();
    private final OnboardingWorld world = calls.world;
    private final String business = calls.business();

    private static String code(String person, String code) {
        return "person." + person + "." + code;
    }

    @Test
    void aBusinessReceivesOnceItsOwnersAndDirectorsAreKnown() {
        assertEquals(Set.of("business.owners", "business.directors"), calls.open(business));
        assertEquals("restricted", calls.status(business, "receive"));

        String owner = calls.added(
                business,
                "{\"roles\":[\"owner\"],\"shareBasisPoints\":7500,\"profile\":{\"name\":\"Ada Example\"}}");
        assertEquals(
                Set.of(
                        "business.directors", code(owner, "profile.birth_date"), code(owner, "profile.address"),
                        code(owner, "identity.document")),
                calls.open(business));
        JsonNode open = calls.requirement(business, code(owner, "profile.address"));
        assertEquals(owner, open.path("appliesTo").asString(""));
        assertEquals("participant", open.path("awaiting").asString(""));
        assertEquals("[\"receive\",\"payout\"]", open.path("restricts").toString());
        assertEquals(
                "participant", calls.requirement(business, "business.directors").path("appliesTo").asString(""));

        Response changed = calls.change(
                business, owner, "{\"roles\":[\"owner\",\"director\"]," + PersonCalls.WHOLE + "}");
        assertEquals(200, changed.status(), changed.bytes());
        assertEquals("active", calls.status(business, "receive"));
        assertEquals(Set.of(code(owner, "identity.document")), calls.open(business));
        assertEquals("restricted", calls.status(business, "payout"));
        assertTrue(calls.view(business).body().at("/capabilities/payout/details/0/resolution").asString("")
                .startsWith("For " + owner + ": have"));
        assertEquals(
                List.of("participant.created.v3", "person.added.v1", "person.changed.v1"), calls.events(business));
        assertFalse(calls.entries(business).toString().contains("Ada"), "the journal has no name");
        world.check();
    }

    @Test
    void aBusinessWithManySmallOwnersDeclaresIt() {
        String director = calls.added(business, PersonCalls.DIRECTOR);
        assertEquals(Set.of("business.owners", code(director, "identity.document")), calls.open(business));

        Response declared = calls.declare(business, true);
        assertEquals(200, declared.status(), declared.bytes());
        assertEquals("{\"noOwnerAbove25\":true,\"declaredAt\":\"2026-11-22T10:00:00.000Z\"}", declared.bytes());
        assertEquals("active", calls.status(business, "receive"));
        assertEquals(
                "{\"persons\":1,\"declaration\":{\"noOwnerAbove25\":true,\"declaredAt\":\"2026-11-22T10:00:00.000Z\"}}",
                calls.view(business).body().path("business").toString());

        calls.declare(business, false);
        assertTrue(calls.open(business).contains("business.owners"), "the last declaration holds");
        assertEquals("participant.declared.v1", calls.events(business).getLast());
        world.check();
    }

    @Test
    void anAcceptedDocumentOfThePersonIsItsProof() {
        String owner = ready();
        var documents = new DocumentCalls(world);
        String body = documentOf(owner);
        Response announced = world.call(
                "POST", DocumentCalls.path(business), body, "announce-0000000001", PersonCalls.BACKEND, Map.of());
        assertEquals(201, announced.status(), announced.bytes());
        assertEquals(owner, announced.text("person"));
        String document = announced.text("id");
        documents.put(document, DocumentCalls.PDF);
        documents.tell(document);
        assertEquals(
                "pending",
                calls.requirement(business, code(owner, "identity.document")).path("status").asString(""));

        assertEquals(200, documents.decide(business, document, "/reject", "{\"code\":\"under_age\"}").status());
        JsonNode open = calls.requirement(business, code(owner, "identity.document"));
        assertEquals("under_age", open.at("/errors/0/code").asString(""));
        assertEquals("currently_due", open.path("status").asString(""));

        String second = world.call(
                        "POST", DocumentCalls.path(business), body, "announce-0000000002", PersonCalls.BACKEND,
                        Map.of())
                .text("id");
        documents.put(second, DocumentCalls.PDF);
        documents.tell(second);
        assertEquals(200, documents.decide(business, second, "/accept", "").status());
        assertEquals(Set.of(), calls.open(business));
        assertEquals("active", calls.status(business, "payout"));
        world.check();
    }

    private static String documentOf(String person) {
        return DocumentCalls.body(DocumentCalls.PDF)
                .replace("{\"purpose\"", "{\"person\":\"" + person + "\",\"purpose\"");
    }

    private String ready() {
        return calls.added(business, PersonCalls.OWNER.replace("[\"owner\"]", "[\"owner\",\"director\"]"));
    }

    private String check(String person) {
        Response started = world.call(
                "POST", "/v1/participants/" + business + "/identity-checks",
                "{\"returnUrl\":\"https://shop.example/back\",\"person\":\"" + person + "\"}", calls.key(),
                PersonCalls.BACKEND, Map.of());
        assertEquals(201, started.status(), started.bytes());
        assertEquals(person, started.text("person"));
        String check = started.text("id");
        world.identity.sandbox.behindPage(check).ifPresent(world.identity.sandbox::submit);
        world.wake(IdentityChecks.chain(OnboardingWorld.DEMO, check), 0);
        return check;
    }

    @Test
    void anIdentityCheckIsOfThePersonAndARenameUndoesIt() {
        String owner = ready();
        String director = calls.added(business, PersonCalls.DIRECTOR);
        check(owner);
        assertEquals(Set.of(code(director, "identity.document")), calls.open(business));
        check(director);
        assertEquals("active", calls.status(business, "payout"));

        calls.change(business, owner, "{\"shareBasisPoints\":9000}");
        calls.change(business, owner, "{\"profile\":{\"phone\":\"+4366012345\"}}");
        assertEquals("active", calls.status(business, "payout"), "a share or a number is no name");
        world.call(
                "PATCH", "/v1/participants/" + business, "{\"profile\":{\"name\":\"Neu GmbH\"}}", calls.key(),
                PersonCalls.BACKEND, Map.of());
        assertEquals("active", calls.status(business, "payout"), "the persons are the same");

        calls.change(business, owner, "{\"profile\":{\"name\":\"Eva Example\"}}");
        assertEquals(Set.of(code(owner, "identity.document")), calls.open(business));
        assertEquals("restricted", calls.status(business, "payout"), "at once, without 30 days");
        assertEquals(
                "name_mismatch",
                calls.requirement(business, code(owner, "identity.document")).at("/errors/0/code").asString(""));
        world.check();
    }

    @Test
    void aProviderSeesThePersonsNameAndNotTheBusiness() {
        String owner = calls.added(
                business, PersonCalls.OWNER.replace("Ada Example", "Under Age"));
        check(owner);
        assertEquals(
                "under_age",
                calls.requirement(business, code(owner, "identity.document")).at("/errors/0/code").asString(""));
    }

    @Test
    void whatIsAskedOfAPersonGoesWithThePerson() {
        String owner = ready();
        String other = calls.added(business, "{\"roles\":[\"representative\"],\"profile\":{\"name\":\"Bo\"}}");
        assertEquals(4, calls.open(business).size(), calls.open(business).toString());
        String check = check(other);
        Response removed = calls.remove(business, other);

        assertEquals(200, removed.status(), removed.bytes());
        assertEquals(1, removed.body().path("data").size());
        assertEquals(Set.of(code(owner, "identity.document")), calls.open(business));
        assertEquals(404, world.get(PersonCalls.path(business) + "/" + other).status());
        assertEquals(404, calls.remove(business, other).status());
        assertEquals(404, calls.change(business, other, "{\"roles\":[\"director\"]}").status());
        String last = calls.entries(business).getLast().data();
        assertFalse(last.contains(check) || last.contains("person." + other), last);
        world.wake(IdentityChecks.chain(OnboardingWorld.DEMO, check), 0);
        assertEquals("person.removed.v1", calls.events(business).getLast());
        world.check();
    }

    @Test
    void aPersonWhoIsNoOwnerAnyMoreHasNoShare() {
        String owner = calls.added(business, PersonCalls.OWNER);
        Response changed = calls.change(business, owner, "{\"roles\":[\"director\"]}");
        assertTrue(changed.body().path("shareBasisPoints").isNull(), changed.bytes());
        assertTrue(calls.open(business).contains("business.owners"));
        calls.added(business, PersonCalls.OWNER.replace("8000", "10000"));
        assertFalse(calls.open(business).contains("business.owners"), "the share of the former owner is free");
    }

    @Test
    void personsAreListedWithTheirProfiles() {
        String owner = calls.added(business, PersonCalls.OWNER);
        Response page = world.get(PersonCalls.path(business), OnboardingWorld.participant(business));
        assertEquals(owner, page.body().at("/data/0/id").asString(""));
        assertEquals("Ada Example", page.body().at("/data/0/profile/name").asString(""));
        assertEquals(
                page.body().at("/data/0").toString(),
                world.get(PersonCalls.path(business) + "/" + owner).bytes());
        assertTrue(page.body().path("nextCursor").isNull());
        assertEquals(8000, page.body().at("/data/0/shareBasisPoints").asInt(0));
    }

    @Test
    void aRepeatedRequestAddsThePersonOnce() {
        for (int i = 0; i < 2; i++) {
            Response answer = world.call(
                    "POST", PersonCalls.path(business), PersonCalls.OWNER, "add-00000000000001", PersonCalls.BACKEND,
                    Map.of());
            assertEquals(201, answer.status(), answer.bytes());
            calls.declare(business, true);
        }
        assertEquals(1, world.get(PersonCalls.path(business)).body().path("data").size());
        Response reused = world.call(
                "POST", PersonCalls.path(business), PersonCalls.DIRECTOR, "add-00000000000001", PersonCalls.BACKEND,
                Map.of());
        assertEquals("idempotency_key_reused", reused.reason());
    }

    @Test
    void aChangeForAFormerVersionIsRefused() {
        Response answer = world.refused(
                "POST", PersonCalls.path(business), PersonCalls.OWNER, "add-00000000000001", PersonCalls.BACKEND,
                Map.of("if-match", "\"7\""));
        assertEquals(412, answer.status());
    }

    @Test
    void onlyABusinessHasPersons() {
        String person = world.created("customer-1", "prepare-00000001");
        for (List<String> each : List.of(
                List.of("POST", PersonCalls.path(person), PersonCalls.OWNER),
                List.of("PUT", "/v1/participants/" + person + "/declarations", "{\"noOwnerAbove25\":true}"))) {
            Response answer =
                    world.refused(each.get(0), each.get(1), each.get(2), "command-00000001", PersonCalls.BACKEND);
            assertEquals("transition_not_allowed", answer.reason());
        }
        assertEquals("[]", world.get(PersonCalls.path(person)).body().path("data").toString());
        assertFalse(world.get("/v1/participants/" + person).body().has("business"));
    }

    @Test
    void aPersonOfAnotherBusinessIsUnknown() {
        String unknown = Id.derive("per", "of another business");
        Response check = world.refused(
                "POST", "/v1/participants/" + business + "/identity-checks",
                "{\"returnUrl\":\"https://shop.example/back\",\"person\":\"" + unknown + "\"}", "command-00000001",
                PersonCalls.BACKEND);
        assertEquals(List.of("/person"), check.pointers());
        Response document = world.refused(
                "POST", DocumentCalls.path(business),
                documentOf(unknown), "command-00000001", PersonCalls.BACKEND);
        assertEquals(List.of("not_of_this_participant"), document.reasons());
        assertEquals(
                "transition_not_allowed",
                world.refused(
                                "POST", "/v1/participants/" + business + "/identity-checks",
                                "{\"returnUrl\":\"https://shop.example/back\"}", "command-00000001",
                                PersonCalls.BACKEND)
                        .reason(),
                "a business has no face");
    }

    @Test
    void aMarketplaceThatVerifiesAtOnceAsksPersonsForNothing() {
        var plain = new PersonCalls(OnboardingWorld.laidDown());
        String open = plain.business();
        plain.added(open, "{\"roles\":[\"representative\"],\"profile\":{\"name\":\"Bo\"}}");
        assertEquals(Set.of(), plain.open(open));
        assertEquals("active", plain.status(open, "payout"));
        assertEquals(List.of(), plain.world.lists.asked);
    }

    @Test
    void settingsWithRulesForPersonsCanBePutAsTheyAreRead() {
        Response read = world.settings();
        assertEquals("[\"identity.document\"]", read.body().at("/onboarding/rules/tiers/2/persons").toString());
        assertFalse(read.body().at("/onboarding/rules/tiers/0").has("persons"));
        assertEquals(200, world.put(read.bytes(), "prepare-settings-2").status());
        Response wrong = world.refused(
                "PUT", OnboardingWorld.SETTINGS,
                PersonCalls.settings()
                        .replace("[\"identity.document\"]", "[\"terms.accept\",\"profile.phone\",\"profile.phone\"]"),
                "prepare-settings-3", OnboardingWorld.operator(OnboardingWorld.DEMO));
        assertEquals(
                List.of("/onboarding/rules/tiers/2/persons/0", "/onboarding/rules/tiers/2/persons/2"),
                wrong.pointers());
        assertEquals(List.of("unknown_requirement", "doubled"), wrong.reasons());
    }
}
