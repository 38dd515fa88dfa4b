package dev.surety.onboarding;

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
import dev.surety.model.journal.Entry;
import dev.surety.onboarding.app.ChangeParticipant;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.onboarding.app.FindParticipants;
import dev.surety.onboarding.app.DecideSettings;
import dev.surety.onboarding.app.Participant;
import dev.surety.onboarding.app.OwnAccounts;
import dev.surety.onboarding.app.PutPause;
import dev.surety.onboarding.app.PutSettings;
import dev.surety.onboarding.app.References;
import dev.surety.onboarding.app.WakeParticipant;
import dev.surety.onboarding.app.business.ChangePersons;
import dev.surety.onboarding.app.method.PayeeAccounts;
import dev.surety.onboarding.app.export.Exports;
import dev.surety.onboarding.http.OnboardingRoutes;
import dev.surety.onboarding.http.ParticipantChangeRoutes;
import dev.surety.onboarding.http.PauseRoutes;
import dev.surety.onboarding.http.SettingsDecisionRoutes;
import dev.surety.onboarding.http.business.PersonRoutes;
import dev.surety.onboarding.inbox.ParticipantWakes;
import dev.surety.onboarding.inbox.PayoutNews;
import dev.surety.onboarding.inbox.StackPauseCommand;
import dev.surety.onboarding.inbox.SweepVault;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.edge.queue.QueueEdge;
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
import dev.surety.runtime.vault.Orphans;
import dev.surety.runtime.vault.SecretKeyWrap;
import dev.surety.runtime.vault.Vault;
import dev.surety.testkit.http.HttpWorld;
import dev.surety.testkit.http.Response;
import dev.surety.testkit.tokens.TokenMint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The onboarding function's door over the strict store, and a clock to set. No marketplace has settings at first. */
final class OnboardingWorld {
    static final MarketplaceId DEMO = new MarketplaceId("demo");
    static final MarketplaceId OTHER = new MarketplaceId("other");
    private static final TokenMint MINT = new TokenMint("https://issuer.example");
    static final String SETTINGS = "/v1/settings";
    static final String PARTICIPANTS = "/v1/participants";

    static final String PUT =
            """
            {"mode":"sandbox","currencies":["EUR","JPY"],
             "presets":[{"preset":"goods","version":1,
               "timers":{"pay":"PT15M","deliver":"P14D","inspect":"P14D"},
               "fees":[{"name":"commission","basisPoints":1200,"borneBy":"payee",
                 "min":[{"amount":50,"currency":"EUR"},{"amount":50,"currency":"JPY"}]}]}],
             "returnUrls":["https://shop.example/"],"timeZone":"Europe/Berlin"}
            """
                    .strip();

    static final String CREATE =
            """
            {"reference":"customer-7","kind":"individual","country":"DE",
             "profile":{"name":"Grace Hopper","email":"grace@navy.example","phone":"+4930123456",
               "birthDate":"1906-12-09","registration":"HRB 7",
               "address":{"line1":"Main Street 1","line2":"back yard","city":"Berlin","postalCode":"10115",
                 "country":"DE"}}}
            """
                    .strip();

    private static final String SECRETS =
            """
            {"fingerprint": {"current": "Zm9yIHRlc3RzIG9ubHksIG5vdCBhIHNlY3JldCE="},
             "cursor": {"current": "YWxzbyBmb3IgdGVzdHMgb25seSwgdHJ1bHkgc28h"},
             "notice": {"current": "bm90aWNlcyBvZiBnYXRld2F5cywgZm9yIHRlc3RzIQ=="},
             "stripe": {"current": "c2tfdGVzdF9mb3JfdGVzdHNfb25seQ=="},
             "stripenotices": {"current": "d2hzZWNfZm9yX3Rlc3RzX29ubHk="},
             "exports": {"current": "c2lnbnMgZXhwb3J0cywgZm9yIHRlc3RzIG9ubHkhISE="},
             "link": {"current": "c2lnbnMgbGlua3MsIGZvciB0ZXN0cyBvbmx5IQ=="},
             "index": {"current": "YSBrZXkgZm9yIHRoZSBpbmRleCwgZm9yIHRlc3RzISE="},
             "vault": {"current": "dGhpcnR5LXR3byBieXRlcyBmb3IgdGVzdHMgb25seSE="}}
            """;

