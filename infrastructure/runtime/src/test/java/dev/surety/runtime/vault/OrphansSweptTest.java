package dev.surety.runtime.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.dynamo.faults.AroundDynamo;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.vault.Orphans.Swept;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import tools.jackson.databind.node.ObjectNode;

/** Words are kept before the entry that names them: those that no entry ever named are destroyed, and no others. */
class OrphansSweptTest {
    private static final ChainId CHAIN = new ChainId("participant", new MarketplaceId("demo"), "par_a");
    private static final ChainId ESCROW = new ChainId("escrow", new MarketplaceId("demo"), "esc_a");
    private static final LocalDate DAY = LocalDate.parse("2026-11-22");
    private static final KeyWrap PLAIN = new KeyWrap() {
        @Override
        public byte[] wrap(byte[] dataKey, String context) {
            return dataKey;
        }

        @Override
        public byte[] unwrap(byte[] wrapped, String context) {
            return wrapped;
        }
    };

    private final FixedClock clock = FixedClock.at("2026-11-22T23:59:00Z");
    private final MemoryDynamo store = MemoryDynamo.surety(clock);
    private final Journal journal = new Journal(store, SuretyTables.JOURNAL);
    private final Vault vault = new Vault(store, SuretyTables.VAULT, SuretyTables.VAULT_KEYS, PLAIN, clock);
    private final Orphans orphans = new Orphans(store, SuretyTables.VAULT, journal);

    private static ObjectNode words(String name) {
        return Json.object().put("name", name);
    }

    private void append(Draft draft) {
        journal.append(journal.load(CHAIN), draft);
    }

    private Draft draft(ObjectNode data, String key) {
        return Draft.of("participant.created.v2", data, clock.instant(), Actor.EVENT, CommandKey.ofFact(key));
    }

    @Test
    void wordsThatNoEntryNamesGoAndOthersStay() {
        String named = vault.keepPerson(CHAIN, words("Ada"));
        String noted = vault.keepPerson(CHAIN, words("as agreed"));
        String orphan = vault.keepPerson(CHAIN, words("Grace"));
        append(draft(Json.object().put("words", named), "one"));
        append(draft(Json.object(), "two").note(Optional.of(noted)));

        assertEquals(new Swept(3, 1), orphans.sweep(DAY));

        assertEquals(Optional.empty(), vault.find(CHAIN, orphan));
        assertTrue(vault.find(CHAIN, named).isPresent());
        assertTrue(vault.find(CHAIN, noted).isPresent());
        assertEquals(new Swept(2, 0), orphans.sweep(DAY));
    }

    @Test
    void wordsOfACommandThatComesAgainAreKeptAnew() {
        String orphan = vault.keepPerson(CHAIN, words("Grace"));
        assertEquals(orphan, vault.keepPerson(CHAIN, words("Grace")));
        clock.advance(Duration.ofDays(2));
        assertEquals(orphan, vault.keepPerson(CHAIN, words("Grace")));

        assertEquals(new Swept(0, 0), orphans.sweep(DAY));
        append(draft(Json.object().put("words", orphan), "one"));
        assertEquals(new Swept(1, 0), orphans.sweep(DAY.plusDays(2)));
        assertEquals(Optional.of(words("Grace")), vault.find(CHAIN, orphan));
    }

    /** A day in the index costs a write of each sale; what is written beside one is found without. */
    @Test
    void wordsBesideAnEscrowAreInNoIndexAndGoLater() {
        String orphan = vault.keep(ESCROW, words("a chair"));
        String named = vault.keep(CHAIN, words("as agreed"));
        append(draft(Json.object().put("words", named), "one"));

        assertEquals(new Swept(0, 0), orphans.sweep(DAY));
        assertEquals(new Swept(0, 0), orphans.sweepAll(DAY.minusDays(14), DAY.minusDays(1)));
        assertEquals(new Swept(2, 1), orphans.sweepAll(DAY.minusDays(14), DAY));

        assertEquals(Optional.empty(), vault.find(ESCROW, orphan));
        assertTrue(vault.find(CHAIN, named).isPresent());
    }

    @Test
    void thoseOfACommandThatComesAgainAreKeptAnew() {
        String orphan = vault.keep(ESCROW, words("a chair"));
        clock.advance(Duration.ofDays(12));
        assertEquals(orphan, vault.keep(ESCROW, words("a chair")));

        assertEquals(new Swept(0, 0), orphans.sweepAll(DAY.minusDays(14), DAY));
        assertTrue(vault.find(ESCROW, orphan).isPresent());
    }

    @Test
    void wordsOfAReleaseThatWroteNoDayGoWithThem() {
        String orphan = vault.keep(ESCROW, words("a chair"));
        forgetTheDay();

        assertEquals(new Swept(1, 1), orphans.sweepAll(DAY.minusDays(14), DAY.minusDays(14)));
        assertEquals(Optional.empty(), vault.find(ESCROW, orphan));
    }

    @Test
    void thoseThatAreKeptAnewWhileTheyAreLookedAtStay() {
        String orphan = vault.keep(CHAIN, words("Grace"));
        forgetTheDay();
        var disturbed = new AroundDynamo(store) {
            @Override
            public DeleteItemResponse deleteItem(DeleteItemRequest request) {
                vault.keepPerson(CHAIN, words("Grace"));
                return super.deleteItem(request);
            }
        };

        Swept swept = new Orphans(disturbed, SuretyTables.VAULT, journal).sweepAll(DAY.minusDays(14), DAY);

        assertEquals(new Swept(1, 0), swept);
        assertTrue(vault.find(CHAIN, orphan).isPresent());
    }

    private void forgetTheDay() {
        store.items(SuretyTables.VAULT).forEach(item -> {
            var former = new HashMap<>(item);
            former.remove("kept");
            store.deleteItem(delete -> delete.tableName(SuretyTables.VAULT)
                    .key(Map.of("pk", item.get("pk"), "sk", item.get("sk"))));
            store.putItem(put -> put.tableName(SuretyTables.VAULT)
                    .item(former)
                    .conditionExpression("attribute_not_exists(pk)"));
        });
    }

    /** The index is late: what it shows may have been kept anew since. */
    @Test
    void whatWasKeptAnewWhileItWasLookedAtStays() {
        String orphan = vault.keepPerson(CHAIN, words("Grace"));
        store.settleIndexes();
        store.lagIndexes(true);
        clock.advance(Duration.ofDays(2));
        vault.keepPerson(CHAIN, words("Grace"));

        assertEquals(0, orphans.sweep(DAY).destroyed());

        assertTrue(vault.find(CHAIN, orphan).isPresent());
    }
}
