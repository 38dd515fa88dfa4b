package dev.surety.runtime.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.FaultyDynamo;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.secrets.Sealed;
import dev.surety.runtime.secrets.Secrets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.node.ObjectNode;

/** Words that were moved, altered, forgotten, or kept while things failed. */
class WordsInTheVaultTest {
    private static final ChainId JO = new ChainId("participant", new MarketplaceId("demo"), "par_jo");
    private static final ChainId FLO = new ChainId("participant", new MarketplaceId("demo"), "par_flo");

    private final FixedClock clock = FixedClock.at("2026-11-22T12:00:00Z");
    private final MemoryDynamo store = MemoryDynamo.surety(clock);
    private final AtomicReference<String> document = new AtomicReference<>(secret("a"));
    private final Vault vault = vault(store);

    private static String secret(String... versions) {
        String current = base64(versions[0]);
        return versions.length == 1
                ? "{\"vault\":{\"current\":\"" + current + "\"}}"
                : "{\"vault\":{\"current\":\"" + current + "\",\"previous\":\"" + base64(versions[1]) + "\"}}";
    }

    private static String base64(String letter) {
        return Base64.getEncoder().encodeToString(letter.repeat(32).getBytes(StandardCharsets.UTF_8));
    }

    private Vault vault(software.amazon.awssdk.services.dynamodb.DynamoDbClient client) {
        KeyWrap wrap = new SecretKeyWrap(new Secrets(document::get, clock));
        return new Vault(client, SuretyTables.VAULT, SuretyTables.VAULT_KEYS, wrap);
    }

    private static ObjectNode words(String name) {
        return Json.object().put("name", name).put("email", name + "@example.org");
    }

    @Test
    void wordsAreFoundByTheirCommitmentAndStoredUnreadably() {
        String commitment = vault.keep(JO, words("Jo"));
        assertTrue(commitment.matches("[0-9a-f]{40}"));
        assertEquals(Optional.of(words("Jo")), vault.find(JO, commitment));
        String stored = store.everything().toString();
        assertFalse(stored.contains("example.org"));
        byte[] sealed = store.items(SuretyTables.VAULT).getFirst().get("sealed").b().asByteArray();
        assertFalse(new String(sealed, StandardCharsets.ISO_8859_1).contains("example.org"));
    }

    @Test
    void theSameWordsAgainLeaveOneItemAndOtherPeoplesWordsDoNotShow() {
        String once = vault.keep(JO, words("Jo"));
        assertEquals(once, vault.keep(JO, words("Jo")));
        assertEquals(once, vault.keep(JO, Json.object().put("email", "Jo@example.org").put("name", "Jo")));
        assertEquals(1, store.items(SuretyTables.VAULT).size());
        assertNotEquals(once, vault.keep(FLO, words("Jo")));
        assertNotEquals(once, vault.keep(JO, words("Flo")));
    }

    @Test
    void wordsOfAnotherChainAreNotFound() {
        String commitment = vault.keep(JO, words("Jo"));
        vault.keep(FLO, words("Flo"));
        assertEquals(Optional.empty(), vault.find(FLO, commitment));
        assertEquals(Optional.empty(), vault.find(JO, "0".repeat(40)));
    }

    @Test
    void anItemMovedToAnotherPlaceDoesNotOpen() {
        String commitment = vault.keep(JO, words("Jo"));
        Map<String, AttributeValue> moved = new HashMap<>(store.items(SuretyTables.VAULT).getFirst());
        moved.put("sk", AttributeValue.fromS("f".repeat(40)));
        store.plant(SuretyTables.VAULT, moved);
        assertEquals(Optional.empty(), vault.find(JO, "f".repeat(40)));
        assertEquals(Optional.of(words("Jo")), vault.find(JO, commitment));
    }

