package dev.surety.runtime.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.dynamo.faults.AroundDynamo;
import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.FaultyDynamo;
import dev.surety.dynamo.invariants.WholeWorld;
import dev.surety.model.Invariants.Breach;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.journal.Posting;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import dev.surety.runtime.journal.JournalIndexes.Deadline;
import dev.surety.runtime.journal.JournalIndexes.Position;
import dev.surety.runtime.resilience.Outage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Loading, appending, racing and losing replies, in both stores alike. */
@ParameterizedClass
@EnumSource(JournalFixture.Engine.class)
class ChainAppendedToTest extends JournalFixture {
    private static Entry full(Journal journal) {
        return assertInstanceOf(Append.Done.class, journal.append(new Chain(CHAIN, List.of()), fullDraft())).entry();
    }

    private static Draft fullDraft() {
        Postings moved = Postings.building()
                .debit(Account.of(AccountKind.INCOMING), Money.of(6_000, "EUR"))
                .credit(Account.of(AccountKind.ESCROW, "par_x"), Money.of(6_000, "EUR"))
                .debit(Account.of(AccountKind.GATEWAY, "sandbox"), Money.of(1, "JPY"))
                .credit(Account.of(AccountKind.FEES), Money.of(1, "JPY"))
                .build();
        return new Draft(
                "escrow.funded.v1",
                Map.of("b", 2, "a", "é\n\"", "list", List.of(true, 1L)),
                moved,
                NOON.plusNanos(123_456_789),
                Actor.of("backend:demo-backend").onBehalfOf("payer"),
                new CommandKey("0123456789abcdef0123456789abcdef", "1.aabbccdd.0123456789abcdef0123456789abcdef"),
                Optional.of("fedcba9876543210fedcba9876543210"),
                new Entry.Index("escrow#demo#par_x", "escrow#demo#par_y", "escrow#demo#order-1"),
                Optional.of(new Entry.Due("escrow#live#3", NOON.plusSeconds(900).plusNanos(999_999))),
                Optional.of("opens"),
                Optional.of("1.a-commitment"),
                Optional.of(Map.of("v", 1, "outcome", "settled")));
    }

    @Test
    void whatAnAppendAnswersIsWhatIsStoredAndWhatIsReadBack() {
        Entry answered = full(journal);
        assertEquals(answered, journal.load(CHAIN).last());
        assertEquals(Optional.of(answered), journal.last(CHAIN));
        assertEquals(EntryItems.toItem(answered), stored(CHAIN).getFirst());
        assertEquals(answered, EntryItems.fromItem(stored(CHAIN).getFirst()));
    }

    /** Stored entries never change their shape; this file is how one written today looks, for ever. */
    @Test
    void aFullEntryLooksAsItAlwaysLooked() throws Exception {
        full(new Journal(db, SuretyTables.JOURNAL, () -> "AAECAwQFBgcICQoLDA0ODw"));
        assertEquals(golden("full-entry-with-nonce.txt"), shown(stored(CHAIN).getFirst()));
    }

    /** As entries were written before they had a nonce: read, written and hashed as ever, and followed by new ones. */
    @Test
    void anEntryOfBeforeTheNonceIsReadAsEver() throws Exception {
        full(new Journal(db, SuretyTables.JOURNAL, () -> ""));
        Map<String, AttributeValue> item = new TreeMap<>(stored(CHAIN).getFirst());
        item.keySet().removeAll(List.of("note", "ends"));
        assertEquals(golden("full-entry.txt"), shown(item));
        Entry old = EntryItems.fromItem(item);
        assertEquals("", old.nonce());
        assertEquals(item, new TreeMap<>(EntryItems.toItem(old)));
    }

    @Test
    void anAttributeOfALaterReleaseIsInTheHashThatTheNextEntryNames() throws Exception {
        var item = new TreeMap<>(journal.prepare(journal.load(CHAIN), draft("k")).put().item());
        item.put("later", AttributeValue.fromS("not known here"));
        db.putItem(put -> put.tableName(SuretyTables.JOURNAL)
                .item(item)
                .conditionExpression("attribute_not_exists(pk)"));
        append("next");
        everyLink();
    }

