package dev.surety.escrow;

import dev.surety.escrow.app.UseCases;
import dev.surety.escrow.app.payment.Gateway;
import dev.surety.escrow.app.payment.Gateways;
import dev.surety.escrow.gateway.AbsentGateway;
import dev.surety.escrow.gateway.GuardedGateway;
import dev.surety.escrow.gateway.PaymentNotices;
import dev.surety.escrow.gateway.SandboxGateway;
import dev.surety.escrow.http.Actions;
import dev.surety.escrow.http.EscrowDoor;
import dev.surety.escrow.inbox.WakeInbox;
import dev.surety.escrow.store.JournalDisputes;
import dev.surety.escrow.store.JournalEscrows;
import dev.surety.escrow.store.JournalGatewayAccounts;
import dev.surety.escrow.store.JournalParticipants;
import dev.surety.escrow.store.JournalPayments;
import dev.surety.escrow.store.JournalUnmatchedWebhooks;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.clock.Sandboxes;
import dev.surety.runtime.command.CausedCommands;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.queue.QueueEdge;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.ledger.GuardedAppend;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.settings.Environment;
import dev.surety.runtime.timers.QueueTimerMessages;
import dev.surety.runtime.timers.TimerQueues;
import dev.surety.runtime.timers.TimerReader;
import dev.surety.runtime.timers.TimerTick;
import dev.surety.runtime.wiring.Doors;
import dev.surety.runtime.wiring.Platform;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/** Wires the escrow function's doors. Decides nothing. */
@SpringBootConfiguration
public class EscrowApplication implements ApplicationContextInitializer<GenericApplicationContext> {
    /** The time limit of one tick, below its function's time-out and its minute. */
    private static final Duration TICK = Duration.ofSeconds(40);

    @Override
    public void initialize(GenericApplicationContext context) {
        var platform = new Platform("escrow");
        new Doors(context)
                .http(EscrowApi.class, () -> api(platform))
                .queue(EscrowInbox.class, () -> inbox(platform))
                .invoked(Timers.class, () -> timers(new Platform("timers")));
    }

    private static HttpEdge api(Platform with) {
        var actions = new Actions(Environment.find("PUBLIC_URL").orElse(""));
        return with.http(EscrowDoor.routes(useCases(with), with.vault(), with.keys(), with.cursors(), actions));
    }

    private static QueueEdge inbox(Platform with) {
        UseCases use = useCases(with);
        var commands = new CausedCommands(with.journal(), use.receivers());
        return with.queue(new WakeInbox(use.waking(), use.watching(), use.asking(), commands));
    }

    /** The timers of the whole stack. The template lists the types of chain that they serve. */
    private static TimerTick timers(Platform with) {
        TimerQueues queues = with.timerQueues();
        return new TimerTick(
                new TimerReader(with.indexes(), queues, with.timerCursors()),
                with.clocks(),
                new Sandboxes(with.indexes()),
                with.clock(),
                queues.types(),
                with.metrics(),
                TICK);
    }

    private static UseCases useCases(Platform with) {
        Journal journal = with.journal();
        JournalIndexes indexes = with.indexes();
        Marketplaces marketplaces = with.marketplaces();
        var wakes = new QueueTimerMessages(with.messages(), Environment.get("ESCROW_WAKES_QUEUE"));
        String disputes = Environment.get("DISPUTES_WAKES_QUEUE");
        var guarded =
                new GuardedAppend(with.dynamo(), journal, with.journalTable(), Environment.get("LEDGER_TABLE"));
        var news = new PaymentNotices(wakes, with.clock());
        return UseCases.of(
                new JournalEscrows(journal, guarded, indexes),
                guarded::amountMinor,
                new JournalPayments(journal, indexes, marketplaces),
                new JournalParticipants(journal),
                marketplaces,
                new Gateways(gateway(with, news)),
                new JournalGatewayAccounts(journal, marketplaces),
                new JournalUnmatchedWebhooks(journal),
                new JournalDisputes(
                        journal, command -> with.messages().send(disputes, List.of(command.body()))),
                news,
                since -> with.metrics().count("gateway.unheard_minutes", "door", "inbox", since.toMinutes()),
                with.clocks());
    }

    private static Gateway gateway(Platform with, PaymentNotices news) {
        Clocks clocks = with.clocks();
        return Environment.find("SANDBOX_TABLE")
                .<Gateway>map(table -> new GuardedGateway(new SandboxGateway(
                        with.dynamo(),
                        table,
                        marketplace -> clocks.now(marketplace, Mode.SANDBOX),
                        with.clock(),
                        news)))
                .orElseGet(AbsentGateway::new);
    }
}