    @Test
    void oneAlteredByteAnywhereIsNoticed() {
        String commitment = vault.keep(JO, words("Jo"));
        Map<String, AttributeValue> item = store.items(SuretyTables.VAULT).getFirst();
        byte[] sealed = item.get("sealed").b().asByteArray();
        for (int at = 0; at < sealed.length; at++) {
            byte[] altered = sealed.clone();
            altered[at] ^= 1;
            plant(item, altered);
            assertEquals(Optional.empty(), vault.find(JO, commitment), "byte " + at);
        }
        plant(item, new byte[5]);
        assertEquals(Optional.empty(), vault.find(JO, commitment));
        plant(item, sealed);
        assertEquals(Optional.of(words("Jo")), vault.find(JO, commitment));
    }

    private void plant(Map<String, AttributeValue> item, byte[] sealed) {
        Map<String, AttributeValue> other = new HashMap<>(item);
        other.put("sealed", AttributeValue.fromB(SdkBytes.fromByteArray(sealed)));
        store.plant(SuretyTables.VAULT, other);
    }

    @Test
    void whenTheKeyIsGoneSoAreTheWords() {
        String commitment = vault.keep(JO, words("Jo"));
        String flos = vault.keep(FLO, words("Flo"));
        store.deleteItem(delete -> delete.tableName(SuretyTables.VAULT_KEYS)
                .key(Map.of("pk", AttributeValue.fromS(JO.toString()))));
        assertEquals(Optional.empty(), vault.find(JO, commitment));
        assertEquals(Optional.of(words("Flo")), vault.find(FLO, flos));
        assertNotEquals(commitment, vault.keep(JO, words("Jo")), "no commitment tells what was once said");
    }

    @Test
    void aWrappedKeyOpensOnlyUnderTheNameItWasWrappedFor() {
        KeyWrap wrap = new SecretKeyWrap(new Secrets(document::get, clock));
        byte[] wrapped = wrap.wrap(Sealed.randomKey(), JO.toString());
        assertEquals(32, wrap.unwrap(wrapped, JO.toString()).length);
        assertThrows(IllegalStateException.class, () -> wrap.unwrap(wrapped, FLO.toString()));
    }

    @Test
    void keysOpenAcrossOneRotationOfTheSecret() {
        String commitment = vault.keep(JO, words("Jo"));
        document.set(secret("b", "a"));
        clock.advance(Duration.ofMinutes(6));
        assertEquals(Optional.of(words("Jo")), vault.find(JO, commitment));
        document.set(secret("c", "b"));
        clock.advance(Duration.ofMinutes(6));
        assertThrows(IllegalStateException.class, () -> vault.find(JO, commitment));
    }

    @Test
    void noTwoSealsAreAlike() {
        byte[] key = Sealed.randomKey();
        assertNotEquals(
                SdkBytes.fromByteArray(Sealed.seal(key, new byte[8], new byte[0])),
                SdkBytes.fromByteArray(Sealed.seal(key, new byte[8], new byte[0])));
    }

    /** The second vault looks on without faults. */
    private record World(MemoryDynamo store, Vault vault, Vault calm) {}

    @Test
    void whateverFailsARetryLeavesOneItemThatOpens() {
        int schedules = EveryFault.of("keep", faults -> {
                    MemoryDynamo fresh = MemoryDynamo.surety(clock);
                    return new World(fresh, vault(new FaultyDynamo(fresh, faults)), vault(fresh));
                }, world -> world.vault().keep(JO, words("Jo")))
                .checking(world -> {
                    assertEquals(1, world.store().items(SuretyTables.VAULT).size());
                    assertEquals(1, world.store().items(SuretyTables.VAULT_KEYS).size());
                    String again = world.calm().keep(JO, words("Jo"));
                    assertEquals(Optional.of(words("Jo")), world.calm().find(JO, again));
                    assertEquals(1, world.store().items(SuretyTables.VAULT).size());
                })
                .orEndingWith(Outage.class)
                .withDeaths()
                .inPairs()
                .run();
        assertTrue(schedules >= 8, "schedules " + schedules);
    }
}
