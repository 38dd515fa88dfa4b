package dev.surety.onboarding;

import dev.surety.dynamo.SuretyTables;
import dev.surety.model.id.Id;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.journal.Postings;
import dev.surety.model.ledger.Line;
import dev.surety.model.money.Money;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.ledger.LineItems;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Money that moved before a test, as the functions that move it store it. */
final class Moved {
    private final OnboardingWorld world;
    private final Journal journal;

    Moved(OnboardingWorld world) {
        this.world = world;
        this.journal = new Journal(world.store, SuretyTables.JOURNAL);
    }

    /** A payment of the payer that was captured. The message that tells of it. */
    String captured(String name, String payer, long minor) {
        var chain = new ChainId("payment", OnboardingWorld.DEMO, Id.derive("pay", name));
        append(chain, "payment.requested.v1", Postings.NONE, new Entry.Index("payment#demo#" + payer, "", ""));
        return message(append(
                chain,
                "payment.captured.v1",
                Postings.building()
                        .debit(Account.of(AccountKind.GATEWAY, "sandbox"), Money.of(minor, "EUR"))
                        .credit(Account.of(AccountKind.ESCROW, "another"), Money.of(minor, "EUR"))
                        .build(),
                Entry.Index.NONE));
    }

    /** A sale that was released to the payee. The ledger has not posted it yet. */
    Entry released(String name, String payee, long minor) {
        var chain = new ChainId("escrow", OnboardingWorld.DEMO, Id.derive("esc", name));
        append(chain, "escrow.created.v1", Postings.NONE, new Entry.Index("escrow#demo#x", "escrow#demo#" + payee, ""));
        return append(
                chain,
                "escrow.released.v1",
                Postings.building()
                        .debit(Account.of(AccountKind.ESCROW, payee), Money.of(minor, "EUR"))
                        .credit(Account.of(AccountKind.PAYABLE, payee), Money.of(minor, "EUR"))
                        .build(),
                Entry.Index.NONE);
    }

    /** Posts an entry's lines, as the ledger does. */
    void post(Entry entry) {
        for (Line line : Line.of(entry)) {
            Map<String, AttributeValue> item =
                    new HashMap<>(LineItems.key(line));
            item.put(LineItems.name(line), LineItems.value(line, 0));
            world.store.plant(SuretyTables.LEDGER, item);
        }
    }

    private Entry append(ChainId id, String event, Postings postings, Entry.Index index) {
        var chain = journal.load(id);
        var key = CommandKey.ofFact(id.toString(), event);
        journal.append(
                chain,
                Draft.of(event, Json.object(), world.clock.instant(), Actor.TIMER, key)
                        .with(postings)
                        .indexed(index));
        return journal.last(id).orElseThrow();
    }

    static String message(Entry entry) {
        return Sales.message(entry.chain().toString(), entry.number());
    }
}
