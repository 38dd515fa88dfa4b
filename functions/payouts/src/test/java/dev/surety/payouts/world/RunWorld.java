package dev.surety.payouts.world;

import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.FaultyDynamo;
import dev.surety.model.bank.PayeeAccount;
import dev.surety.model.id.Id;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.RunId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.plan.PlanFile;
import dev.surety.model.standing.Standing;
import dev.surety.model.standing.Standing.MethodInForce;
import dev.surety.payouts.app.file.DecideFile;
import dev.surety.payouts.app.file.FileChains;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.app.run.GroupChains;
import dev.surety.payouts.app.run.RunChains;
import dev.surety.payouts.app.run.Reconciled;
import dev.surety.payouts.app.run.Runs;
import dev.surety.payouts.app.run.WorkOnSchedule;
import dev.surety.payouts.http.FileRoutes;
import dev.surety.payouts.http.RunRoutes;
import dev.surety.payouts.inbox.WakeInbox;
import dev.surety.payouts.inbox.WakeInbox.Wake;
import dev.surety.payouts.store.DynamoBalances;
import dev.surety.payouts.store.JournalOpenHits;
import dev.surety.payouts.store.JournalPayees;
import dev.surety.payouts.store.JournalPayouts;
import dev.surety.payouts.store.SandboxFunds;
import dev.surety.payouts.store.VaultLookups;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Fingerprints;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.marketplace.Participants;
import dev.surety.runtime.marketplace.Pauses;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.runtime.timers.WakeNudges;
import dev.surety.runtime.vault.SecretKeyWrap;
import dev.surety.runtime.vault.Vault;
import dev.surety.simulator.bank.SimulatedBank;
import dev.surety.testkit.http.HttpWorld;
import dev.surety.testkit.http.Response;
import dev.surety.testkit.tokens.TokenMint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The runs of the payouts function over the strict store and the simulated bank. */
public final class RunWorld {
    public static final String RUNS = "/v1/payout-runs";
    public static final Map<String, String> MAKER = PayoutWorld.staff("maker", "payouts:read", "payouts:plan");
    public static final Map<String, String> CHECKER = PayoutWorld.staff("checker", "payouts:read", "payouts:approve");
    public static final Map<String, String> TREASURER =
            PayoutWorld.staff("treasurer", "payouts:read", "payouts:files");
    public static final Map<String, String> CHECKER2 =
            PayoutWorld.staff("checker2", "payouts:read", "payouts:approve");

    private static final TokenMint MINT = new TokenMint("https://issuer.example");
    private static final Set<String> TYPES = Set.of(
            JournalPayouts.TYPE, RunChains.TYPE, GroupChains.TYPE, WorkOnSchedule.TYPE, FileChains.TYPE);

    public final PayoutWorld payouts;
    public final Runs runs;
    private final Journal plain;
    public final Vault plainVault;
    private final HttpWorld api;
    private final WakeInbox inbox;
    private int keys;
    /** Whether the bank's statements prove that it took nothing for a file. */
    public boolean isShownUndebited;

    /** Whether a statement of the bank is missing. */
    public boolean hasGap;

    public RunWorld() {
        this(Faults.none());
    }

    public RunWorld(Faults faults) {
        payouts = new PayoutWorld(faults);
        plain = new Journal(payouts.store, SuretyTables.JOURNAL);
        var secrets = new Secrets(() -> PayoutWorld.SECRETS, payouts.clock);
        var wrap = new SecretKeyWrap(secrets);
        plainVault = new Vault(payouts.store, SuretyTables.VAULT, SuretyTables.VAULT_KEYS, wrap, payouts.clock);
        var dynamo = new FaultyDynamo(payouts.store, faults);
        var vault = new Vault(dynamo, SuretyTables.VAULT, SuretyTables.VAULT_KEYS, wrap, payouts.clock);
        var hints = new JournalIndexes(dynamo, SuretyTables.JOURNAL);
        var marketplaces = new Marketplaces(payouts.journal);
        var present = new Present(
                marketplaces,
                marketplaces.pauses(),
                new Clocks(payouts.clock, dynamo, Optional.of(SuretyTables.SANDBOX)));
        var balances = new DynamoBalances(dynamo, SuretyTables.LEDGER);
        var bank = new SimulatedBank(payouts.store, SuretyTables.SANDBOX, _ -> payouts.clock.instant());
        runs = Runs.of(
                payouts.journal,
                hints,
                present,
                new Runs.Facts(
                        balances,
                        new VaultLookups(vault, payouts.use.payouts()),
                        new JournalPayees(payouts.journal),
                        payouts.debts::collect,
                        new SandboxFunds(Optional.of(bank), balances, _ -> payouts.clock.instant())),
                new Runs.Paying(payouts.use.scheduling(), payouts.use.sending(), payouts.use.takingOut()),
                new Runs.Filing(payouts.fileChains, payouts.beginning),
                new WakeNudges(
                        all -> all.forEach(wake -> faults.around(
                                "nudge",
                                () -> payouts.nudged.add(wake.chain()),
                                fate -> new Outage("no queue: " + fate))),
                        payouts.clock)::nudge);
        var keys = new RequestKeys(new Fingerprints(secrets));
        var cursors = new Cursors(secrets, payouts.clock);
        var reconciled = new Reconciled(runs.reading(), payouts.use.payouts(), (_, _) -> hasGap);
        var routes = new RunRoutes(runs, reconciled, vault, keys, cursors);
        var hits = new JournalOpenHits(payouts.journal, hints, payouts.use.payouts());
        var undebited = new DecideFile(payouts.fileChains, _ -> isShownUndebited, hits, payouts.nudges);
        var files = new FileRoutes(payouts.fileChains, undebited, payouts.stored, present, vault, keys, cursors);
        api = new HttpWorld(
                new HttpEdge(
                        Stream.concat(routes.table().stream(), files.table().stream()).toList(),
                        new Metrics("payouts", payouts.clock, _ -> {}),
                        Optional.of(MINT.verifier(payouts.clock)),
                        Optional.empty()),
                MINT);
        Wake payout = (chain, number) -> payouts.waking().wake(chain, number) ? Handled.DONE : Handled.AGAIN;
        inbox = new WakeInbox(Map.of(
                JournalPayouts.TYPE, payout,
                RunChains.TYPE, runs.working()::wake,
                GroupChains.TYPE, runs.workingOnGroups()::wake,
                WorkOnSchedule.TYPE, runs.workingOnSchedules()::wake,
                FileChains.TYPE, payouts.workOnFiles(runs.pages())::wake));
    }

