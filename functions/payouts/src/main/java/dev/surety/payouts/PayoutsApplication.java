package dev.surety.payouts;

import dev.surety.model.journal.ChainId;
import dev.surety.payouts.app.debt.CollectDebt;
import dev.surety.payouts.app.debt.HearCredits;
import dev.surety.payouts.app.debt.ReleaseReserve;
import dev.surety.payouts.app.debt.World;
import dev.surety.payouts.inbox.NewsInbox;
import dev.surety.payouts.inbox.WakeInbox;
import dev.surety.payouts.store.LedgerBooks;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.edge.queue.QueueEdge;
import dev.surety.runtime.ledger.GuardedAppend;
import dev.surety.runtime.settings.Environment;
import dev.surety.runtime.wiring.Doors;
import dev.surety.runtime.wiring.Platform;
import java.util.Map;
import java.util.function.BiPredicate;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/** Wires the doors; decides nothing. */
@SpringBootConfiguration
public class PayoutsApplication implements ApplicationContextInitializer<GenericApplicationContext> {
    @Override
    public void initialize(GenericApplicationContext context) {
        var platform = new Platform("payouts");
        new Doors(context).queue(PayoutsInbox.class, () -> inbox(platform));
    }

    private static QueueEdge inbox(Platform with) {
        var books = new LedgerBooks(with.dynamo(), Environment.get("LEDGER_TABLE"));
        var guarded = new GuardedAppend(
                with.dynamo(), with.journal(), with.journalTable(), Environment.get("LEDGER_TABLE"));
        var world = new World(with.marketplaces(), with.clocks());
        var debts = new CollectDebt(with.journal(), guarded, books, world);
        var reserves = new ReleaseReserve(with.journal(), guarded, books, world);
        var wakes = new WakeInbox(Map.of(
                CollectDebt.CASES, handled(debts::wake),
                ReleaseReserve.TYPE, handled(reserves::wake)));
        return with.queue(new NewsInbox(new HearCredits(with.journal(), books, debts, reserves, world), wakes));
    }

    /** A wake that is not done with has to come again. */
    private static WakeInbox.Wake handled(BiPredicate<ChainId, Integer> wake) {
        return (chain, number) -> wake.test(chain, number) ? Handled.DONE : Handled.AGAIN;
    }
}
