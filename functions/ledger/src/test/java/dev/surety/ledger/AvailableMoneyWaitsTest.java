package dev.surety.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.model.id.Id;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.journal.Postings;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.money.Money;
import dev.surety.model.standing.Standing.MethodInForce;
import dev.surety.model.standing.Standing.OpenRequirement;
import dev.surety.model.standing.Standing;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.ledger.GuardedAppend;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.marketplace.Pauses.What;
import dev.surety.runtime.marketplace.Pauses;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Why available money is not paid out, what is on its way, and when a reserve is released. */
class AvailableMoneyWaitsTest {
    private static final String BALANCE = "/v1/participants/" + LedgerWorld.ANNA + "/balance";
    private static final Instant SINCE = Instant.parse(LedgerWorld.START);

    private final LedgerWorld town = new LedgerWorld().settled();

    @BeforeEach
    void sixThousandLessTheFeeAreAnnas() {
        town.fund(LedgerWorld.escrow("sale"), LedgerWorld.ANNA, 6_000, "EUR");
        town.release(LedgerWorld.escrow("sale"), LedgerWorld.ANNA, 6_000, 720, "EUR");
    }

    private void stands(String state, boolean outflowBlocked, boolean may, List<OpenRequirement> open,
            Optional<MethodInForce> method) {
        var standing = new Standing(
                state,
                may ? Set.of(Standing.PAYOUT) : Set.of(),
                false,
                outflowBlocked,
                Optional.empty(),
                Optional.of(open),
                Optional.of(method.stream().toList()),
                Optional.empty());
        var data = Json.object();
        data.set("standing", Json.tree(standing));
        town.append(
                new ChainId("participant", LedgerWorld.DEMO, LedgerWorld.ANNA), "participant.updated.v1", data,
                Postings.NONE);
    }

    private static Optional<MethodInForce> method(String currency, Optional<Instant> coolDown) {
        return Optional.of(new MethodInForce("pm_1", "iban", currency, "f", "w", "verified", SINCE, coolDown));
    }

    private static OpenRequirement open(String code, String status) {
        return new OpenRequirement(code, "participant", status, Optional.empty(), List.of(Standing.PAYOUT));
    }

    private JsonNode explained() {
        town.drain();
        var said = town.get(LedgerWorld.READER, BALANCE + "/explain");
        assertEquals(200, said.status(), Json.text(said.body()));
        assertTrue(said.body().get("complete").booleanValue(), Json.text(said.body()));
        return said.body().get("balances").get(0);
    }

    private List<String> waits() {
        return explained().get("payoutWaits").valueStream()
                .map(wait -> wait.get("reason").stringValue() + " " + wait.get("whoActs").stringValue()
                        + wait.get("earliest").asString("").replaceFirst("(.+)", " $1"))
                .toList();
    }

    @Test
    void nothingStandsAgainstAPayeeWithAnAccountInForce() {
        stands("active", false, true, List.of(), method("EUR", Optional.empty()));
        assertEquals(List.of(), waits());
    }

    @Test
    void everyReasonIsNamedWithWhoActs() {
        stands("active", false, false, List.of(open("payout_method.add", "currently_due")), Optional.empty());
        assertEquals(List.of("payout_method_missing payee"), waits());
        stands("active", false, false, List.of(open("payout_method.replace", "past_due")), Optional.empty());
        assertEquals(List.of("payout_method_errored payee"), waits());
        stands("active", false, false, List.of(open("payout_method.default", "currently_due")), Optional.empty());
        assertEquals(List.of("payout_method_missing payee"), waits());
        assertEquals("choose_an_account", explained().at("/payoutWaits/0/nextStep").stringValue());
        stands("active", false, true, List.of(), method("USD", Optional.empty()));
        assertEquals(List.of("currency_mismatch payee"), waits());
        stands("active", false, true, List.of(), method("EUR", Optional.of(SINCE.plusSeconds(60))));
        assertEquals(List.of("cool_down nobody 2026-11-22T10:01:00.000Z"), waits());
        stands("active", false, false, List.of(open("profile.name", "past_due")), method("EUR", Optional.empty()));
        assertEquals(List.of("kyc_past_due payee"), waits());
        stands("active", false, false, List.of(open("profile.name", "pending")), method("EUR", Optional.empty()));
        assertEquals(List.of("kyc_pending payee"), waits());
        stands("suspended", true, false, List.of(), method("EUR", Optional.empty()));
        assertEquals(List.of("account_suspended marketplace", "outflow_blocked marketplace"), waits());
    }