    final FixedClock clock = FixedClock.at("2026-11-22T10:00:00Z");
    final MemoryDynamo store = MemoryDynamo.surety(clock);
    String secrets = SECRETS;
    private final Vault vault;
    private final HttpWorld api;
    private final QueueEdge inbox;
    private final QueueEdge timers;
    private final QueueEdge exporting;
    final KnownNames lists = new KnownNames();
    final ScreeningDoors screening;
    final DocumentDoors documents;
    final IdentityDoors identity;
    final ExportDoors exports;
    final ClosingDoors closing;
    final ImportDoors imports;
    final StackPauseCommand stackPause;
    final SweepVault sweeping;

    OnboardingWorld() {
        this(Faults.none());
    }

    OnboardingWorld(Faults faults) {
        var dynamo = new FaultyDynamo(store, faults);
        var journal = new Journal(dynamo, SuretyTables.JOURNAL);
        var worlds = new Clocks(clock, dynamo, Optional.of(SuretyTables.SANDBOX));
        var secrets = new Secrets(() -> this.secrets, clock);
        vault = new Vault(
                dynamo, SuretyTables.VAULT, SuretyTables.VAULT_KEYS, new SecretKeyWrap(secrets), clock);
        screening = new ScreeningDoors(dynamo, journal, vault, secrets, worlds, lists);
        documents = new DocumentDoors(dynamo, journal, secrets, worlds, clock, new LinkedFiles(faults, clock));
        var references = new References(new JournalIndexes(dynamo, SuretyTables.JOURNAL), secrets);
        var keys = new RequestKeys(new Fingerprints(secrets));
        var routes = new OnboardingRoutes(
                journal, references, new FindParticipants(journal, new JournalIndexes(dynamo, SuretyTables.JOURNAL)),
                new PutSettings(journal, new OwnAccounts(vault, new PayeeAccounts(journal, secrets)), worlds),
                new CreateParticipant(
                        journal, new Marketplaces(journal), vault, references, screening.participants(), worlds),
                screening.participants(), vault, keys, new Cursors(secrets, clock));
        var metrics = new Metrics("onboarding", clock, _ -> {});
        var pausing = new PutPause(journal, new Marketplaces(journal), worlds, clock);
        var pauses = new PauseRoutes(new Marketplaces(journal).pauses(), pausing, keys);
        var changing =
                new ChangeParticipant(journal, new Marketplaces(journal), vault, screening.participants(), worlds);
        var changes = new ParticipantChangeRoutes(journal, vault, changing, screening.participants(), keys);
        var naming = new ChangePersons(changing, vault);
        var persons = new PersonRoutes(journal, vault, naming, screening.participants(), keys);
        var decisions = new SettingsDecisionRoutes(new DecideSettings(journal, worlds), keys);
        var methods = new PayoutMethodDoors(journal, vault, secrets, worlds, screening.participants());
        var limits = new LimitDoors(dynamo, journal, worlds);
        closing = new ClosingDoors(dynamo, journal, vault, worlds, documents.files());
        inbox = limits.moved(metrics, closing.watching());
        identity = new IdentityDoors(new IdentityDoors.Parts(faults, dynamo, journal, vault, secrets, worlds, clock));
        exports = new ExportDoors(dynamo, journal, vault, secrets, worlds, documents.files());
        exporting = new QueueEdge(exports.wakes(), metrics);
        imports = new ImportDoors(documents, vault, screening.participants());
        List<Route<?>> own = Stream.of(
                        identity.routes().table(), changes.table(), persons.table(), methods.routes().table(),
                        documents.routes().table())
                .flatMap(List::stream).toList();
        var page = new PageDoors(journal, vault, secrets, worlds, clock, documents);
        List<Route<?>> tables = Stream.of(
                        own, routes.table(), pauses.table(), decisions.table(),
                        limits.routes().table(), screening.routes(clock).table(), page.links().table(),
                        page.page(own).table(), exports.routes().table(), closing.routes(secrets).table(),
                        imports.routes().table(), methods.corrections().table())
                .flatMap(List::stream).toList();
        var edge =
                new HttpEdge(tables, metrics, Optional.of(MINT.verifier(clock)), Optional.of(identity.signatures()));
        api = new HttpWorld(edge.andThen(Browser::withCookies), MINT);
        stackPause = new StackPauseCommand(pausing);
        sweeping = new SweepVault(new Orphans(dynamo, SuretyTables.VAULT, journal), clock, metrics);
        var waking = new WakeParticipant(
                journal, new Marketplaces(journal), worlds,
                List.of(
                        methods.watching()::look, limits.watching()::look, screening.participants()::look,
                        closing::look));
        var wakes = new ParticipantWakes(waking, screening.deciding(), documents.watching(), identity.watching());
        timers = new QueueEdge(
                documents.uploads(new PayoutNews(methods.hearing(), closing.watching(), wakes)), metrics);
    }

