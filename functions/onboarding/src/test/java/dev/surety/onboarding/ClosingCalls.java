package dev.surety.onboarding;

import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.Faults;
import dev.surety.model.id.Id;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.money.Currency;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.ledger.BalanceItems;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.node.ObjectNode;

/** The calls by which tests close a participant, and the money that stands in the way. */
final class ClosingCalls {
    static final Map<String, String> BACKEND = OnboardingWorld.backend(OnboardingWorld.DEMO);
    static final String HOLD = "{\"reason\":\"court_order\",\"facts\":\"File 4 O 12/26, Zorbatown\"}";

    final OnboardingWorld world;
    private int keys;

    ClosingCalls(OnboardingWorld world) {
        this.world = world;
    }

    ClosingCalls() {
        this(OnboardingWorld.laidDown());
    }

    static OnboardingWorld world(Faults faults) {
        return OnboardingWorld.laidDown(faults);
    }

    private String key() {
        return "closing-%011d".formatted(keys++);
    }

    static String path(String id) {
        return OnboardingWorld.PARTICIPANTS + "/" + id;
    }

    static ChainId chain(String id) {
        return CreateParticipant.chain(OnboardingWorld.DEMO, id);
    }

    String seller(String reference) {
        return world.created(reference, "create-" + reference + "-000");
    }

    Response close(String id) {
        return close(id, key());
    }

    Response close(String id, String key) {
        return world.call("DELETE", path(id), "", key, BACKEND, Map.of());
    }

    Response hold(String id, String body) {
        return world.call(
                "PUT", path(id) + "/legal-hold", body, key(), OnboardingWorld.compliance(), Map.of());
    }

    Response lift(String id) {
        return world.call(
                "DELETE", path(id) + "/legal-hold", "", key(), OnboardingWorld.compliance(), Map.of());
    }

    /** A command that is to be refused, in a line; nothing anywhere has changed. */
    String refused(String method, String path, String body, Map<String, String> claims) {
        return PayoutMethodCalls.shown(world.refused(method, path, body, key(), claims));
    }

    Response view(String id) {
        return world.get(path(id));
    }

    String state(String id) {
        return view(id).text("state");
    }

    List<String> events(String id) {
        return world.chain(chain(id)).stream().map(Entry::event).toList();
    }

    void pass(Duration time) {
        world.clock.advance(time);
        Deadlines.pass(world);
    }

    /** Closed and its profile destroyed, as nothing is open. */
    String erased(String reference) {
        String id = seller(reference);
        close(id);
        pass(Duration.ofMinutes(16));
        pass(Duration.ofMinutes(2));
        if (!state(id).equals("closed")) {
            throw new AssertionError(view(id).bytes());
        }
        return id;
    }

    /** The balance of an account, as the ledger says it. */
    void balance(String id, AccountKind kind, String currency, long minor) {
        var account = new LedgerAccount(OnboardingWorld.DEMO, Account.of(kind, id), Currency.of(currency));
        Map<String, AttributeValue> item = new HashMap<>(BalanceItems.key(account));
        item.put(BalanceItems.AMOUNT, Items.of(minor));
        item.put(BalanceItems.LINES, Items.of(1));
        item.put(BalanceItems.MARK, Items.of(1));
        world.store.plant(SuretyTables.LEDGER, item);
    }

    /** A payout as its function leaves it; the message that tells of it. */
    String payout(String name, String payee, String state) {
        var chain = new ChainId("payout", OnboardingWorld.DEMO, Id.derive("po", name));
        var journal = new Journal(world.store, SuretyTables.JOURNAL);
        ObjectNode data = Json.object();
        data.putObject("tells").put("state", state).put("payee", payee).put("method", "pm_none");
        var before = journal.load(chain);
        var draft = Draft.of(
                "payout." + state + ".v1", data, world.clock.instant(), Actor.TIMER,
                CommandKey.ofFact(name, state));
        String owner = "payout#demo#" + payee;
        journal.append(before, before.isEmpty() ? draft.indexed(new Entry.Index(owner, "", "")) : draft);
        return Sales.message(chain.toString(), journal.last(chain).orElseThrow().number());
    }

    /** An escrow of these two, open until it is ended; the message that tells of its end. */
    void sale(String name, String payer, String payee) {
        escrow(name, "escrow.created.v1", new Entry.Index("escrow#demo#" + payer, "escrow#demo#" + payee, ""));
    }

    String ended(String name) {
        ChainId chain = Sales.chain(OnboardingWorld.DEMO, name);
        var journal = new Journal(world.store, SuretyTables.JOURNAL);
        journal.append(
                journal.load(chain),
                Draft.of(
                                "escrow.cancelled.v1", Json.object(), world.clock.instant(), Actor.TIMER,
                                CommandKey.ofFact(name, "end"))
                        .ends(Json.object().put("v", 1)));
        return Sales.message(chain.toString(), journal.last(chain).orElseThrow().number());
    }

    private void escrow(String name, String event, Entry.Index index) {
        ChainId chain = Sales.chain(OnboardingWorld.DEMO, name);
        var journal = new Journal(world.store, SuretyTables.JOURNAL);
        journal.append(
                journal.load(chain),
                Draft.of(event, Json.object(), world.clock.instant(), Actor.TIMER, CommandKey.ofFact(name, event))
                        .indexed(index));
    }
}