    @Test
    void aDebtAndAPauseStandAgainstIt() {
        stands("active", false, true, List.of(), method("EUR", Optional.empty()));
        town.append(LedgerWorld.escrow("other"), "escrow.chargeback_opened.v1", Json.object(), Postings.building()
                .debit(Account.of(AccountKind.DEBT, LedgerWorld.ANNA), Money.of(7, "EUR"))
                .credit(Account.of(AccountKind.GATEWAY, "sandbox"), Money.of(7, "EUR"))
                .build());
        var stored = new Pauses.Stored("money_out", true, "a test");
        town.append(
                Pauses.chain(LedgerWorld.DEMO, What.MONEY_OUT), Pauses.SET, Json.object().setAll(
                        (ObjectNode) Json.tree(stored)), Postings.NONE);
        assertEquals(List.of("debt payee", "paused marketplace"), waits());
    }

    @Test
    void aPauseOfTheRailThatSendsTheCurrencyStandsAgainstIt() {
        var sandbox = new MarketplaceSettings(
                2, Mode.SANDBOX, List.of("EUR"), List.of(), List.of(), "UTC", Set.of(), Optional.empty());
        town.append(
                Marketplaces.chain(LedgerWorld.DEMO), "settings.changed.v1", Marketplaces.data(sandbox),
                Postings.NONE);
        stands("active", false, true, List.of(), method("EUR", Optional.empty()));
        for (boolean paused : List.of(true, false)) {
            var stored = new Pauses.Stored("rail:sandbox", paused, "a test");
            town.append(
                    Pauses.chain(LedgerWorld.DEMO, What.parse("rail:sandbox").orElseThrow()),
                    paused ? Pauses.SET : Pauses.LIFTED,
                    (ObjectNode) Json.tree(stored),
                    Postings.NONE);
            assertEquals(paused ? List.of("paused marketplace") : List.of(), waits());
        }
    }

    @Test
    void aNewAccountWaitsUntilItsFirstPayoutHasArrived() {
        var fresh = new MethodInForce("pm_1", "iban", "EUR", "f", "w", "new", SINCE, Optional.empty());
        stands("active", false, true, List.of(), Optional.of(fresh));
        assertEquals(List.of(), waits());
        payout("failed", 20, "scheduled", "sending", "failed");
        payout("returned", 20, "scheduled", "sending", "sent", "paid", "returned");
        assertEquals(List.of(), waits());
        payout("first", 20, "scheduled", "sending", "sent", "paid");
        assertEquals(List.of("limit bank"), waits());
    }

    /** A payout as payouts appends it: the first entry has the amount, and each one tells the state. */
    private void payout(String name, long minor, String... states) {
        var id = new ChainId("payout", LedgerWorld.DEMO, Id.derive("po", name));
        for (String state : states) {
            var chain = town.journal.load(id);
            var data = Json.object();
            data.putObject("order").set("amount", Json.tree(Money.of(minor, "EUR")));
            data.putObject("tells").put("state", state).put("method", "pm_1");
            var owner = "payout#" + LedgerWorld.DEMO + "#" + LedgerWorld.ANNA;
            var draft = Draft.of(
                    "payout." + state + ".v1", data, town.clock.instant(), Actor.EVENT,
                    CommandKey.ofFact(name, state));
            town.journal.append(
                    chain, chain.isEmpty() ? draft.indexed(new Entry.Index(owner, "", "")) : draft);
        }
    }

