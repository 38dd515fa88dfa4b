package dev.surety.ledger;

import dev.surety.ledger.app.books.BookChains;
import dev.surety.model.id.Id;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.journal.Postings;
import dev.surety.model.marketplace.ChartOfAccounts;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.MoneyOut.BankAccount;
import dev.surety.model.marketplace.MoneyOut.PersonLink;
import dev.surety.model.marketplace.MoneyOut.StaffMember;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.money.Money;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.testkit.http.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** November of a marketplace in Berlin, with money that came, stayed and went, and the calls of finance. */
record MonthWorld(LedgerWorld town) {
    static final String NOVEMBER = "/v1/ledger/periods/2026-11";
    static final String EXPORTS = "/v1/ledger/exports";
    static final String MAKER = LedgerFinance.staff("per_maker", "ledger:read ledger:adjust ledger:approve");
    static final String CHECKER = LedgerFinance.staff("per_checker", "ledger:read ledger:adjust ledger:approve");

    /** Just late enough to close November, whose last bank day is Monday the 30th. */
    static final String LATE = "2026-11-30T23:15:00Z";

    static MonthWorld of(LedgerWorld town) {
        var month = new MonthWorld(town);
        month.settings(MoneyOut.SHIPPED, List.of());
        return month;
    }

    static MonthWorld lived() {
        return of(new LedgerWorld()).live();
    }

    void settings(MoneyOut moneyOut, List<ChartOfAccounts.Row> chart) {
        settings(moneyOut, chart, "Europe/Berlin");
    }

    void settings(MoneyOut moneyOut, List<ChartOfAccounts.Row> chart, String zone) {
        var settings = new MarketplaceSettings(
                        1, MarketplaceSettings.Mode.LIVE, List.of("EUR", "JPY"), List.of(), List.of(), zone,
                        Set.of(), Optional.empty())
                .change()
                .payingOut(Optional.of(moneyOut))
                .chartOfAccounts(Optional.of(chart).filter(rows -> !rows.isEmpty()))
                .build();
        town.append(
                Marketplaces.chain(LedgerWorld.DEMO), "settings.changed.v1", Marketplaces.data(settings),
                Postings.NONE);
    }

    /** One account that has statements, and one that has none. */
    static MoneyOut banked() {
        return MoneyOut.SHIPPED.change()
                .bankAccounts(
                        new BankAccount(
                                "main", List.of("EUR"), Optional.of("DE89370400440532013000"), Optional.empty(),
                                Optional.empty()),
                        new BankAccount("sandbox", List.of("EUR")))
                .build();
    }

    static MoneyOut staffed(String... approvers) {
        return MoneyOut.SHIPPED.change()
                .staff(List.of(approvers).stream()
                        .map(person -> new StaffMember(person, List.of("ledger:approve"), List.of()))
                        .toList())
                .personLinks(List.of(new PersonLink(List.of("per_maker", "per_alias"))))
                .build();
    }

    void statements(String... fromTo) {
        ObjectNode data = Json.object();
        var segments = data.putObject("joined").putObject("book").putArray("segments");
        for (int i = 0; i < fromTo.length; i += 2) {
            segments.addObject().put("from", fromTo[i]).put("to", fromTo[i + 1]);
        }
        town.append(
                new ChainId("bank_book", LedgerWorld.DEMO, Id.derive("bba", "main")), "bank_statement.joined.v1",
                data, Postings.NONE);
    }

    /** Sales on both sides of the month's borders, in two currencies. */
    MonthWorld live() {
        town.clock.set(Instant.parse("2026-10-31T23:30:00Z"));
        sale("first", 1_000, "EUR");
        town.clock.set(Instant.parse("2026-11-10T12:00:00Z"));
        sale("second", 12_345, "EUR");
        sale("third", 700, "JPY");
        town.clock.set(Instant.parse("2026-11-20T12:00:00Z"));
        bankLine();
        town.clock.set(Instant.parse("2026-11-30T22:59:59Z"));
        sale("last", 99, "EUR");
        town.clock.set(Instant.parse("2026-11-30T23:00:00Z"));
        sale("december", 5_000, "EUR");
        town.drain();
        town.clock.set(Instant.parse(LATE));
        return this;
    }

