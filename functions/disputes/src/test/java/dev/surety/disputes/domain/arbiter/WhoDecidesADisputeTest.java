package dev.surety.disputes.domain.arbiter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.dispute.DisputeReason;
import dev.surety.model.id.DisputeId;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.marketplace.Disputing.Arbiter;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class WhoDecidesADisputeTest {
    private static final Instant NOW = Instant.parse("2026-12-01T09:00:00Z");
    private static final ParticipantId PAYER = participant("payer");
    private static final ParticipantId PAYEE = participant("payee");
    private static final ParticipantId OWN = participant("own");
    private static final Case DISPUTE = dispute("one", Optional.of("de"), Set.of("per_mediator"));
    private static final Arbiter PLAIN = Arbiter.of("per_a");

    private static ParticipantId participant(String name) {
        return new ParticipantId(Id.derive("par", name));
    }

    private static Case dispute(String escrow, Optional<String> language, Set<String> served) {
        var id = DisputeId.of(new MarketplaceId("demo"), new EscrowId(Id.derive("esc", escrow)), 1);
        return new Case(
                id, PAYER, PAYEE, DisputeReason.LATE, Money.of(50_000, "EUR"), language, Set.of("fp_payee"), served);
    }

    private static Candidate known(Set<String> names, Set<String> methods, Map<ParticipantId, Instant> dealings) {
        Set<String> all = new HashSet<>(names);
        all.add(PLAIN.person());
        return new Candidate(PLAIN, all, methods, dealings, 0);
    }

    private static Candidate limited(
            List<String> languages, List<String> categories, List<Money> upTo, Optional<Integer> most, int open) {
        return Candidate.of(new Arbiter("per_a", languages, categories, upTo, most), open);
    }

    private record Row(String because, Candidate person, Optional<Bar> bar) {}

    private static Row row(String because, Candidate person, Bar bar) {
        return new Row(because, person, Optional.of(bar));
    }

    private static Row free(String because, Candidate person) {
        return new Row(because, person, Optional.empty());
    }

    private static final List<String> NONE = List.of();
    private static final Instant YEAR_AGO = Instant.parse("2025-12-01T09:00:00Z");

    private static final List<Row> ROWS = List.of(
            free("a person of whom nothing is known", Candidate.of(PLAIN, 7)),
            row("is the payer", known(Set.of(PAYER.value()), Set.of(), Map.of()), Bar.PARTY),
            row("is the payee", known(Set.of(PAYEE.value()), Set.of(), Map.of()), Bar.PARTY),
            free("is another participant", known(Set.of(OWN.value()), Set.of("fp_own"), Map.of())),
            row("has mediated", Candidate.of(Arbiter.of("per_mediator"), 0), Bar.SERVED),
            row("another name has mediated", known(Set.of("per_mediator"), Set.of(), Map.of()), Bar.SERVED),
            row("is paid to a side's account", known(Set.of(), Set.of("fp_own", "fp_payee"), Map.of()),
                    Bar.SHARED_METHOD),
            row("bought from the payee", known(Set.of(), Set.of(), Map.of(PAYEE, YEAR_AGO.plusMillis(1))),
                    Bar.COUNTERPARTY),
            row("sold to the payer", known(Set.of(), Set.of(), Map.of(PAYER, NOW)), Bar.COUNTERPARTY),
            free("bought twelve months ago", known(Set.of(), Set.of(), Map.of(PAYEE, YEAR_AGO))),
            free("bought from another", known(Set.of(), Set.of(), Map.of(OWN, NOW))),
            free("up to the claim", limited(NONE, NONE, List.of(Money.of(50_000, "EUR")), Optional.empty(), 0)),
            row("up to less", limited(NONE, NONE, List.of(Money.of(49_999, "EUR")), Optional.empty(), 0), Bar.AMOUNT),
            free("a limit in another currency", limited(NONE, NONE, List.of(Money.of(1, "JPY")), Optional.empty(), 0)),
            free("its category", limited(NONE, List.of("damaged", "late"), List.of(), Optional.empty(), 0)),
            row("another category", limited(NONE, List.of("damaged"), List.of(), Optional.empty(), 0), Bar.CATEGORY),
            free("its language", limited(List.of("en", "de"), NONE, List.of(), Optional.empty(), 0)),
            row("another language", limited(List.of("en"), NONE, List.of(), Optional.empty(), 0), Bar.LANGUAGE),
            free("room for one", limited(NONE, NONE, List.of(), Optional.of(3), 2)),
            row("no room", limited(NONE, NONE, List.of(), Optional.of(3), 3), Bar.FULL),
            row("more than it takes, after a change", limited(NONE, NONE, List.of(), Optional.of(3), 5), Bar.FULL));

    @TestFactory
    Stream<DynamicTest> eachFactBarsAsTheTableSays() {
        return ROWS.stream().map(row -> DynamicTest.dynamicTest(row.because(), () -> {
            assertEquals(row.bar(), ArbiterRules.bar(DISPUTE, row.person(), NOW));
            boolean isFree = row.bar().isEmpty() || row.bar().get() == Bar.LANGUAGE;
            assertEquals(isFree, !ArbiterRules.order(DISPUTE, List.of(row.person()), NOW).isEmpty());
        }));
    }

    @Test
    void everyBarHasARow() {
        assertEquals(
                Set.of(Bar.values()),
                ROWS.stream().flatMap(row -> row.bar().stream()).collect(Collectors.toSet()));
    }

    @Test
    void aPersonWhoWasAssignedAndIsLinkedToASideIsConflictedAllTheSame() {
        var served = new Candidate(
                Arbiter.of("per_mediator"), Set.of("per_mediator", PAYER.value()), Set.of(), Map.of(), 1);
        var paid = new Candidate(Arbiter.of("per_b"), Set.of("per_b"), Set.of("fp_payee"), Map.of(), 0);
        var full = limited(NONE, NONE, List.of(), Optional.of(1), 1);

        assertEquals(
                Set.of("per_mediator", "per_b"), ArbiterRules.conflicted(DISPUTE, List.of(served, paid, full), NOW));
    }

    @Test
    void theLeastLoadedIsFirstHoweverTheyAreNamed() {
        List<Candidate> people = List.of(
                Candidate.of(Arbiter.of("per_a"), 3),
                Candidate.of(Arbiter.of("per_b"), 0),
                Candidate.of(Arbiter.of("per_c"), 1));

        assertEquals(List.of("per_b", "per_c", "per_a"), ArbiterRules.order(DISPUTE, people, NOW));
    }

    @Test
    void ofEqualsAHashDecidesAndNoOrderOfSettingsDoes() {
        List<Candidate> people = IntStream.range(0, 5)
                .mapToObj(i -> Candidate.of(Arbiter.of("per_" + i), 2))
                .toList();
        Set<String> firsts = new HashSet<>();
        for (int i = 0; i < 40; i++) {
            Case dispute = dispute("escrow " + i, Optional.empty(), Set.of());
            List<String> order = ArbiterRules.order(dispute, people, NOW);
            List<Candidate> shuffled = new ArrayList<>(people);
            Collections.shuffle(shuffled, new Random(i));
            assertEquals(order, ArbiterRules.order(dispute, shuffled, NOW));
            firsts.add(order.getFirst());
        }
        assertEquals(5, firsts.size(), "each of them is first in some dispute");
    }

    @Test
    void theWorkSpreadsWhenEachTakesWhatComes() {
        int[] open = new int[4];
        for (int i = 0; i < 100; i++) {
            List<Candidate> people = new ArrayList<>();
            for (int person = 0; person < open.length; person++) {
                people.add(Candidate.of(Arbiter.of("per_" + person), open[person]));
            }
            Case dispute = dispute("escrow " + i, Optional.empty(), Set.of());
            String next = ArbiterRules.order(dispute, people, NOW).getFirst();
            open[Integer.parseInt(next.substring(4))]++;
        }
        for (int count : open) {
            assertEquals(25, count);
        }
    }

    @Test
    void aLanguageThatNoArbiterReadsBarsNone() {
        List<Candidate> people = List.of(
                limited(List.of("en"), NONE, List.of(), Optional.empty(), 0),
                Candidate.of(new Arbiter("per_b", List.of("fr"), NONE, List.of(), Optional.empty()), 1));

        assertEquals(List.of("per_a", "per_b"), ArbiterRules.order(DISPUTE, people, NOW));
        Case english = dispute("one", Optional.of("en"), Set.of());
        assertEquals(List.of("per_a"), ArbiterRules.order(english, people, NOW));
    }

    @Test
    void aYearIsTwelveMonthsAlsoFromALeapDay() {
        assertEquals(Instant.parse("2027-02-28T00:00:00Z"), ArbiterRules.since(Instant.parse("2028-02-29T00:00:00Z")));
        assertTrue(Duration.between(ArbiterRules.since(NOW), NOW).toDays() >= 365);
    }
}
