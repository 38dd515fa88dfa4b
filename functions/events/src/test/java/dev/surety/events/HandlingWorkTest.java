package dev.surety.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.StreamRecord;
import dev.surety.dynamo.SuretyTables;
import dev.surety.events.EventsWorld.Said;
import dev.surety.events.domain.Kinds;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Attention;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import dev.surety.runtime.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** People take places of the work list, write notes to them, and close those that no entry closes. */
class HandlingWorkTest {
    private static final ChainId A = EventsWorld.escrow("a");
    private static final String ANNA = EventsWorld.staff("per_anna", String.join(" ", Kinds.SCOPES));
    private static final String KEY = "handling-000000001";
    private static final String OTHER_KEY = "handling-000000002";

    private final EventsWorld world = new EventsWorld();

    private static String path(ChainId chain, String kind, String act) {
        return "/v1/attention/" + chain.id() + "/" + kind + "/" + act;
    }

    private void open(ChainId chain, String event, String kind) {
        world.append(chain, event, Attention.opens(kind));
        relay();
    }

    private void relay() {
        assertEquals(List.of(), world.deliver(world.records()));
    }

    private List<JsonNode> listed() {
        return world.get(ANNA, "/v1/attention").body().get("data").valueStream().toList();
    }

    private static String people(JsonNode place) {
        return place.path("assignee").asString("-") + ", " + place.path("note").asString("-");
    }

    @Test
    void aPlaceShowsWhoHasItAndTheLastNote() {
        open(A, "escrow.refund_undeliverable.v1", "refund_undeliverable");
        Said mine = world.post(ANNA, path(A, "refund_undeliverable", "assign"), "", KEY);
        assertEquals(200, mine.status(), mine.body().toString());
        assertEquals("per_anna, -", people(mine.body()));
        assertEquals("-, -", people(listed().getFirst()), "the list hears of it by the relay");
        relay();
        assertEquals("per_anna, -", people(listed().getFirst()));

        world.post(ANNA, path(A, "refund_undeliverable", "note"), "{\"note\":\"Asked Mrs Brown\"}", KEY);
        world.post(ANNA, path(A, "refund_undeliverable", "assign"), "{\"to\":\"per_bert\"}", OTHER_KEY);
        relay();
        assertEquals("per_bert, Asked Mrs Brown", people(listed().getFirst()));
        for (String table : List.of(SuretyTables.JOURNAL, SuretyTables.WORKLIST, SuretyTables.EVENTS)) {
            assertFalse(world.memory.items(table).toString().contains("Brown"), table);
        }
    }

    @Test
    void aPlaceShowsItsAgeAndTheSumThatOpenedIt() {
        Money six = Money.of(6_000, "EUR");
        Postings postings = Postings.building()
                .debit(Account.of(AccountKind.OUTGOING), six)
                .credit(Account.of(AccountKind.SUSPENSE), six)
                .build();
        Optional<Attention> opens = Optional.of(Attention.opens("refund_undeliverable"));
        world.append(A, "escrow.refund_undeliverable.v1", "{\"state\":\"held\"}", postings, opens);
        relay();
        world.clock.advance(Duration.ofSeconds(90));
        JsonNode place = listed().getFirst();
        assertEquals(90, place.get("ageSeconds").intValue());
        assertEquals("{\"amount\":6000,\"currency\":\"EUR\"}", Json.text(place.get("amount")));
    }

    @Test
    void openPlacesAreCountedByKindOnTheFirstPage() {
        for (int i = 0; i < 3; i++) {
            open(EventsWorld.escrow("chain " + i), "escrow.noticed.v1", "late_money");
        }
        open(A, "escrow.noticed.v1", "entry_parked");
        Said first = world.get(ANNA, "/v1/attention?limit=1");
        assertEquals(
                "[{\"kind\":\"entry_parked\",\"count\":1},{\"kind\":\"late_money\",\"count\":3}]",
                Json.text(first.body().get("counts")));
        assertFalse(world.get(ANNA, "/v1/attention?limit=1&cursor=" + first.next()).body().has("counts"));
        String ledger = EventsWorld.backend("demo", "ledger:read");
        assertEquals(
                "[{\"kind\":\"entry_parked\",\"count\":1}]",
                Json.text(world.get(ledger, "/v1/attention").body().get("counts")));
    }

    @Test
    void theSameRequestAgainIsAnsweredAsBefore() {
        open(A, "escrow.refund_undeliverable.v1", "refund_undeliverable");
        String note = path(A, "refund_undeliverable", "note");
        Said once = world.post(ANNA, note, "{\"note\":\"x\"}", KEY);
        world.post(ANNA, path(A, "refund_undeliverable", "close"), "{\"reason\":\"paid by hand\"}", OTHER_KEY);
        relay();
        assertEquals(once, world.post(ANNA, note, "{\"note\":\"x\"}", KEY));
        assertEquals(422, world.post(ANNA, note, "{\"note\":\"y\"}", KEY).status());
    }