    /** A world whose marketplace {@code demo} has its first settings; no fault falls while it is built. */
    static OnboardingWorld laidDown(Faults faults) {
        var world = new OnboardingWorld(faults);
        Response answer = world.put(PUT, "prepare-settings-1");
        if (answer.status() != 200) {
            throw new AssertionError(answer.bytes());
        }
        return world;
    }

    static OnboardingWorld laidDown() {
        return laidDown(Faults.none());
    }

    /** Settings to put, with a hold for new payees. */
    static String holdingNewPayees(String hold) {
        return PUT.replace("\"Europe/Berlin\"", "\"Europe/Berlin\",\"newPayees\":" + hold);
    }

    /** What a creation keeps before its entry. */
    String keep(ChainId chain, ObjectNode words) {
        return vault.keepPerson(chain, words);
    }

    /** The words that the vault keeps of a chain. */
    ObjectNode kept(ChainId chain, String words) {
        return vault.find(chain, words).orElseThrow();
    }

    /** A participant as the releases left it whose entries hold the reference. */
    String formerParticipant(String reference) {
        String id = Id.derive("par", "former", reference);
        ChainId chain = CreateParticipant.chain(DEMO, id);
        ObjectNode data = Json.object()
                .put("kind", "individual")
                .put("country", "DE")
                .put("reference", reference)
                .put("words", vault.keep(chain, (ObjectNode) Json.object(CREATE).get("profile")))
                .put("mode", "sandbox")
                .put("settingsVersion", 1);
        data.putArray("requested").add("receive");
        ObjectNode standing = data.putObject("standing").put("state", "active");
        standing.put("inflowBlocked", false).put("outflowBlocked", false).putNull("record");
        standing.putArray("active").add("receive");
        var journal = new Journal(store, SuretyTables.JOURNAL);
        Draft draft = Draft.of(
                Participant.CREATED_V1, data, clock.instant(), Actor.of("backend:demo"), CommandKey.ofFact(id));
        journal.append(
                journal.load(chain), draft.indexed(new Entry.Index("", "", "participant#demo#" + reference)));
        return id;
    }

    /** Settings as the release before this one stored them: of view version 1, and with what they paused. */
    void former(String body, String key, String... paused) {
        var data = Json.object(body);
        data.remove("pause");
        var pause = data.putArray("pause");
        List.of(paused).forEach(pause::add);
        for (JsonNode fee : data.path("presets").get(0).path("fees")) {
            ((ObjectNode) fee).putArray("fixed");
            ((ObjectNode) fee).putArray("max");
        }
        CommandKey made = new Fingerprints(new Secrets(() -> SECRETS, clock))
                .key("demo", "person:per_op", "PUT", SETTINGS, key, Json.canonical(Json.object(body)));
        String fingerprint = made.fingerprint().replaceFirst("^[0-9]+", "1");
        var journal = new Journal(store, SuretyTables.JOURNAL);
        journal.append(
                journal.state(Marketplaces.chain(DEMO)),
                Draft.of(
                        PutSettings.CHANGED, data, clock.instant(), Actor.of("staff:per_op"),
                        new CommandKey(made.hash(), fingerprint)));
    }

    static Map<String, String> operator(MarketplaceId marketplace) {
        return Map.of(
                "marketplace", marketplace.value(),
                "client_id", marketplace + "-operator",
                "person", "per_op",
                "scope", "operator escrows:read participants:read");
    }

