package dev.surety.payouts.report;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.FaultyDynamo;
import dev.surety.dynamo.invariants.WholeWorld;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.journal.Postings;
import dev.surety.model.marketplace.GatewayReportFormat.Columns;
import dev.surety.model.marketplace.GatewayReportFormat.Merchant;
import dev.surety.model.marketplace.GatewayReportFormat.Types;
import dev.surety.model.marketplace.GatewayReportFormat;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.money.Money;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.app.report.GatewayReports;
import dev.surety.payouts.app.report.ReportChains;
import dev.surety.payouts.app.report.SettlementChains;
import dev.surety.payouts.app.statement.LineChains;
import dev.surety.payouts.app.upload.UploadChains;
import dev.surety.payouts.domain.bank.BookedLine;
import dev.surety.payouts.domain.report.ReportFile;
import dev.surety.payouts.http.GatewayReportRoutes;
import dev.surety.payouts.store.JournalReportedPayments;
import dev.surety.payouts.world.Entries;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.EntryItems;
import dev.surety.runtime.journal.Fingerprints;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.testkit.MemoryFiles;
import dev.surety.testkit.http.HttpWorld;
import dev.surety.testkit.http.Response;
import dev.surety.testkit.tokens.TokenMint;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** Payments at a gateway, its reports, and lines of the bank that bring settlements, over one strict store. */
final class ReportWorld {
    static final MarketplaceId DEMO = new MarketplaceId("demo");
    static final String HEADER = "id,type,reference,gross,fee,net,currency,settlement,date,account\n";
    static final GatewayReportFormat FORMAT = new GatewayReportFormat(
            "shop_pay",
            new Columns(
                    Optional.of("id"),
                    "type",
                    "reference",
                    Optional.empty(),
                    Optional.of("gross"),
                    Optional.of("net"),
                    Optional.empty(),
                    Optional.empty(),
                    List.of("fee"),
                    "currency",
                    Optional.of("settlement"),
                    "date"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new Types(
                    List.of("charge"),
                    List.of("refund"),
                    List.of("chargeback"),
                    List.of("reversal"),
                    List.of("fee"),
                    List.of("payout")),
            Optional.of(new Merchant("account", "acme")));

    private static final TokenMint MINT = new TokenMint("https://issuer.example");
    private static final String SECRETS =
            """
            {"fingerprint": {"current": "Zm9yIHRlc3RzIG9ubHksIG5vdCBhIHNlY3JldCE="},
             "cursor": {"current": "YWxzbyBmb3IgdGVzdHMgb25seSwgdHJ1bHkgc28h"}}
            """;

    final FixedClock clock = FixedClock.at("2026-11-23T10:00:00Z");
    final MemoryDynamo store = MemoryDynamo.surety(clock);
    final Journal plain = new Journal(store, SuretyTables.JOURNAL);
    final GatewayReports reports;
    private final MemoryFiles files = new MemoryFiles(Faults.none(), clock);
    private final Present present;
    private final HttpWorld api;
    private final Deque<ChainId> nudged = new ArrayDeque<>();
    private int keys;

    ReportWorld() {
        this(Faults.none());
    }

    ReportWorld(Faults faults) {
        settings();
        var dynamo = new FaultyDynamo(store, faults);
        var journal = new Journal(dynamo, SuretyTables.JOURNAL);
        var marketplaces = new Marketplaces(journal);
        present = new Present(
                marketplaces,
                marketplaces.pauses(),
                new Clocks(clock, dynamo, Optional.of(SuretyTables.SANDBOX)));
        var ports = new GatewayReports.Ports(
                journal,
                new JournalIndexes(dynamo, SuretyTables.JOURNAL),
                files,
                new JournalReportedPayments(journal),
                nudged::add,
                present);
        reports = GatewayReports.of(ports, 2);
        var secrets = new Secrets(() -> SECRETS, clock);
        var routes = new GatewayReportRoutes(
                reports, present, new RequestKeys(new Fingerprints(secrets)), new Cursors(secrets, clock));
        api = new HttpWorld(
                new HttpEdge(
                        routes.table(),
                        new Metrics("payouts", clock, _ -> {}),
                        Optional.of(MINT.verifier(clock)),
                        Optional.empty()),
                MINT);
    }

    private void settings() {
        var settings = new MarketplaceSettings(
                1,
                Mode.SANDBOX,
                List.of("EUR", "JPY"),
                List.of(),
                List.of(),
                "UTC",
                Set.of(),
                Optional.empty());
        MoneyOut out = MoneyOut.SHIPPED.change().gatewayReports(FORMAT).build();
        plain.append(
                plain.load(Marketplaces.chain(DEMO)),
                Draft.of(
                        "settings.changed.v1",
                        Marketplaces.data(settings.withMoneyOut(out)),
                        clock.instant(),
                        Actor.of("staff:test"),
                        CommandKey.ofFact("settings")));
    }

    static String payment(String name) {
        return Id.derive("pay", name);
    }

    static String refund(String name) {
        return Id.derive("ref", name);
    }

    private static Money euro(long minor) {
        return Money.of(minor, "EUR");
    }

    /** A payment that the gateway has captured, as escrow writes it. */
    ReportWorld captured(String name, long minor) {
        return captured("shop_pay", name, minor);
    }

    ReportWorld captured(String gateway, String name, long minor) {
        ObjectNode requested = Json.object().put("gateway", gateway).put("method", "card_ok");
        requested.set("amount", Json.tree(euro(minor)));
        append(name, "payment.requested.v1", requested, Postings.NONE);
        moved(gateway, name, "payment.captured.v1", Json.object().put("gatewayReference", "x"), -minor, "incoming");
        return this;
    }

    ReportWorld refunded(String name, long minor) {
        ObjectNode data = Json.object().put("reference", refund(name)).put("escrow", Id.derive("esc", name));
        moved("shop_pay", name, "payment.refunded.v1", data, minor, "outgoing");
        return this;
    }

    ReportWorld chargedBack(String name, long minor, String event) {
        ObjectNode data = Json.object().put("chargeback", "cb_" + name);
        moved("shop_pay", name, event, data, event.contains("drawn") ? minor : -minor, "dispute");
        return this;
    }

    private void moved(String gateway, String name, String event, ObjectNode data, long minor, String other) {
        data.set("amount", Json.tree(euro(Math.abs(minor))));
        Postings postings = Postings.building()
                .credit(Account.of(AccountKind.GATEWAY, gateway), euro(minor))
                .debit(Account.parse(other).orElseThrow(), euro(minor))
                .build();
        append(name, event, data, postings);
    }

    private void append(String name, String event, ObjectNode data, Postings postings) {
        var chain = plain.load(new ChainId("payment", DEMO, payment(name)));
        var key = CommandKey.ofFact(name, event, Integer.toString(chain.version()));
        var _ = plain.append(
                chain, Draft.of(event, data, clock.instant(), Actor.RECONCILER, key).with(postings));
    }

    static String id(String name) {
        return Id.derive(ReportChains.PREFIX, name);
    }

    static byte[] bytes(String rows) {
        return (HEADER + rows).getBytes(StandardCharsets.UTF_8);
    }

    ReportFile read(String name, String rows) {
        return read(name, bytes(rows));
    }

    ReportFile read(String name, byte[] bytes) {
        upload(name, bytes);
        hear(name);
        return found(name);
    }

    void upload(String name, byte[] bytes) {
        ChainId id = ReportChains.chain(DEMO, id(name));
        var _ = files.write(UploadChains.key(id), out -> out.write(bytes));
        if (plain.state(id).isEmpty()) {
            var file = ReportFile.uploading(
                    name + ".csv", bytes.length, Optional.empty(), "uploader", clock.instant(), FORMAT);
            ObjectNode data = Json.object();
            data.set("file", Json.tree(file));
            var key = CommandKey.ofFact("upload", name);
            var _ = plain.append(
                    plain.state(id),
                    Draft.of("gateway_report.uploading.v1", data, clock.instant(), Actor.RECONCILER, key));
        }
    }

    ReportFile found(String name) {
        return reports.chains().find(ReportChains.chain(DEMO, id(name))).orElseThrow().file();
    }

    void hear(String name) {
        wake(ReportChains.chain(DEMO, id(name)), 0);
        hear();
    }

    void hear() {
        for (int i = 0; i < 10_000 && !nudged.isEmpty(); i++) {
            wake(nudged.remove(), 0);
        }
    }

    private void wake(ChainId chain, int number) {
        if (chain.type().equals(ReportChains.TYPE)) {
            var _ = reports.working().wake(chain, number);
        } else {
            var _ = reports.awaiting().wake(chain, number);
        }
    }

    /** The timers' work after so long. */
    void timers(Duration later) {
        clock.set(clock.instant().plus(later));
        Map<String, Entry> last = new TreeMap<>();
        entries().forEach(entry -> last.merge(
                entry.chain().toString(), entry, (one, other) -> one.number() > other.number() ? one : other));
        last.values().stream()
                .filter(entry -> entry.due().filter(due -> !due.at().isAfter(clock.instant())).isPresent())
                .forEach(entry -> wake(entry.chain(), entry.number()));
        hear();
    }

    /** A line that a rule of the settings explains as this gateway's settlement. */
    void bankLine(String reference, long minor) {
        String id = Id.derive("bl", reference);
        Postings postings = Postings.building()
                .debit(Account.of(AccountKind.BANK, "main"), euro(minor))
                .credit(Account.of(AccountKind.SETTLING, "shop_pay"), euro(minor))
                .build();
        var line = new BookedLine(
                "main",
                reference,
                LocalDate.parse("2026-11-24"),
                clock.instant(),
                minor < 0,
                euro(Math.abs(minor)),
                euro(0),
                "",
                List.of());
        var chain = plain.load(LineChains.chain(DEMO, id));
        if (chain.isEmpty()) {
            var _ = plain.append(
                    chain,
                    Draft.of(
                                    "bank_line.booked.v1",
                                    Json.tree(line),
                                    clock.instant(),
                                    Actor.RECONCILER,
                                    CommandKey.ofFact("line", id))
                            .with(postings));
        }
        reports.arrivals()
                .booked(new LineChains(plain, new JournalIndexes(store, SuretyTables.JOURNAL), present)
                        .find(DEMO, id)
                        .orElseThrow());
        hear();
    }

    List<Entry> entries() {
        return Entries.of(store);
    }

    /** As finance reads it: money that we have is positive. */
    long balance(String account) {
        return Entries.balance(store, account);
    }

    /** How many rows wait, for each reason, and {@code explained} for the others. */
    Map<String, Long> rows() {
        return entries().stream()
                .filter(entry -> entry.chain().type().equals("gateway_line"))
                .map(entry -> reports.lines().find(DEMO, entry.chain().id()).orElseThrow())
                .collect(Collectors.groupingBy(
                        of -> of.line().why().map(why -> why.name().toLowerCase(Locale.ROOT)).orElse("explained"),
                        TreeMap::new,
                        Collectors.counting()));
    }

    List<String> settlements() {
        return entries().stream()
                .filter(entry -> entry.chain().type().equals(SettlementChains.TYPE))
                .map(Entry::event)
                .sorted()
                .toList();
    }

    /** Each attention that is open: the chain's type and the kind. */
    Map<String, Long> attention() {
        return Entries.attention(store);
    }

    void check() {
        WholeWorld.of(store).hashing(EntryItems::hash).check();
    }

    Response get(String path, Map<String, String> claims) {
        return api.get(path, claims);
    }

    Response post(String path, String body, Map<String, String> claims) {
        return api.call("POST", path, body, "the-key-of-report-" + keys++, claims, Map.of());
    }
}
