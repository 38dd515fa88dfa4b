package dev.surety.disputes.complaint;

import dev.surety.disputes.app.complaint.Complaints;
import dev.surety.disputes.http.ComplaintRoutes;
import dev.surety.disputes.world.EscrowSide;
import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.FaultyDynamo;
import dev.surety.dynamo.invariants.WholeWorld;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
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
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.marketplace.Present;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.runtime.vault.SecretKeyWrap;
import dev.surety.runtime.vault.Vault;
import dev.surety.testkit.http.HttpWorld;
import dev.surety.testkit.http.Response;
import dev.surety.testkit.tokens.TokenMint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The routes of complaints over the strict store, with a decision about a participant and one about a review. */
final class ComplaintWorld {
    static final String PATH = "/v1/complaints";
    static final String ANNA = Id.derive("par", "anna");
    static final String BEN = Id.derive("par", "ben");
    static final String REVIEW = Id.derive("rev", "sale");

    final FixedClock clock = FixedClock.at("2026-06-01T09:00:00Z");
    final MemoryDynamo store = MemoryDynamo.surety(clock);
    final HttpWorld api;

    ComplaintWorld() {
        this(Faults.none());
    }

    ComplaintWorld(Faults faults) {
        var own = new Journal(store, SuretyTables.JOURNAL);
        var settings = new MarketplaceSettings(
                0, Mode.SANDBOX, List.of("EUR"), List.of(), List.of(), "UTC", Set.of(), Optional.empty());
        for (String name : List.of("demo", "other")) {
            put(own, Marketplaces.chain(new MarketplaceId(name)), "settings.changed.v1", Marketplaces.data(settings));
        }
        var demo = new MarketplaceId("demo");
        put(own, new ChainId("participant", demo, ANNA), "participant.restricted.v1", Json.object());
        put(own, new ChainId("review", demo, REVIEW), "review.removed.v1", Json.object());
        var dynamo = new FaultyDynamo(store, faults);
        var journal = new Journal(dynamo, SuretyTables.JOURNAL);
        var secrets = new Secrets(() -> EscrowSide.SECRETS, clock);
        var vault = new Vault(dynamo, SuretyTables.VAULT, SuretyTables.VAULT_KEYS, new SecretKeyWrap(secrets));
        var present = new Present(
                new Marketplaces(journal), new Clocks(clock, dynamo, Optional.of(SuretyTables.SANDBOX)));
        var complaints =
                new Complaints(journal, new JournalIndexes(dynamo, SuretyTables.JOURNAL), present, vault);
        var routes = new ComplaintRoutes(
                complaints, new RequestKeys(new Fingerprints(secrets)), new Cursors(secrets, clock));
        var mint = new TokenMint("https://issuer.example");
        api = new HttpWorld(
                new HttpEdge(
                        routes.table(),
                        new Metrics("disputes", clock, _ -> {}),
                        Optional.of(mint.verifier(clock)),
                        Optional.empty()),
                mint);
    }

    private void put(Journal journal, ChainId chain, String event, Object data) {
        journal.append(
                journal.state(chain),
                Draft.of(event, data, clock.instant(), Actor.of("staff:per_maker"), CommandKey.ofFact(event)));
    }

    static Map<String, String> participant(String id) {
        return Map.of(
                "marketplace", "demo",
                "client_id", "demo-app",
                "participant", id,
                "scope", "disputes:read disputes:write");
    }

    static Map<String, String> backend(String marketplace) {
        return Map.of(
                "marketplace", marketplace,
                "client_id", marketplace + "-backend",
                "kind", "backend",
                "scope", "disputes:read disputes:write disputes:operate");
    }

    static Map<String, String> person(String id) {
        return Map.of(
                "marketplace", "demo",
                "client_id", "demo-operator",
                "person", id,
                "scope", "disputes:read disputes:write disputes:operate");
    }

    Response open(String body, String key, Map<String, String> caller) {
        return api.call("POST", PATH, body, key, caller, Map.of());
    }

    Response decide(String id, String outcome, String key, Map<String, String> caller) {
        String body = "{\"outcome\":\"" + outcome + "\",\"words\":\"We looked again at the document.\"}";
        return api.call("POST", PATH + "/" + id + "/decide", body, key, caller, Map.of());
    }

    Response read(String id, Map<String, String> caller) {
        return api.get(PATH + "/" + id, caller);
    }

    void check() {
        WholeWorld.check(store);
    }
}
