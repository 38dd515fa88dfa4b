package dev.surety.disputes.outage;

import dev.surety.disputes.app.outage.Outages;
import dev.surety.disputes.http.OutageRoutes;
import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.FaultyDynamo;
import dev.surety.dynamo.invariants.WholeWorld;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Fingerprints;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.testkit.http.HttpWorld;
import dev.surety.testkit.http.Response;
import dev.surety.testkit.tokens.TokenMint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The routes of outages over the strict store, in a marketplace that has settings. */
final class OutageWorld {
    static final MarketplaceId DEMO = new MarketplaceId("demo");
    private static final String SECRETS =
            """
            {"fingerprint": {"current": "Zm9yIHRlc3RzIG9ubHksIG5vdCBhIHNlY3JldCE="},
             "cursor": {"current": "YWxzbyBmb3IgdGVzdHMgb25seSwgdHJ1bHkgc28h"}}
            """;

    final FixedClock clock = FixedClock.at("2026-12-01T09:00:00Z");
    final MemoryDynamo store = MemoryDynamo.surety(clock);
    final Outages outages;
    final HttpWorld api;

    OutageWorld() {
        this(Faults.none());
    }

    OutageWorld(Faults faults) {
        var dynamo = new FaultyDynamo(store, faults);
        var journal = new Journal(dynamo, SuretyTables.JOURNAL);
        var secrets = new Secrets(() -> SECRETS, clock);
        outages = new Outages(
                journal,
                new Marketplaces(journal),
                new Clocks(clock, dynamo, Optional.of(SuretyTables.SANDBOX)));
        var routes = new OutageRoutes(
                outages, new RequestKeys(new Fingerprints(secrets)), new Cursors(secrets, clock));
        var mint = new TokenMint("https://issuer.example");
        api = new HttpWorld(
                new HttpEdge(
                        routes.table(),
                        new Metrics("disputes", clock, _ -> {}),
                        Optional.of(mint.verifier(clock)),
                        Optional.empty()),
                mint);
        var settings = new MarketplaceSettings(
                0, Mode.SANDBOX, List.of("EUR"), List.of(), List.of(), "UTC", Set.of(), Optional.empty());
        var own = new Journal(store, SuretyTables.JOURNAL);
        own.append(
                own.state(Marketplaces.chain(DEMO)),
                Draft.of(
                        "settings.changed.v1",
                        Marketplaces.data(settings),
                        clock.instant(),
                        Actor.of("staff:test"),
                        CommandKey.ofFact("settings")));
    }

    static Map<String, String> operator(String marketplace) {
        return Map.of(
                "marketplace", marketplace,
                "client_id", marketplace + "-operator",
                "person", "per_op",
                "scope", "disputes:operate");
    }

    Response post(String body, String key) {
        return api.call("POST", "/v1/outages", body, key, operator("demo"), Map.of());
    }

    void check() {
        WholeWorld.check(store);
    }
}