    private static String golden(String name) throws Exception {
        try (var file = ChainAppendedToTest.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String shown(Map<String, AttributeValue> item) {
        var lines = new StringBuilder();
        new TreeMap<>(item)
                .forEach((name, value) -> lines.append(name).append(" = ").append(shown(value)).append('\n'));
        return lines.toString();
    }

    private static String shown(AttributeValue value) {
        return switch (value.type()) {
            case S -> "S " + value.s();
            case N -> "N " + value.n();
            case L -> "L " + value.l().stream().map(ChainAppendedToTest::shown).toList();
            case M -> {
                var map = new TreeMap<String, String>();
                value.m().forEach((name, each) -> map.put(name, shown(each)));
                yield "M " + map;
            }
            default -> throw new AssertionError("an entry has no " + value.type());
        };
    }

    @Test
    void aChainIsLoadedToItsLastPage() {
        for (int i = 1; i <= 25; i++) {
            assertInstanceOf(Append.Done.class, append("k" + i));
        }
        String large = "x".repeat(300_000);
        for (int i = 26; i <= 30; i++) {
            Draft draft =
                    Draft.of("escrow.noted.v1", Map.of("note", large), NOON, Actor.TIMER, CommandKey.ofFact("" + i));
            assertInstanceOf(Append.Done.class, journal.append(journal.load(CHAIN), draft));
        }
        Chain chain = journal.load(CHAIN);
        assertEquals(30, chain.version());
        assertEquals(30, chain.last().number());
        assertEquals(30, journal.last(CHAIN).orElseThrow().number());
        assertTrue(journal.has(CHAIN, 30));
        assertFalse(journal.has(CHAIN, 31));
        assertEquals(Optional.of(chain.entries().get(6)), chain.seen(CommandKey.ofFact("k7")));
        assertEquals(7, chain.at(7).version());
    }

    @Test
    void aChainThatDoesNotExistIsEmpty() {
        ChainId other = new ChainId("escrow", DEMO, "esc_2");
        append("k");
        assertTrue(journal.load(other).isEmpty());
        assertEquals(Optional.empty(), journal.last(other));
        assertFalse(journal.has(other, 1));
    }

    @Test
    void theSameKeyAtTheSamePlaceIsOursAndStandsOnce() {
        Chain empty = journal.load(CHAIN);
        var first = assertInstanceOf(Append.Done.class, journal.append(empty, draft("k")));
        var again = assertInstanceOf(Append.Done.class, journal.append(empty, draft("k", NOON.plusSeconds(9))));
        assertEquals(first.entry(), again.entry(), "the stored entry answers, not the decided one");
        assertTrue(first.fresh());
        assertFalse(again.fresh(), "another call put it");
        assertEquals(1, stored(CHAIN).size());
    }

    @Test
    void aLostRaceNamesTheOther() {
        Chain empty = journal.load(CHAIN);
        Entry winner = assertInstanceOf(Append.Done.class, journal.append(empty, draft("one"))).entry();
        assertEquals(new Append.Lost(winner), journal.append(empty, draft("two")));
        Draft otherRequest = Draft.of(
                "escrow.noted.v1", Map.of(), NOON, Actor.TIMER, new CommandKey(draft("one").key().hash(), "1.x.y"));
        assertEquals(new Append.Lost(winner), journal.append(empty, otherRequest));
        assertEquals(1, stored(CHAIN).size());
    }

    @Test
    void timeNeverGoesBackInAChain() {
        append("now");
        journal.append(journal.load(CHAIN), draft("back", NOON.minusSeconds(300)));
        journal.append(journal.load(CHAIN), draft("on", NOON.plusSeconds(1).plusNanos(1_999_999)));
        assertEquals(
                List.of(NOON, NOON, NOON.plusMillis(1_001)),
                journal.load(CHAIN).entries().stream().map(Entry::at).toList());
    }

    @Test
    void everyEntryNamesTheHashOfTheOneBefore() throws Exception {
        full(journal);
        append("k2");
        append("k3");
        List<Map<String, AttributeValue>> items = stored(CHAIN);
        assertFalse(items.getFirst().containsKey("prev"));
        for (int i = 1; i < items.size(); i++) {
            assertEquals(hash(items.get(i - 1)), items.get(i).get("prev").s());
        }
    }

    /** Written from the description of the hash alone, as a verifier outside would. */
    static String hash(Map<String, AttributeValue> item) throws Exception {
        var text = new StringBuilder();
        for (var attribute : new TreeMap<>(item).entrySet()) {
            AttributeValue is = attribute.getValue();
            String value = is.s() != null ? is.s() : is.n();
            if (is.hasL()) {
                List<String> postings = new ArrayList<>();
                is.l().forEach(each -> postings.add(
                        each.m().get("a").s() + " " + each.m().get("c").s() + " " + each.m().get("m").n()));
                value = "[" + String.join(", ", postings) + "]";
            }
            text.append(attribute.getKey()).append(":").append(value.length()).append(":").append(value).append("\n");
        }
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }

    @Test
    void sixtyFourAtOnceLeaveOneWinnerPerPlaceAndALinearChain() throws Exception {
        List<Callable<Integer>> racers = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            String key = "racer-" + i;
            racers.add(() -> {
                for (int tries = 1; tries <= 100; tries++) {
                    if (journal.append(journal.load(CHAIN), draft(key)) instanceof Append.Done(var entry, _)) {
                        return entry.number();
                    }
                }
                throw new AssertionError("no place in a hundred tries");
            });
        }
        List<Integer> places = new ArrayList<>();
        try (var pool = Executors.newFixedThreadPool(64)) {
            for (Future<Integer> each : pool.invokeAll(racers)) {
                places.add(each.get());
            }
        }
        assertEquals(64, places.stream().distinct().count());
        Chain chain = journal.load(CHAIN);
        assertEquals(64, chain.version());
        assertEquals(64, chain.entries().stream().map(Entry::key).distinct().count());
        everyLink();
    }

    private void everyLink() throws Exception {
        List<Map<String, AttributeValue>> items = stored(CHAIN);
        for (int i = 1; i < items.size(); i++) {
            assertEquals(hash(items.get(i - 1)), items.get(i).get("prev").s());
        }
    }

    @ParameterizedTest
    @EnumSource(AccountKind.class)
    void noPlainAppendTakesFromAGuardedAccount(AccountKind kind) {
        Account from = kind.hasHolder() ? Account.of(kind, "par_x") : Account.of(kind);
        Account to = kind == AccountKind.SUSPENSE ? Account.of(AccountKind.FEES) : Account.of(AccountKind.SUSPENSE);
        Postings past = new Postings(List.of(
                new Posting(from, Money.of(-1, "EUR")), new Posting(to, Money.of(1, "EUR"))));
        Chain empty = journal.load(CHAIN);
        if (kind.isGuarded()) {
            assertThrows(Breach.class, () -> journal.append(empty, draft("k").with(past)));
            assertEquals(0, stored(CHAIN).size());
        } else {
            assertInstanceOf(Append.Done.class, journal.append(empty, draft("k").with(past)));
        }
    }

    @Test
    void aFoldedChainEndsAtSixThousand() {
        List<Entry> entries = new ArrayList<>();
        Entry first = full(journal);
        entries.add(first);
        for (int i = 2; i <= Journal.LAST_ENTRY; i++) {
            entries.add(new Entry(
                    CHAIN, i, "e.v1", "{}", Postings.NONE, NOON, Actor.TIMER, "k" + i, "", Optional.empty(), "p",
                    Entry.Index.NONE, Optional.empty(), Optional.empty()));
        }
        assertThrows(Breach.class, () -> journal.append(new Chain(CHAIN, entries), draft("one more")));
        assertThrows(Breach.class, () -> new Chain(CHAIN, entries.subList(1, 3)));
    }

    @Test
    void aReplyThatIsLostIsSettledByReadingBack() {
        Faults faults = Faults.none();
        Journal shaky = new Journal(new FaultyDynamo(db, faults), SuretyTables.JOURNAL);
        Chain empty = journal.load(CHAIN);
        faults.fail(1, dev.surety.dynamo.faults.Fate.LOST).fail(2, dev.surety.dynamo.faults.Fate.KEPT);
        assertThrows(Outage.class, () -> shaky.append(empty, draft("k")));
        assertEquals(0, stored(CHAIN).size());
        var kept = assertInstanceOf(Append.Done.class, shaky.append(empty, draft("k")));
        assertEquals(stored(CHAIN).getFirst(), EntryItems.toItem(kept.entry()));
        assertTrue(kept.fresh(), "this call put it, though its reply was lost");
        var again = assertInstanceOf(Append.Done.class, journal.append(empty, draft("k")));
        assertFalse(again.fresh());
        faults.fail(3, dev.surety.dynamo.faults.Fate.LOST);
        assertEquals(new Append.Lost(kept.entry()), shaky.append(empty, draft("other")));
    }

    /** The SDK sends a put again whose reply it did not get; the place is then taken, by our own first attempt. */
    @Test
    void aPutThatTheSdkSendsTwiceIsOurs() {
        var twice = new AroundDynamo(db) {
            @Override
            public PutItemResponse putItem(PutItemRequest request) {
                super.putItem(request);
                return super.putItem(request);
            }
        };
        Chain empty = journal.load(CHAIN);
        var ours = assertInstanceOf(
                Append.Done.class, new Journal(twice, SuretyTables.JOURNAL).append(empty, draft("k")));
        assertTrue(ours.fresh());
        assertEquals(1, stored(CHAIN).size());
    }

    @Test
    void aTransactionIsTheSameOnlyWithTheSameNonce() {
        Chain empty = journal.load(CHAIN);
        Prepared one = journal.prepare(empty, draft("k"));
        Prepared other = journal.prepare(empty, draft("k"));
        assertFalse(one.token().equals(other.token()), "two workers with one message are two");
        assertEquals(36, one.token().length());
        assertEquals(Optional.empty(), journal.look(one));
        db.transactWriteItems(write -> write.clientRequestToken(one.token())
                .transactItems(List.of(
                        TransactWriteItem.builder().put(one.put()).build())));
        assertEquals(Optional.of(new Append.Done(one.entry(), true)), journal.look(one));
        assertEquals(Optional.of(new Append.Done(one.entry(), false)), journal.look(other));
        assertEquals(new Append.Lost(one.entry()), journal.prepare(empty, draft("k2")).taken(one.put().item()));
    }

    private record World(MemoryDynamo store, Journal journal) {
        static World build(Faults faults) {
            MemoryDynamo store = MemoryDynamo.surety(FixedClock.at("2026-11-22T12:00:00Z"));
            return new World(store, new Journal(new FaultyDynamo(store, faults), SuretyTables.JOURNAL));
        }

        void threeSteps() {
            for (String key : List.of("one", "two", "three")) {
                Chain chain = journal.load(CHAIN);
                if (chain.seen(CommandKey.ofFact(key)).isEmpty()) {
                    assertInstanceOf(Append.Done.class, journal.append(chain, draft(key)));
                }
            }
        }

        void once() {
            assertEquals(3, store.items(SuretyTables.JOURNAL).size());
            WholeWorld.of(store).hashing(EntryItems::hash).check();
        }
    }

    @Test
    void everyAppendLostOrKeptOrDiedInLeavesEachEntryOnce() {
        int schedules = EveryFault.of("three appends", World::build, World::threeSteps)
                .checking(World::once)
                .orEndingWith(Outage.class)
                .withDeaths()
                .inPairs()
                .run();
        assertTrue(schedules >= 12, "schedules " + schedules);
    }

    @Test
    void aDeadlineBehindTheReadersPlaceIsNoTrouble() {
        Instant due = NOON.plusSeconds(600);
        journal.append(journal.load(CHAIN), draft("k").due(Optional.of(new Entry.Due("escrow#live#1", due))));
        JournalIndexes hints = new JournalIndexes(db, SuretyTables.JOURNAL);
        List<Deadline> all = hints.due("escrow#live#1", Position.START, due, 10).deadlines();
        assertEquals(List.of(new Deadline(CHAIN, 1, due)), all);
        assertEquals(List.of(), hints.due("escrow#live#1", Position.START, due.minusMillis(1), 10).deadlines());
        JournalIndexes.Position place = JournalIndexes.Position.after(all.getFirst());
        assertEquals(List.of(), hints.due("escrow#live#1", place, due, 10).deadlines());
        assertEquals(List.of(), hints.due("escrow#live#1", place, due.minusSeconds(300), 10).deadlines());
    }
}