    public static ParticipantId id(String name) {
        return new ParticipantId(Id.derive("par", name));
    }

    /** A payee with a verified account and money. */
    public ParticipantId payee(String name, long minor) {
        return payee(name, PayoutWorld.ORDINARY, "verified", minor);
    }

    public ParticipantId payee(String name, String iban, String state, long minor) {
        ParticipantId payee = id(name);
        standing(payee, Optional.of(method(payee, iban, state, Optional.of(name))));
        if (minor > 0) {
            payouts.released(payee, minor);
        }
        return payee;
    }

    /** @param bankName nothing if the holder's name cannot be written */
    public MethodInForce method(ParticipantId payee, String iban, String state, Optional<String> bankName) {
        var account = new PayeeAccount(
                "iban",
                iban.substring(0, 2),
                iban,
                iban.substring(4, 12),
                Optional.empty(),
                Optional.empty(),
                "Holder of " + iban,
                "individual",
                "DE•• •••• " + iban.substring(iban.length() - 4),
                bankName);
        return new MethodInForce(
                Id.derive("pm", payee.value(), iban),
                "iban",
                "EUR",
                "1." + Id.derive("fp", payee.value(), iban).substring(3),
                plainVault.keepPerson(
                        Seeds.participant(payee), (ObjectNode) Json.tree(account)),
                state,
                payouts.clock.instant().minus(Duration.ofDays(10)),
                Optional.empty());
    }

    public void standing(ParticipantId payee, Optional<MethodInForce> method) {
        standing(payee, Seeds.standing(Set.of("pay", "receive", "payout"), false, method));
    }

    public void standing(ParticipantId payee, Standing standing) {
        ObjectNode data = Json.object();
        data.set("standing", Json.tree(standing));
        var chain = plain.state(Seeds.participant(payee));
        Draft draft = Draft.of(
                "participant.changed.v1",
                data,
                payouts.clock.instant(),
                Actor.TIMER,
                CommandKey.ofFact(payee.value(), Integer.toString(chain.version())));
        String owner = Participants.owner(PayoutWorld.DEMO, payee.value());
        var _ = plain.append(chain, chain.isEmpty() ? draft.indexed(new Entry.Index(owner, "", "")) : draft);
    }

    public void owes(ParticipantId payee, long minor) {
        payouts.seeds.owes(payee, minor);
        payouts.posted();
    }

    public void moved(Account to, Account from, long minor) {
        payouts.seeds.moved(to, from, minor);
        payouts.posted();
    }

    public void pause(Pauses.What what, boolean paused) {
        payouts.seeds.pause(what, paused);
    }

    public void settings(MoneyOut moneyOut) {
        payouts.seeds.settings(moneyOut);
    }

    /** @param proposed the person whose proposal waits in this version */
    public void settings(String event, String actor, MoneyOut moneyOut, Optional<String> proposed) {
        payouts.seeds.settings(event, actor, moneyOut, proposed);
    }

    private String key() {
        keys++;
        return "key-of-a-test-" + (1000 + keys);
    }

    public Response post(String path, String body, Map<String, String> claims) {
        return post(path, body, key(), claims);
    }

    public Response post(String path, String body, String key, Map<String, String> claims) {
        return api.call("POST", path, body, key, claims, Map.of());
    }

