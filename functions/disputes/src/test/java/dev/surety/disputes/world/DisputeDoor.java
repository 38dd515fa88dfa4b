package dev.surety.disputes.world;

import dev.surety.disputes.app.chargeback.ChargebackChains;
import dev.surety.disputes.app.chargeback.Chargebacks;
import dev.surety.disputes.app.chargeback.CountChargebacks;
import dev.surety.disputes.app.chargeback.HearPayment;
import dev.surety.disputes.app.complaint.Complaints;
import dev.surety.disputes.app.dispute.CountDisputes;
import dev.surety.disputes.app.evidence.EvidenceFiles;
import dev.surety.disputes.app.outage.Outages;
import dev.surety.disputes.http.ChargebackRoutes;
import dev.surety.disputes.http.ComplaintRoutes;
import dev.surety.disputes.http.DisputeAnswers;
import dev.surety.disputes.http.DisputeRoutes;
import dev.surety.disputes.http.EvidenceRoutes;
import dev.surety.disputes.http.OutageRoutes;
import dev.surety.disputes.http.RulingRoutes;
import dev.surety.disputes.http.StatisticsRoutes;
import dev.surety.disputes.store.DisputesEvidence;
import dev.surety.disputes.store.ShippedNeeds;
import dev.surety.dynamo.SuretyTables;
import dev.surety.files.StoredFiles;
import dev.surety.model.id.Id;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.journal.Fingerprints;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
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
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every route of the function over a {@link DisputeWorld}, and the banks' cases that its inbox would hear of. */
public final class DisputeDoor {
    private static final TokenMint MINT = new TokenMint("https://issuer.example");

    private final DisputeWorld world;
    private final Chargebacks bank;
    private final HttpWorld api;
    private final Set<String> routes;
    private int calls;

    public DisputeDoor(DisputeWorld world, StoredFiles stored) {
        this.world = world;
        var journal = new Journal(world.store, SuretyTables.JOURNAL);
        var indexes = new JournalIndexes(world.store, SuretyTables.JOURNAL);
        var marketplaces = new Marketplaces(journal);
        var clocks = new Clocks(world.clock, world.store, Optional.of(SuretyTables.SANDBOX));
        var secrets = new Secrets(() -> EscrowSide.SECRETS, world.clock);
        var vault = new Vault(
                world.store, SuretyTables.VAULT, SuretyTables.VAULT_KEYS, new SecretKeyWrap(secrets));
        var keys = new RequestKeys(new Fingerprints(secrets));
        var cursors = new Cursors(secrets, world.clock);
        var disputes = world.use.disputes();
        var answers = new DisputeAnswers(world.deciding, vault, keys);
        bank = Chargebacks.of(new Chargebacks.Ports(
                journal, indexes, marketplaces, clocks, new ShippedNeeds(), stored, vault, (_, _) -> {}));
        List<Route<?>> table = Stream.of(
                        new DisputeRoutes(disputes, world.use.reading(), answers, cursors).table(),
                        new StatisticsRoutes(
                                        new CountDisputes(disputes, CountDisputes.MOST),
                                        new CountChargebacks(bank.cases(), CountDisputes.MOST))
                                .table(),
                        new RulingRoutes(answers).table(),
                        new EvidenceRoutes(disputes, answers, new EvidenceFiles(stored), vault, keys).table(),
                        new ChargebackRoutes(bank, new DisputesEvidence(disputes), keys, cursors).table(),
                        new ComplaintRoutes(
                                        new Complaints(journal, indexes, new Present(marketplaces, clocks), vault),
                                        keys,
                                        cursors)
                                .table(),
                        new OutageRoutes(new Outages(journal, marketplaces, clocks), keys, cursors).table())
                .flatMap(List::stream)
                .toList();
        routes = table.stream()
                .map(route -> route.method() + " " + route.template())
                .collect(Collectors.toCollection(TreeSet::new));
        var metrics = new Metrics("disputes", world.clock, _ -> {});
        api = new HttpWorld(
                new HttpEdge(table, metrics, Optional.of(MINT.verifier(world.clock)), Optional.empty()), MINT);
    }

    public Set<String> routes() {
        return routes;
    }

    public Response get(String path, Map<String, String> claims) {
        return api.get(path, claims);
    }

    /** A command under a key of its own; apostrophes stand for quotation marks. */
    public Response call(String method, String path, String body, Map<String, String> claims) {
        String key = method.equals("GET") ? "" : "call-" + Id.derive("key", Integer.toString(++calls));
        return api.call(method, path, body.replace('\'', '"'), key, claims, Map.of());
    }

    /** The inbox hears what the payments say of banks. */
    public DisputeDoor hearPayments() {
        world.entries().stream()
                .map(Entry::chain)
                .filter(chain -> chain.type().equals(HearPayment.TYPE))
                .distinct()
                .forEach(bank.hearing()::hear);
        return this;
    }

    public ChargebackChains cases() {
        return bank.cases();
    }

    public static Map<String, String> party(String participant) {
        return Map.of(
                "marketplace", "demo",
                "client_id", "demo-backend",
                "participant", participant,
                "scope", "disputes:read disputes:write");
    }

    public static Map<String, String> backend() {
        return Map.of(
                "marketplace", "demo",
                "client_id", "demo-backend",
                "kind", "backend",
                "scope", "disputes:read disputes:write");
    }

    /** A member of the staff. */
    public static Map<String, String> person(String person, String scopes) {
        return Map.of("marketplace", "demo", "client_id", "demo-staff", "person", person, "scope", scopes);
    }

    public static Map<String, String> arbiter(String person) {
        return person(person, "disputes:read disputes:rule");
    }

    public static Map<String, String> operator() {
        return person("per_op", "disputes:read disputes:write disputes:operate");
    }
}