    @ParameterizedTest
    @CsvSource({
        "escrow,  escrow.refund_undeliverable.v1, refund_undeliverable, 200",
        "payment, payment.refunded_late.v1,       late_refund,          200",
        "escrow,  escrow.chargeback_won.v3,       late_money,           200",
        "payment, payment.captured_late.v1,       late_money,           409",
        "payment, payment.return_failed.v1,       late_money,           200",
        "escrow,  escrow.refund_failed.v3,        refund_failed,        409",
        "payment, chargeback.drawn.v1,            chargeback,           409",
        "notice,  gateway.notice_parked.v1,       gateway_notice,       409",
        "parked,  ledger.entry_parked.v1,         entry_parked,         409",
        "payee_account, payee_account.used.v1,    shared_method,        200",
        "payout,  payout.status_noted.v1,         line_unmatched,       200",
        "payout,  payout.status_noted.v1,         payout_unanswered,    409",
        "bank_line, bank_line.booked.v1,          line_unmatched,       409",
        "bank_line, bank_line.booked.v1,          return_waits,         409",
        "gateway_line, gateway_line.unmatched.v1, gateway_line_unmatched, 200",
        "gateway_report, gateway_report.matched_with_exceptions.v1, gateway_report_differs, 200",
        "gateway_settlement, gateway_settlement.overdue.v1, settlement_overdue, 409",
        "run,     payout_run.submitted.v1,        run_approval,         409",
        "participant, payout_method.changed.v1,   destination_differs,  200",
        "document, document.uploaded.v1,          document_waits,       409",
        "identity_check, identity_check.delayed.v1, identity_check_delayed, 409",
        "screening_case, screening_case.matched.v1, screening_case,   409",
        "screening_case, screening_case.confirmed.v1, screening_case, 200",
        "payout_file, payout_file.differed.v1,    file_differs,         200",
        "signal,  reputation.signal.v1,           reputation_signal,    200",
        "pause,   pause.set.v1,                   rail_paused,          409",
    })
    void aPersonClosesWhatNoEntryCloses(String type, String event, String kind, int status) {
        String prefix =
                switch (type) {
                    case "parked" -> "prk";
                    case "notice" -> "ntc";
                    case "screening_case" -> "scr";
                    case "identity_check" -> "chk";
                    case "payout" -> "po";
                    case "payout_file" -> "pf";
                    case "bank_line" -> "bl";
                    case "gateway_line" -> "gl";
                    case "gateway_report" -> "gr";
                    case "gateway_settlement" -> "gs";
                    case "payee_account" -> "acc";
                    case "pause" -> "rail-sepa";
                    default -> type.substring(0, 3);
                };
        var chain = new ChainId(type, EventsWorld.DEMO, prefix + "_" + "a".repeat(26));
        open(chain, event, kind);
        Said said = world.post(ANNA, path(chain, kind, "close"), "{\"reason\":\"paid by hand\"}", KEY);
        assertEquals(status, said.status(), said.body().toString());
        relay();
        assertEquals(status == 200 ? 0 : 1, listed().size());
        int taken = world.post(ANNA, path(chain, kind, "assign"), "", OTHER_KEY).status();
        assertEquals(status == 200 ? 409 : 200, taken, "what is open can be taken");
    }

    @ParameterizedTest
    @CsvSource({"sending, 409", "unknown, 409", "sent, 409", "paid, 200", "failed, 200", "cancelled, 200"})
    void thePlaceOfAPayoutIsClosedByAPersonOnceNoEntryHasToFollow(String state, int status) {
        var chain = new ChainId("payout", EventsWorld.DEMO, "po_" + "a".repeat(26));
        Optional<Attention> opens = Optional.of(Attention.opens("payout_unanswered"));
        String data = "{\"state\":\"" + state + "\"}";
        world.append(chain, "payout.status_noted.v1", data, Postings.NONE, opens);
        relay();
        Said said = world.post(ANNA, path(chain, "payout_unanswered", "close"), "{\"reason\":\"looked\"}", KEY);
        assertEquals(status, said.status(), said.body().toString());
    }

    @Test
    void aChargebackIsClosedByAPersonOnlyOnceABanksTimeIsOver() {
        open(A, "escrow.chargeback_opened.v1", "chargeback");
        String close = path(A, "chargeback", "close");
        world.clock.advance(Duration.ofDays(180).minusSeconds(1));
        assertEquals(409, world.post(ANNA, close, "{\"reason\":\"x\"}", KEY).status());
        world.clock.advance(Duration.ofSeconds(1));
        assertEquals(200, world.post(ANNA, close, "{\"reason\":\"x\"}", KEY).status());
    }