    static Map<String, String> backend(MarketplaceId marketplace) {
        return Map.of(
                "marketplace", marketplace.value(),
                "kind", "backend",
                "client_id", marketplace + "-backend",
                "scope", "participants:read participants:write");
    }

    /** A member of the marketplace's staff who decides about participants. */
    static Map<String, String> compliance() {
        return Map.of(
                "marketplace", "demo",
                "client_id", "demo-compliance1",
                "person", "per_c1",
                "scope", "participants:read participants:decide");
    }

    static Map<String, String> participant(String id) {
        return Map.of(
                "marketplace", "demo",
                "client_id", "demo-backend",
                "participant", id,
                "scope", "participants:read participants:write");
    }

    Response put(String body, String key) {
        return call("PUT", SETTINGS, body, key, operator(DEMO), Map.of());
    }

    Response put(String body, String key, String ifMatch) {
        return call("PUT", SETTINGS, body, key, operator(DEMO), Map.of("if-match", ifMatch));
    }

    /** A member of staff who may approve settings. */
    static Map<String, String> checker(String person) {
        return Map.of(
                "marketplace", "demo",
                "client_id", "demo-checker",
                "person", person,
                "scope", "settings:approve");
    }

    /** The operator's settings, and a second person's approval where one is needed. */
    Response putApproved(String body, String key) {
        Response put = put(body, key);
        return put.body().has("proposed") ? approve(put, "per_checker", key + "-a") : put;
    }

    Response approve(Response put, String person, String key) {
        JsonNode proposed = put.body().path("proposed");
        return call(
                "POST",
                SETTINGS + "/versions/" + proposed.path("version").asInt(0) + "/approve",
                "{\"hash\":\"" + proposed.path("hash").asString("") + "\"}",
                key,
                checker(person),
                Map.of());
    }

    Response settings() {
        return call("GET", SETTINGS, "", "", operator(DEMO), Map.of());
    }

    Response create(String body, String key) {
        return call("POST", PARTICIPANTS, body, key, backend(DEMO), Map.of());
    }

    String created(String reference, String key) {
        Response answer = create(CREATE.replace("customer-7", reference), key);
        if (answer.status() != 201) {
            throw new AssertionError(answer.bytes());
        }
        return answer.text("id");
    }

    Response get(String path) {
        return get(path, backend(DEMO));
    }

    Response get(String path, Map<String, String> claims) {
        return call("GET", path, "", "", claims, Map.of());
    }

    Response call(
            String method, String path, String body, String key, Map<String, String> claims,
            Map<String, String> moreHeaders) {
        return api.call(method, path, body, key, claims, moreHeaders);
    }

    /** The answer of a call that is to be refused and to have changed nothing anywhere. */
    Response refused(String method, String path, String body, String key, Map<String, String> claims) {
        return refused(method, path, body, key, claims, Map.of());
    }

    Response refused(
            String method, String path, String body, String key, Map<String, String> claims,
            Map<String, String> moreHeaders) {
        return HttpWorld.refused(
                store::everything, () -> call(method, path, body, key, claims, moreHeaders));
    }

    /** The messages that come again: one, if the wake came too early. */
    List<String> wake(ChainId chain, int number) {
        QueueEdge door = chain.type().equals(Exports.TYPE) ? exporting : timers;
        return Delivery.hand(door, Json.text(Json.object().put("chain", chain.toString()).put("number", number)));
    }

    /** The same for messages about payouts and files, which come to the door of the timers. */
    List<String> hearOfPayouts(String... messages) {
        return Delivery.hand(timers, messages);
    }

    /** The messages of one batch that come again. */
    List<String> hear(String... messages) {
        return Delivery.hand(inbox, messages);
    }

    List<Entry> chain(ChainId id) {
        return new Journal(store, SuretyTables.JOURNAL).load(id).entries();
    }

    /** The last entry of the settings. */
    Entry last() {
        return chain(Marketplaces.chain(DEMO)).getLast();
    }

    /** Every invariant that the store can show. */
    void check() {
        WholeWorld.of(store).hashing(EntryItems::hash).idle().check();
    }
}
