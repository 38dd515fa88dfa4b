package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.model.id.Id;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Participants;
import dev.surety.testkit.http.Response;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a marketplace calls a participant is personal: it lies in the vault, and is found by a keyed hash. */
class ReferencesArePersonalTest {
    private static final String KEY = "create-0000000001";

    private final OnboardingWorld world = OnboardingWorld.laidDown();

    @AfterEach
    void theWholeWorldHolds() {
        world.check();
    }

    /** Marketplaces use e-mail addresses as references: the store's own check finds them in journal and index. */
    @Test
    void aReferenceIsPersonalAndStandsNowhereButInTheVault() {
        String reference = "grace.hopper@navy.example";
        String id = world.created(reference, KEY);

        assertFalse(world.store.everything().toString().contains(reference), "nor in the index");
        assertEquals(reference, world.get(path(id)).text("reference"));
        Response list = world.get(list("grace.hopper@navy.example"));
        assertEquals(List.of(id), list.body().path("data").values().stream()
                .map(view -> view.path("id").asString(""))
                .toList());
        assertEquals(reference, list.body().at("/data/0/reference").asString(""));
        var token = OnboardingWorld.participant(id);
        assertEquals(1, world.get(list("grace.hopper@navy.example"), token).body().path("data").size());
        String index = world.chain(CreateParticipant.chain(OnboardingWorld.DEMO, id)).getFirst().index().reference();
        assertTrue(index.matches("participant#demo#\t[0-9a-f]{32}"), index);
    }

    @Test
    void theSameReferenceOfTwoMarketplacesHasNothingInCommonThatShowsIt() {
        String id = world.created("customer-1", KEY);
        var there = OnboardingWorld.operator(OnboardingWorld.OTHER);
        world.call("PUT", OnboardingWorld.SETTINGS, OnboardingWorld.PUT, KEY, there, Map.of());
        Response other = world.call(
                "POST", OnboardingWorld.PARTICIPANTS, OnboardingWorld.CREATE.replace("customer-7", "customer-1"), KEY,
                OnboardingWorld.backend(OnboardingWorld.OTHER), Map.of());
        var here = world.chain(CreateParticipant.chain(OnboardingWorld.DEMO, id)).getFirst().index().reference();
        var elsewhere = world.chain(CreateParticipant.chain(OnboardingWorld.OTHER, other.text("id")))
                .getFirst().index().reference();
        assertNotEquals(here.substring(here.length() - 32), elsewhere.substring(elsewhere.length() - 32));
    }

    /** The process dies between vault and journal, and nobody comes back. */
    @Test
    void aPersonWhoWasNeverCreatedIsNotKept() {
        String created = world.created("customer-1", KEY);
        var never = CreateParticipant.chain(OnboardingWorld.DEMO, Id.derive("par", "never"));
        world.keep(never, Json.object().put("name", "Nobody Ever"));
        assertEquals(Map.of("looked", 0, "destroyed", 0), world.sweeping.apply(InputStream.nullInputStream()));
        world.clock.advance(Duration.ofDays(1));
        assertEquals(Map.of("looked", 0, "destroyed", 0), world.sweeping.apply(InputStream.nullInputStream()));
        world.clock.advance(Duration.ofDays(1));

        assertEquals(Map.of("looked", 2, "destroyed", 1), world.sweeping.apply(InputStream.nullInputStream()));

        assertEquals(1, world.store.items(SuretyTables.VAULT).size());
        assertEquals("Grace Hopper", world.get(path(created)).body().at("/profile/name").asString(""));
    }

    /** As former releases left them: the reference in entry and index, the profile alone in the vault. */
    @Test
    void participantsOfFormerReleasesAreFoundBesideThoseOfToday() {
        String former = world.formerParticipant("family-3");
        world.clock.advance(Duration.ofSeconds(1));
        String today = world.created("family-3", KEY);

        assertEquals("family-3", world.get(path(former)).text("reference"));
        assertEquals("Grace Hopper", world.get(path(former)).body().at("/profile/name").asString(""));
        List<String> found = new ArrayList<>();
        String next = "";
        do {
            Response page = world.get(list("family-3") + "&limit=1" + next);
            page.body().path("data").forEach(view -> found.add(view.path("id").asString("")));
            next = page.text("nextCursor").isEmpty() ? "" : "&cursor=" + page.text("nextCursor");
        } while (!next.isEmpty());
        assertEquals(List.of(today, former), found);
    }

    @Test
    void participantsAreFoundUnderTheFormerKeyOfTheIndex() {
        String former = world.created("family-3", KEY);
        world.secrets = world.secrets.replace(
                "\"index\": {\"current\"",
                "\"index\": {\"current\": \"bm90aGluZyBidXQgYW5vdGhlciBrZXkgZm9yIGl0ISE=\", \"previous\"");
        world.clock.advance(Duration.ofMinutes(6));
        String today = world.created("family-3", "create-0000000002");
        Response list = world.get(list("family-3"));
        assertEquals(List.of(today, former), list.body().path("data").values().stream()
                .map(view -> view.path("id").asString(""))
                .toList());
    }

    @Test
    void allParticipantsOfAMarketplaceCanBeEnumerated() {
        Set<String> created = new TreeSet<>();
        for (int i = 0; i < 130; i++) {
            created.add(world.created("customer-" + i, "create-00000000" + (100 + i)));
        }
        world.formerParticipant("one of old");
        var participants = new Participants(new JournalIndexes(world.store, SuretyTables.JOURNAL));

        List<String> all = participants.all(OnboardingWorld.DEMO).toList();
        assertEquals(created.size(), all.size(), "each once");
        assertEquals(created, new TreeSet<>(all));
        assertEquals(List.of(), participants.all(OnboardingWorld.OTHER).toList());
        for (int shard = 0; shard < Participants.SHARDS; shard++) {
            assertTrue(participants.shard(OnboardingWorld.DEMO, shard).findAny().isPresent(), "the shards are used");
        }
    }

    private static String path(String id) {
        return OnboardingWorld.PARTICIPANTS + "/" + id;
    }

    private static String list(String reference) {
        return OnboardingWorld.PARTICIPANTS + "?reference=" + reference;
    }
}
