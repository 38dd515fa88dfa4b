package dev.surety.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.model.id.Id;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import dev.surety.runtime.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Refunds come upon {@code outgoing} by an escrow's entry and leave it by a payment's, sooner or later. */
class MoneyInClearingTest {
    private static final Duration WEEK = Duration.ofDays(7);

    private final LedgerWorld town = new LedgerWorld().settled();
    private final LedgerJobsWorld shop = new LedgerJobsWorld(town);

    private void promised(long minor) {
        var of = Money.of(minor, "EUR");
        ChainId escrow = LedgerWorld.escrow("refund " + town.clock.instant());
        town.fund(escrow, LedgerWorld.ANNA, minor, "EUR");
        town.append(escrow, "escrow.refund_pending.v1", Json.object(), Postings.building()
                .debit(Account.of(AccountKind.ESCROW, LedgerWorld.ANNA), of)
                .credit(Account.of(AccountKind.OUTGOING), of)
                .build());
    }

    private void sent(long minor) {
        var of = Money.of(minor, "EUR");
        ChainId payment = new ChainId("payment", LedgerWorld.DEMO, Id.derive("pay", town.clock.instant().toString()));
        town.append(payment, "payment.refunded.v1", Json.object(), Postings.building()
                .debit(Account.of(AccountKind.OUTGOING), of)
                .credit(Account.of(AccountKind.GATEWAY, "sandbox"), of)
                .build());
    }

    private List<String> told() {
        return town.memory.items(SuretyTables.JOURNAL).stream()
                .filter(item -> item.get("pk").s().startsWith("audit#"))
                .map(item -> item.get("attention").s() + " " + item.get("data").s())
                .toList();
    }

    /** What an audit says of the clearing account; nothing where there is no difference. */
    private void assertSaid(String kind, boolean holds) {
        town.drain();
        Map<String, String> notes = shop.audit();
        assertEquals(kind.isEmpty() ? 0 : holds ? 2 : 3, notes.size(), notes.toString());
        assertTrue(kind.isEmpty() || notes.get(kind + " outgoing EUR").equals("1"), notes.toString());
        assertEquals(holds, notes.get("clearing-clears") == null, notes.toString());
    }

    @Test
    void aRefundOnItsWayIsNoViolationAndNobodyIsCalled() {
        promised(500);
        assertSaid("in_flight", true);
        town.clock.advance(WEEK.minusSeconds(1));
        assertSaid("in_flight", true);
        sent(500);
        assertSaid("", true);
        assertEquals(List.of(), told());
    }

    @Test
    void whatHasNotArrivedForAWeekWantsAPersonAndIsNoAlarm() {
        promised(500);
        town.clock.advance(WEEK);
        assertSaid("not_cleared", false);
        String opened = "opens difference_found {\"classes\":{\"not_cleared\":1}}";
        assertEquals(List.of(opened), told());
        assertFalse(town.counted("breach", "invariant"));
        assertFalse(town.counted("ledger.difference_found", "class"));
        sent(500);
        assertSaid("", true);
        assertEquals(List.of(opened, "closes difference_found {}"), told());
    }

    /** One of 500 stays for ever, while others come and go: at the end of no hour is the account at zero. */
    @Test
    void whatStaysIsSeenBehindWhatComesAndGoes() {
        promised(500);
        for (int day = 0; day < 8; day++) {
            town.clock.advance(Duration.ofHours(12));
            promised(40);
            town.clock.advance(Duration.ofHours(12));
            sent(40);
        }
        assertSaid("not_cleared", false);
    }

    @ParameterizedTest(name = "{0} then {1}: {2}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "first | later | because",
                "500   | 300   | it was at zero between the two",
                "500   | 1     | however little is on its way now",
            })
    void anAccountThatCameBackToZeroWithinTheWeekIsInFlight(long first, long later, String because) {
        promised(first);
        town.clock.advance(Duration.ofDays(30));
        sent(first);
        town.clock.advance(Duration.ofHours(2));
        promised(later);
        town.clock.advance(Duration.ofDays(6));
        assertSaid("in_flight", true);
    }

    @Test
    void whatWentOutTwiceIsNotClearedEither() {
        promised(500);
        sent(500);
        town.clock.advance(Duration.ofMinutes(1));
        sent(500);
        town.clock.advance(WEEK);
        assertSaid("not_cleared", false);
    }
}