    @Test
    void whatIsClosedStaysClosedUntilALaterEntryOpensItAnew() {
        open(A, "escrow.refund_undeliverable.v1", "refund_undeliverable");
        String close = path(A, "refund_undeliverable", "close");
        world.post(ANNA, path(A, "refund_undeliverable", "assign"), "", KEY);
        assertEquals(200, world.post(ANNA, close, "{\"reason\":\"paid\"}", OTHER_KEY).status());
        assertEquals(409, world.post(ANNA, close, "{\"reason\":\"paid\"}", "handling-000000003").status(), "at once");
        relay();
        assertEquals(List.of(), listed());
        assertEquals(409, world.post(ANNA, close, "{\"reason\":\"paid\"}", "handling-000000004").status());

        open(A, "escrow.refund_undeliverable.v1", "refund_undeliverable");
        assertEquals("-, -", people(listed().getFirst()), "nobody has the new one");
        assertEquals(200, world.post(ANNA, close, "{\"reason\":\"again\"}", "handling-000000005").status());
        relay();
        assertEquals(List.of(), listed());
    }

    @Test
    void inWhateverOrderAndHoweverOftenEntriesAreHeardTheListIsTheSame() {
        for (int seed = 0; seed < 40; seed++) {
            var room = new EventsWorld();
            ChainId b = EventsWorld.escrow("b");
            for (ChainId chain : List.of(A, b)) {
                room.append(chain, "escrow.refund_undeliverable.v1", Attention.opens("refund_undeliverable"));
            }
            room.deliver(room.records());
            room.post(ANNA, path(A, "refund_undeliverable", "assign"), "", KEY);
            room.post(ANNA, path(A, "refund_undeliverable", "close"), "{\"reason\":\"paid\"}", OTHER_KEY);
            room.post(ANNA, path(b, "refund_undeliverable", "assign"), "{\"to\":\"per_x\"}", KEY);
            room.post(ANNA, path(b, "refund_undeliverable", "note"), "{\"note\":\"n\"}", OTHER_KEY);
            List<StreamRecord> records = new ArrayList<>(room.records());
            var random = new Random(seed);
            for (int more = 0; more < 6; more++) {
                records.add(records.get(random.nextInt(records.size())));
            }
            Collections.shuffle(records, random);
            room.deliver(records);
            List<JsonNode> places = room.get(ANNA, "/v1/attention").body().get("data").valueStream().toList();
            assertEquals(1, places.size(), "seed " + seed);
            assertEquals("per_x, n", people(places.getFirst()), "seed " + seed);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "per_anna,   escrows:read,  200",
        "per_anna,   ledger:read,   403",
        "per_anna,   escrows:write, 403",
        "back end,   escrows:read,  403",
        "participant, escrows:read, 403",
        "other,      escrows:read,  404",
        "none,       '',            401",
    })
    void onlyANamedPersonWithTheScopeOfTheKindHandlesIt(String who, String scopes, int status) {
        open(A, "escrow.refund_undeliverable.v1", "refund_undeliverable");
        String claims =
                switch (who) {
                    case "back end" -> EventsWorld.backend("demo", scopes);
                    case "participant" -> EventsWorld.person(scopes);
                    case "other" -> EventsWorld.staff("per_anna", scopes).replace("\"demo\"", "\"other\"");
                    case "none" -> "";
                    default -> EventsWorld.staff(who, scopes);
                };
        for (String act : List.of("assign", "note", "close")) {
            String body = act.equals("note") ? "{\"note\":\"x\"}" : act.equals("close") ? "{\"reason\":\"x\"}" : "";
            Said said = world.post(claims, path(A, "refund_undeliverable", act), body, "handling-0000-" + act);
            assertEquals(status, said.status(), act + ": " + said.body());
        }
        relay();
        assertEquals(status == 200 ? 0 : 1, listed().size(), "a refusal changes nothing");
    }

    @ParameterizedTest
    @CsvSource({
        "esc_aaaaaaaaaaaaaaaaaaaaaaaaaa, refund_undeliverable",
        "nonsense, refund_undeliverable",
        "zzz_aaaaaaaaaaaaaaaaaaaaaaaaaa, refund_undeliverable",
        "differences-2026, difference_found",
    })
    void aPlaceThatThereIsNotIsNotFound(String subject, String kind) {
        open(A, "escrow.refund_undeliverable.v1", "refund_undeliverable");
        assertEquals(404, world.post(ANNA, "/v1/attention/" + subject + "/" + kind + "/assign", "", KEY).status());
        assertEquals(404, world.post(ANNA, path(A, "late_money", "assign"), "", KEY).status());
        assertTrue(world.memory.items(SuretyTables.VAULT).isEmpty());
    }
}