    void sale(String name, long minor, String currency) {
        ChainId escrow = LedgerWorld.escrow(name);
        town.fund(escrow, LedgerWorld.ANNA, minor, currency);
        town.release(escrow, LedgerWorld.ANNA, minor, minor / 10, currency);
    }

    void move(String name, Account debit, Account credit, long minor, String currency) {
        town.append(
                LedgerWorld.escrow(name), "escrow.moved.v1", Json.object(),
                Postings.building()
                        .debit(debit, Money.of(minor, currency))
                        .credit(credit, Money.of(minor, currency))
                        .build());
    }

    private void bankLine() {
        ObjectNode data = Json.object().put("bookedOn", "2026-11-19");
        data.putObject("tells").put("state", "booked").put("reference", "=1+\"2\"\\ \n* \"x\"");
        town.append(
                new ChainId("bank_line", LedgerWorld.DEMO, Id.derive("bl", "one")), "bank_line.booked.v1", data,
                Postings.building()
                        .debit(Account.of(AccountKind.BANK, "main"), Money.of(55, "EUR"))
                        .credit(Account.of(AccountKind.SUSPENSE), Money.of(55, "EUR"))
                        .build());
    }

    void indexed(ChainId chain, String event, ObjectNode data, String owner, String counterparty) {
        town.journal.append(
                town.journal.load(chain),
                Draft.of(event, data, town.clock.instant(), Actor.TIMER, CommandKey.ofFact(chain.toString(), event))
                        .indexed(new Entry.Index(owner, counterparty, "")));
    }

    Response post(String claims, String path, String body, String key) {
        return town.answer("POST", claims, path, body, Map.of("idempotency-key", key));
    }

    Response get(String path) {
        return town.answer("GET", LedgerWorld.READER, path, "", Map.of());
    }

    Response close(String key) {
        return post(MAKER, NOVEMBER + "/close", "", key);
    }

    /** Asks for the close and has the file written; its hash. */
    String written() {
        Response asked = close("close-key-0000000001");
        if (asked.status() != 202 || !town.finance.work()) {
            throw new AssertionError(asked.bytes());
        }
        return hash();
    }

    String hash() {
        return get(NOVEMBER).body().at("/file/sha256").asString("");
    }

    Response approve(String claims, String hash, String key) {
        return post(claims, NOVEMBER + "/approve", "{\"hash\":\"" + hash + "\"}", key);
    }

    String exported(String body, String key) {
        Response asked = post(LedgerWorld.READER, EXPORTS, body, key);
        if (asked.status() != 202 || !town.finance.work()) {
            throw new AssertionError(asked.bytes());
        }
        String id = asked.text("id");
        return new String(
                town.finance.files.bytes("ledger-exports/demo/" + id + "." + asked.text("format")),
                StandardCharsets.UTF_8);
    }

    Map<String, String> files(int asked) {
        Map<String, String> files = new LinkedHashMap<>();
        byte[] bytes = town.finance.files.bytes("periods/demo/2026-11-" + asked + ".zip");
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    List<String> events(ChainId chain) {
        return town.journal.load(chain).entries().stream().map(entry -> entry.event()).toList();
    }

    List<String> events() {
        return events(BookChains.period(LedgerWorld.DEMO, "2026-11"));
    }

    /** The trial balance before an instant, by account and currency, in minor units; without accounts at zero. */
    Map<String, Long> trialBalance(String at) {
        Map<String, Long> sums = new TreeMap<>();
        JsonNode body = get("/v1/ledger/trial-balance?at=" + at).body();
        body.get("currencies").forEach(of -> of.get("accounts").forEach(row -> sums.put(
                row.get("account").stringValue() + " " + of.get("currency").stringValue(),
                row.at("/balance/amount").longValue())));
        sums.values().removeIf(minor -> minor == 0);
        return sums;
    }

    void later(Duration time) {
        town.clock.advance(time);
    }
}
