package dev.surety.runtime.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.secrets.Secrets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The key service is asked once for a chain, and a key that was destroyed is gone at once. */
class DataKeysRememberedTest {
    private static final String SECRET =
            "{\"vault\":{\"current\":\"dGhpcnR5LXR3byBieXRlcyBmb3IgdGVzdHMgb25seSE=\"}}";

    private final FixedClock clock = FixedClock.at("2026-11-22T12:00:00Z");
    private final MemoryDynamo store = MemoryDynamo.surety(clock);
    private final Counted keeper = new Counted(new SecretKeyWrap(new Secrets(() -> SECRET, clock)));
    private final RememberedDataKeys remembered = new RememberedDataKeys(keeper, clock);
    private final Vault vault = new Vault(store, SuretyTables.VAULT, SuretyTables.VAULT_KEYS, remembered);

    private static final class Counted implements KeyWrap {
        private final KeyWrap inner;
        private int unwraps;

        Counted(KeyWrap inner) {
            this.inner = inner;
        }

        @Override
        public byte[] wrap(byte[] dataKey, String context) {
            return inner.wrap(dataKey, context);
        }

        @Override
        public byte[] unwrap(byte[] wrapped, String context) {
            unwraps++;
            return inner.unwrap(wrapped, context);
        }
    }

    private static ChainId chain(int nth) {
        return new ChainId("escrow", new MarketplaceId("demo"), "esc_" + nth);
    }

    private String keep(int chain, String text) {
        return vault.keep(chain(chain), Json.object().put("reason", text));
    }

    @Test
    void oneThatMadeAKeyNeedNotAskForIt() {
        String one = keep(1, "one");
        String other = keep(1, "other");

        assertEquals("one", vault.find(chain(1), one).orElseThrow().path("reason").asString(""));
        assertEquals("other", vault.find(chain(1), other).orElseThrow().path("reason").asString(""));
        assertEquals(0, keeper.unwraps);
    }

    @Test
    void anotherAsksOnceForAChainAndAgainAfterFiveMinutes() {
        String note = keep(1, "one");
        var elsewhere = new Vault(
                store, SuretyTables.VAULT, SuretyTables.VAULT_KEYS, new RememberedDataKeys(keeper, clock));
        for (int times = 0; times < 3; times++) {
            assertTrue(elsewhere.find(chain(1), note).isPresent());
            assertEquals(1, keeper.unwraps);
        }
        clock.advance(RememberedDataKeys.KEPT);
        assertTrue(elsewhere.find(chain(1), note).isPresent());
        assertEquals(2, keeper.unwraps);
    }

    @Test
    void aKeyThatWasDestroyedOpensNothingThoughItIsRemembered() {
        String note = keep(1, "one");
        assertTrue(vault.find(chain(1), note).isPresent());

        store.deleteItem(delete -> delete.tableName(SuretyTables.VAULT_KEYS)
                .key(Map.of("pk", AttributeValue.fromS(chain(1).toString())))
                .conditionExpression("attribute_exists(pk)"));

        assertEquals(Optional.empty(), vault.find(chain(1), note));
    }

    @Test
    void aThousandAreRememberedAndTheOldestGoesFirst() {
        byte[] first = remembered.wrap(new byte[] {7}, "the first");
        for (int nth = 1; nth <= RememberedDataKeys.MOST; nth++) {
            byte[] wrapped = remembered.wrap(new byte[] {(byte) nth}, "chain " + nth);
            assertArrayEquals(new byte[] {(byte) nth}, remembered.unwrap(wrapped, "chain " + nth));
        }
        assertEquals(0, keeper.unwraps);
        assertArrayEquals(new byte[] {7}, remembered.unwrap(first, "the first"));
        assertEquals(1, keeper.unwraps, "the oldest had to be asked for");
    }
}
