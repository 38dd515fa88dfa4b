package dev.surety.reputation.score;

import static dev.surety.reputation.score.ScoreWorld.DEMO;
import static dev.surety.reputation.score.ScoreWorld.person;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.FaultyDynamo;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.reputation.app.signal.LookForSignals;
import dev.surety.reputation.app.signal.SignalChains;
import dev.surety.reputation.domain.score.Role;
import dev.surety.reputation.inbox.ScoreNews;
import dev.surety.reputation.score.ScoreWorld.Selling;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Patterns of sales and opinions open work for a person, and change no score. */
final class SignalsTest {
    private final ScoreWorld world = new ScoreWorld();

    private static LookForSignals signals(ScoreWorld in) {
        return new LookForSignals(in.scores, in.fees, new SignalChains(in.journal));
    }

    private static void hear(ScoreWorld in, Selling sale) {
        var _ = new ScoreNews(in.counting, signals(in))
                .hear(new ChainId("escrow", DEMO, sale.id.value()), 1);
    }

    private Selling sold(String payer, String payee, long price) {
        Selling sale = world.sale(payer, payee, price).settled();
        hear(world, sale);
        world.clock.advance(Duration.ofMinutes(1));
        return sale;
    }

    private void reviewed(String payer, String payee) {
        Selling sale = sold(payer, payee, 2_000);
        Instant now = world.clock.instant();
        sale.reviewed(true);
        signals(world).opinion(DEMO, sale.id, person(payee), Role.PAYEE);
        world.clock.set(now);
    }

    private static List<String> told(ScoreWorld in, String about) {
        return in.journal.load(SignalChains.chain(DEMO, person(about))).entries().stream()
                .map(SignalsTest::told)
                .toList();
    }

    private static String told(Entry entry) {
        assertEquals("opens reputation_signal", entry.attention().orElseThrow());
        return Json.object(entry.data()).at("/tells/state").asString("");
    }

    private List<String> told(String about) {
        return told(world, about);
    }

    @Test
    void aRoundTripAndARing() {
        sold("anna", "bert", 2_000);
        sold("bert", "carl", 2_000);
        assertEquals(List.of(), told("bert"));
        sold("carl", "anna", 2_000);
        assertEquals(List.of("ring"), told("anna"));
        sold("bert", "anna", 2_000);
        assertEquals(List.of("ring", "round_trip"), told("anna"));
        assertEquals(List.of(), told("bert"));
    }

    @Test
    void aDearFirstSaleOfAStranger() {
        sold("anna", "bert", 2_000);
        sold("carl", "bert", 9_999);
        assertEquals(List.of(), told("bert"));
        sold("dora", "bert", 10_000);
        assertEquals(List.of("dear_first"), told("bert"));
    }

    @Test
    void aPatternThatGoesOnIsToldOfOnceAMonth() {
        sold("anna", "bert", 1_000);
        Selling dear = sold("dora", "bert", 50_000);
        hear(world, dear);
        sold("emil", "bert", 50_000);
        assertEquals(1, told("bert").size());
        world.clock.advance(SignalChains.QUIET);
        sold("anna", "bert", 1_000);
        sold("anna", "bert", 1_000);
        sold("fred", "bert", 50_000);
        assertEquals(2, told("bert").size());
    }

    @Test
    void anEndThatIsHeardLateIsNoNews() {
        sold("anna", "bert", 1_000);
        Selling dear = world.sale("dora", "bert", 50_000).settled();
        world.clock.advance(Duration.ofDays(7));
        hear(world, dear);
        assertEquals(List.of(), told("bert"));
    }

    @Test
    void tenOpinionsInAnHour() {
        for (int i = 0; i < 9; i++) {
            reviewed("payer" + i, "bert");
        }
        assertEquals(List.of(), told("bert"));
        reviewed("payer9", "bert");
        assertEquals(List.of("burst"), told("bert"));
    }

    @Test
    void aClaqueOfPayersWhoKnowNoOtherPayee() {
        for (int i = 0; i < 20; i++) {
            world.clock.advance(Duration.ofHours(3));
            if (i < 8) {
                sold("payer" + i, "other", 2_000);
            }
            reviewed("payer" + i, "bert");
        }
        assertEquals(List.of("claque"), told("bert"));
        assertEquals(List.of(), told("other"));
    }

    @Test
    void praiseBetweenTwoWithOneAccount() {
        world.joinWithAccount("anna", "same", "verified");
        world.joinWithAccount("bert", "same", "verified");
        reviewed("anna", "bert");
        assertEquals(List.of("shared_account"), told("bert"));
    }

    @Test
    void signalsChangeNoScoreAndNoAnswerShowsTheOtherSide() {
        world.join("bert");
        sold("anna", "bert", 1_000);
        var before = world.memory.items("ledger");
        signals(world).opinion(DEMO, sold("dora", "bert", 50_000).id, person("bert"), Role.PAYEE);
        assertEquals(before.size() + 2 + 1, world.memory.items("ledger").size(), "lines and sums of the sale alone");
        String entries = Json.text(world.get("/v1/participants/" + person("bert") + "/reputation/entries")
                .body());
        assertFalse(entries.contains(person("anna").value()) || entries.contains(person("dora").value()));
    }

    /** A story in a sound world, heard through calls that fail. */
    private record Heard(ScoreWorld world, ScoreWorld calls, Selling sale) {
        static Heard in(Faults faults) {
            var world = new ScoreWorld();
            Selling first = world.sale("anna", "bert", 1_000).settled();
            hear(world, first);
            world.clock.advance(Duration.ofMinutes(1));
            Selling sale = world.sale("dora", "bert", 50_000).settled();
            return new Heard(world, world.behind(new FaultyDynamo(world.memory, faults)), sale);
        }
    }

    @Test
    void everyCallLostAndKeptLeavesOneSignal() {
        EveryFault.of("hearing a signal", Heard::in, (Heard of) -> hear(of.calls(), of.sale()))
                .checking(of -> assertEquals(List.of("dear_first"), told(of.world(), "bert")))
                .orEndingWith(Outage.class)
                .run();
    }
}
