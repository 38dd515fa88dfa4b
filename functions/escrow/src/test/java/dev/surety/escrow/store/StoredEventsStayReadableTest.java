package dev.surety.escrow.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.escrow.domain.escrow.Escrow;
import dev.surety.escrow.domain.escrow.EscrowEvent;
import dev.surety.escrow.domain.funds.Portion;
import dev.surety.escrow.domain.funds.Taking;
import dev.surety.model.dispute.DisputeReason;
import dev.surety.model.dispute.Division;
import dev.surety.model.id.RefundId;
import dev.surety.model.journal.Entry;
import dev.surety.model.money.Money;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.GoldenLine;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The golden file holds one stored event of each shape, {@code name canonical-JSON} a line, for ever: lines are added,
 * none is changed, because journals out there hold such lines.
 */
class StoredEventsStayReadableTest {
    private static final String WORDS = "0123456789abcdef0123456789abcdef01234567";

    /** Shapes that are read and no longer written. */
    private static final Set<String> FORMER = Set.of(
            "escrow.released.v1", "escrow.settled.v1", "escrow.chargeback_drawn.v1", "escrow.chargeback_won.v1",
            "escrow.refund_failed.v1", "escrow.chargeback_won_late.v1", "escrow.chargeback_drawn.v2",
            "escrow.chargeback_won.v2", "escrow.refund_failed.v2", "escrow.disputed.v1");

    @Test
    void formerShapesAreReadIntoWhatTheyMeanToday() throws IOException {
        List<EscrowEvent> former = GoldenLine.all("escrow", "escrow").stream()
                .filter(line -> FORMER.contains(line.name()))
                .map(line -> EscrowEvents.read(line.entry()))
                .toList();

        var part = new Portion(Money.of(1000, "EUR"), List.of(Money.of(120, "EUR")));
        var all = new Portion(Money.of(6000, "EUR"), List.of(Money.of(720, "EUR")));
        var nothing = new Portion(Money.of(0, "EUR"), List.of(Money.of(0, "EUR")));
        var some = new Portion(Money.of(400, "EUR"), List.of(Money.of(48, "EUR")));
        Instant later = Instant.parse("2026-12-06T10:00:00Z");
        Optional<String> none = Optional.empty();
        // Payers chose no reason from a list then, and asked for all of it.
        var disputed = new EscrowEvent.Disputed(
                part,
                later,
                Duration.ofDays(3),
                DisputeReason.OTHER,
                Division.allToPayer(Money.of(1000, "EUR")),
                Optional.empty());
        assertEquals(
                List.of(
                        new EscrowEvent.Released(
                                part, EscrowEvent.Why.RELEASED, none, Optional.empty(), Optional.empty()),
                        new EscrowEvent.Released(
                                all,
                                EscrowEvent.Why.ACCEPTED,
                                none,
                                Optional.empty(),
                                Optional.of(Escrow.Outcome.RELEASED)),
                        EscrowEvent.RefundFailed.plain(
                                new RefundId("ref_dddddddddddddddddddddddddd"), "refund_refused", Optional.of(later)),
                        disputed,
                        new EscrowEvent.ChargebackOpened(
                                "cb_1",
                                Money.of(1000, "EUR"),
                                found("cb_1", 900, part, nothing, Duration.ZERO),
                                Duration.ofDays(3),
                                later),
                        won(part, nothing, Optional.of(later)),
                        won(nothing, part, Optional.empty()),
                        new EscrowEvent.ChargebackOpened(
                                "cb_1",
                                Money.of(1000, "EUR"),
                                found("cb_1", 900, part, some, Duration.ofDays(2)),
                                Duration.ofDays(3),
                                later),
                        new EscrowEvent.ChargebackWon(
                                "cb_1",
                                part,
                                nothing,
                                nothing,
                                Optional.of(later),
                                Optional.of(Instant.parse("2026-12-04T10:00:00Z")),
                                List.of(found("cb_2", 1000, part, some, Duration.ofDays(2))),
                                Optional.of(Escrow.Outcome.RELEASED)),
                        new EscrowEvent.RefundFailed(
                                new RefundId("ref_dddddddddddddddddddddddddd"),
                                "charged_back",
                                Optional.of(later),
                                List.of(found("cb_2", 1000, part, some, Duration.ofDays(2))),
                                Optional.of(Escrow.Outcome.REFUNDED)),
                        disputed),
                former);
    }

    private static EscrowEvent won(Portion unfrozen, Portion late, Optional<Instant> resumedUntil) {
        Portion none = new Portion(Money.of(0, "EUR"), List.of(Money.of(0, "EUR")));
        return new EscrowEvent.ChargebackWon(
                "cb_1", unfrozen, none, late, resumedUntil, Optional.empty(), List.of(), Optional.empty());
    }

    /** Former releases froze what was on hold too; the payee never owed anything. */
    private static Taking found(String chargeback, long covered, Portion held, Portion ofMaturing, Duration toMature) {
        Portion none = new Portion(Money.of(0, "EUR"), List.of(Money.of(0, "EUR")));
        return new Taking(
                chargeback, Money.of(covered, "EUR"), held, ofMaturing, none, none, toMature, none);
    }

    @Test
    void everyGoldenEventIsReadAndWouldBeWrittenTheSame() throws IOException {
        for (GoldenLine line : GoldenLine.all("escrow", "escrow")) {
            EscrowEvent event = EscrowEvents.read(line.entry());

            if (!FORMER.contains(line.name())) {
                assertEquals(line.name(), EscrowEvents.name(event));
                assertEquals(withoutWords(line.data()), Json.canonical(EscrowEvents.data(event)), line.name());
            }
        }
    }

    /** Free texts were named in events; since entries have notes, nothing of them is written there any more. */
    private static String withoutWords(String data) {
        return Json.canonical(Json.object(data.replaceAll("\"words\":(null|\"[0-9a-f]*\"),?", "").replace(",}", "}")));
    }

    @Test
    void aFreeTextOfFormerDaysIsFoundWhereItWasNamedAndOneOfTodayOnTheEntry() throws IOException {
        long named = 0;
        for (GoldenLine line : GoldenLine.all("escrow", "escrow")) {
            boolean has = line.data().contains("\"words\":\"");
            named += has ? 1 : 0;
            assertEquals(has ? Optional.of(WORDS) : Optional.empty(), EscrowEvents.note(line.entry()), line.name());
            assertEquals(Optional.of("a note"), EscrowEvents.note(noted(line.entry())), line.name());
        }
        assertTrue(named >= 5, "golden lines with words: " + named);
    }

    private static Entry noted(Entry entry) {
        return new Entry(
                entry.chain(), entry.number(), entry.event(), entry.data(), entry.postings(), entry.at(),
                entry.actor(), entry.key(), entry.fingerprint(), entry.answers(), entry.previous(), entry.index(),
                entry.due(), entry.attention(), "nonce", Optional.of("a note"), Optional.empty());
    }

    @Test
    void everyKindOfEventIsInTheGoldenFile() throws IOException {
        Set<Class<?>> golden = GoldenLine.all("escrow", "escrow").stream()
                .map(line -> EscrowEvents.read(line.entry()))
                .map(Object::getClass)
                .collect(Collectors.toSet());

        assertEquals(
                Set.of(EscrowEvent.class.getPermittedSubclasses()).stream()
                        .filter(EscrowEvent.class::isAssignableFrom)
                        .collect(Collectors.toSet()),
                golden);
    }
}