    @Test
    void onItsWayAreThePayoutsThatTheBankHasNotBooked() {
        payout("waits", 1, "awaiting_approval");
        payout("scheduled", 20, "scheduled");
        payout("sent", 300, "scheduled", "sending", "sent");
        payout("unknown", 4_000, "scheduled", "sending", "unknown");
        payout("paid", 50_000, "scheduled", "sending", "sent", "paid");
        payout("failed", 600_000, "scheduled", "sending", "failed");
        town.drain();
        JsonNode balance = town.get(LedgerWorld.READER, BALANCE).body().get("balances").get(0);
        assertEquals(4_321, balance.get("inTransit").get("amount").asInt());
        assertEquals(4_321, explained().get("inTransit").get("amount").asInt());
    }

    @Test
    void aStatementShowsAPayoutsFeeAndItsNet() {
        town.drain();
        var id = new ChainId("payout", LedgerWorld.DEMO, Id.derive("po", "with a fee"));
        var draft = Draft.of(
                        "payout.scheduled.v1", Json.object(), town.clock.instant(), Actor.EVENT,
                        CommandKey.ofFact("with a fee"))
                .with(Postings.building()
                        .debit(Account.of(AccountKind.PAYABLE, LedgerWorld.ANNA), Money.of(5_280, "EUR"))
                        .credit(Account.of(AccountKind.TRANSIT, "bank"), Money.of(5_250, "EUR"))
                        .credit(Account.ofFee("payout"), Money.of(30, "EUR"))
                        .guarded());
        var guarded = new GuardedAppend(town.dynamo, town.journal, SuretyTables.JOURNAL, SuretyTables.LEDGER);
        guarded.append(town.journal.load(id), draft, List.of(), List.of());
        town.drain();
        JsonNode line = town.get(
                        LedgerWorld.READER,
                        "/v1/participants/" + LedgerWorld.ANNA + "/statement?from=2026-11-01&to=2026-12-01")
                .body()
                .get("data")
                .valueStream()
                .filter(of -> of.get("event").stringValue().equals("payout.scheduled"))
                .findFirst()
                .orElseThrow();
        assertEquals(-5_250, line.get("gross").get("amount").asInt());
        assertEquals(30, line.get("fee").get("amount").asInt());
        assertEquals(-5_280, line.get("net").get("amount").asInt());
    }

    @Test
    void aReserveSaysWhenTheNextOfItIsReleased() {
        town.fund(LedgerWorld.escrow("kept"), LedgerWorld.ANNA, 100, "EUR");
        town.append(LedgerWorld.escrow("kept"), "escrow.released.v1", Json.object(), Postings.building()
                .debit(Account.of(AccountKind.ESCROW, LedgerWorld.ANNA), Money.of(100, "EUR"))
                .credit(Account.of(AccountKind.RESERVE, LedgerWorld.ANNA), Money.of(100, "EUR"))
                .build());
        for (int day = 1; day <= 2; day++) {
            var id = new ChainId("reserve_release", LedgerWorld.DEMO, Id.derive("rsv", "day " + day));
            var owner = "reserve_release#" + LedgerWorld.DEMO + "#" + LedgerWorld.ANNA;
            var due = new Entry.Due("reserve_release#live#0", Instant.parse("2026-12-2" + day + "T23:00:00Z"));
            town.journal.append(
                    town.journal.load(id),
                    Draft.of("reserve.kept_back.v1", Json.object().put("currency", "EUR"), SINCE, Actor.EVENT,
                                    CommandKey.ofFact("day", Integer.toString(day)))
                            .indexed(new Entry.Index(owner, "", ""))
                            .due(Optional.of(due)));
        }
        JsonNode part = explained().get("parts").get(0);
        assertEquals("reserve", part.get("reason").stringValue());
        assertEquals("2026-12-21T23:00:00.000Z", part.get("earliest").stringValue());
    }
}
