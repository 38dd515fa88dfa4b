package dev.surety.runtime.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.FaultyDynamo;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import tools.jackson.databind.node.ObjectNode;

/** Destroyed words are gone for every instance and every command, also for one that is under way. */
class WordsAreDestroyedTest {
    private static final ChainId JO = new ChainId("participant", new MarketplaceId("demo"), "par_jo");
    private static final ChainId FLO = new ChainId("participant", new MarketplaceId("demo"), "par_flo");

    private final FixedClock clock = FixedClock.at("2026-11-22T12:00:00Z");
    private final MemoryDynamo store = MemoryDynamo.surety(clock);

    /** Happens once, after a key was opened and before it is used. */
    private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});

    private final KeyWrap plain = new KeyWrap() {
        @Override
        public byte[] wrap(byte[] dataKey, String context) {
            meanwhile.getAndSet(() -> {}).run();
            return dataKey.clone();
        }

        @Override
        public byte[] unwrap(byte[] wrapped, String context) {
            meanwhile.getAndSet(() -> {}).run();
            return wrapped.clone();
        }
    };

    private Vault vault(DynamoDbClient client, KeyWrap wrap) {
        return new Vault(client, SuretyTables.VAULT, SuretyTables.VAULT_KEYS, wrap, clock);
    }

    private Vault vault() {
        return vault(store, plain);
    }

    private static ObjectNode words(String name) {
        return Json.object().put("name", name);
    }

    @Test
    void theWordsOfOneChainAreGoneAndTheOthersStay() {
        String jo = vault().keep(JO, words("Jo"));
        String more = vault().keepPerson(JO, words("Jo's"));
        String flo = vault().keep(FLO, words("Flo"));
        vault().destroy(JO);
        vault().destroy(JO);
        assertEquals(Optional.empty(), vault().find(JO, jo));
        assertEquals(Optional.empty(), vault().find(JO, more));
        assertEquals(Optional.of(words("Flo")), vault().find(FLO, flo));
        assertEquals(1, store.items(SuretyTables.VAULT).size());
    }

    @Test
    void theChainNeverKeepsWordsAgain() {
        vault().destroy(JO);
        assertThrows(Outage.class, () -> vault().keep(JO, words("Jo")));
        assertEquals(0, store.items(SuretyTables.VAULT).size());
    }

    @Test
    void anInstanceThatRemembersTheKeyNeitherReadsNorKeeps() {
        Vault remembering = vault(store, new RememberedDataKeys(plain, clock));
        String jo = remembering.keep(JO, words("Jo"));
        assertEquals(Optional.of(words("Jo")), remembering.find(JO, jo));
        vault().destroy(JO);
        assertEquals(Optional.empty(), remembering.find(JO, jo));
        assertThrows(Outage.class, () -> remembering.keep(JO, words("Jo again")));
        assertEquals(0, store.items(SuretyTables.VAULT).size());
    }

    @Test
    void aCommandThatHasReadTheKeyKeepsWhatNothingOpens() {
        vault().keep(JO, words("Jo"));
        meanwhile.set(() -> vault().destroy(JO));
        String late = vault().keep(JO, words("Jo, late"));
        assertEquals(Optional.empty(), vault().find(JO, late));
        vault().destroy(JO);
        assertEquals(0, store.items(SuretyTables.VAULT).size());
    }

    @Test
    void aCommandThatMakesTheFirstKeyMeanwhileKeepsNothing() {
        meanwhile.set(() -> vault().destroy(JO));
        assertThrows(Outage.class, () -> vault().keep(JO, words("Jo")));
        assertEquals(0, store.items(SuretyTables.VAULT).size());
    }

    @Test
    void aFaultAnywhereLeavesNoWordsOnceItIsDoneAgain() {
        record World(MemoryDynamo store, Vault vault) {}
        int tried = EveryFault.<World>of(
                        "destroy",
                        faults -> {
                            MemoryDynamo fresh = MemoryDynamo.surety(clock);
                            var world = new World(fresh, vault(new FaultyDynamo(fresh, faults), plain));
                            world.vault().keep(JO, words("Jo"));
                            world.vault().keep(JO, words("Jo's"));
                            return world;
                        },
                        world -> world.vault().destroy(JO))
                .orEndingWith(Outage.class)
                .recovering(world -> world.vault().destroy(JO))
                .checking(world -> assertEquals(0, world.store().items(SuretyTables.VAULT).size()))
                .withDeaths()
                .run();
        assertEquals(true, tried >= 4, "tried " + tried);
    }
}