    public Response refused(String path, String body, Map<String, String> claims) {
        return HttpWorld.refused(payouts.store::everything, () -> post(path, body, claims));
    }

    public Response get(String path) {
        return api.get(path, CHECKER);
    }

    /** The body of a call that has to work. */
    public JsonNode done(Response answer) {
        if (answer.status() >= 300) {
            throw new AssertionError(answer.status() + " " + answer.bytes());
        }
        return answer.body();
    }

    /** Asks for a plan of everyone's euros, with more members of the request. */
    public RunId plan(String more) {
        return plan("sandbox", more);
    }

    private RunId plan(String rail, String more) {
        String order = "{\"currency\":\"EUR\",\"rail\":\"%s\"%s}".formatted(rail, more);
        JsonNode run = done(post(RUNS, order, MAKER));
        hear();
        return new RunId(run.path("id").asString(""));
    }

    public JsonNode run(RunId run) {
        return done(get(RUNS + "/" + run));
    }

    public String state(RunId run) {
        return run(run).path("state").asString("");
    }

    public List<JsonNode> items(RunId run) {
        return done(get(RUNS + "/" + run + "/items?limit=100")).path("data").valueStream().toList();
    }

    public List<JsonNode> exclusions(RunId run) {
        return done(get(RUNS + "/" + run + "/exclusions?limit=100")).path("data").valueStream().toList();
    }

    /** The reason for which a plan does not pay a payee; empty if it does. */
    public String exclusion(RunId run, ParticipantId payee) {
        return exclusions(run).stream()
                .filter(row -> row.path("payee").asString("").equals(payee.value()))
                .map(row -> row.path("reason").asString(""))
                .findFirst()
                .orElse("");
    }

    /** All parts of the plan's file. */
    public List<String> file(RunId run) {
        List<String> lines = new ArrayList<>();
        Optional<String> cursor = Optional.of("");
        while (cursor.isPresent()) {
            String query = cursor.get().isEmpty() ? "" : "?cursor=" + cursor.get();
            List<String> part = get(RUNS + "/" + run + "/plan" + query).bytes().lines().toList();
            lines.addAll(part);
            cursor = PlanFile.more(part);
        }
        return lines;
    }

    public void submit(RunId run) {
        var _ = done(post(RUNS + "/" + run + "/submit", "", MAKER));
    }

    public static String approval(JsonNode run) {
        ObjectNode body = Json.object().put("hash", run.path("hash").asString("")).put("evenIfShort", true);
        var seen = body.putArray("seen");
        run.path("warnings").valueStream().forEach(warning -> seen.add(warning.path("id").asString("")));
        return Json.text(body);
    }

    public Response approve(RunId run, Map<String, String> claims) {
        return post(RUNS + "/" + run + "/approve", approval(run(run)), claims);
    }

    /** Plans everyone's euros, submits and approves. */
    public RunId approved(String more) {
        RunId run = plan(more);
        submit(run);
        var _ = done(approve(run, CHECKER));
        return run;
    }

    /** The same over the rail of files. */
    public RunId approvedBySepa(String more) {
        RunId run = plan("sepa", more);
        submit(run);
        var _ = done(approve(run, CHECKER));
        return run;
    }

    /** Hears all nudges, and those that follow from them. */
    public void hear() {
        while (!payouts.nudged.isEmpty()) {
            var _ = wake(payouts.nudged.removeFirst(), 0);
        }
    }

    public Handled wake(ChainId chain, int number) {
        return inbox.handle(Json.object().put("chain", chain.toString()).put("number", number));
    }

    /** Wakes each deadline as it comes, until a time; nudges are lost if so said. */
    public void until(Instant end, boolean nudgesAreLost) {
        for (int rounds = 0; rounds < 1_000; rounds++) {
            if (nudgesAreLost) {
                payouts.nudged.clear();
            }
            hear();
            Optional<Entry> next = Deadlines.first(payouts.store, TYPES, end);
            if (next.isEmpty()) {
                payouts.clock.set(end);
                return;
            }
            Instant at = next.get().due().orElseThrow().at();
            payouts.clock.set(at.isAfter(payouts.clock.instant()) ? at : payouts.clock.instant());
            if (wake(next.get().chain(), next.get().number()) == Handled.AGAIN) {
                throw new AssertionError("a deadline that is due is too early: " + next.get());
            }
            // A test clock stands still at a deadline until its chain has a further entry.
            if (plain.last(next.get().chain()).orElseThrow().number() == next.get().number()) {
                throw new AssertionError("a chain has not moved on from its deadline: " + next.get());
            }
        }
        throw new AssertionError("the deadlines never end");
    }

    public void after(Duration time) {
        until(payouts.clock.instant().plus(time), false);
    }

    public List<Entry> chain(ChainId id) {
        return plain.load(id).entries();
    }

    public void check() {
        payouts.check();
    }
}
