package dev.surety.sandbox;

import dev.surety.files.FileStores;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.queue.QueueEdge;
import dev.surety.runtime.settings.Environment;
import dev.surety.runtime.timers.QueueTimerMessages;
import dev.surety.runtime.timers.TimerQueues;
import dev.surety.runtime.wiring.Doors;
import dev.surety.runtime.wiring.Platform;
import dev.surety.simulator.PlayOutside;
import dev.surety.simulator.SettleGateway;
import dev.surety.simulator.bank.BankFiles;
import dev.surety.simulator.bank.BankNotices;
import dev.surety.simulator.bank.BankReports;
import dev.surety.simulator.bank.BankStatements;
import dev.surety.simulator.bank.PlayBank;
import dev.surety.simulator.bank.SimulatedBank;
import dev.surety.simulator.identity.SimulatedIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/** Wires the sandbox's doors. Deployed in sandbox stacks only. */
@SpringBootConfiguration
public class SandboxApplication implements ApplicationContextInitializer<GenericApplicationContext> {
    /** The time of one call of the mover, well inside its function's time-out. */
    private static final Duration BUDGET = Duration.ofSeconds(40);

    private static final Duration LOOK = Duration.ofMillis(10);

    /**
     * The timer index follows the journal within this time. The local runtime sets less, because its index follows at
     * once.
     */
    private static final String SETTLE_MILLIS = "1000";

    @Override
    public void initialize(GenericApplicationContext context) {
        var platform = new Platform("sandbox");
        new Doors(context)
                .http(SandboxApi.class, () -> api(platform))
                .queue(SandboxClock.class, () -> clock(platform));
    }

    private static HttpEdge api(Platform with) {
        String sandbox = Environment.get("SANDBOX_TABLE");
        var wakes = new QueueTimerMessages(with.messages(), Environment.get("ESCROW_WAKES_QUEUE"));
        var playing = new PlayOutside(with.dynamo(), sandbox, wakes, present(with), with.clock());
        var advancing = new AdvanceClock(
                with.journal(),
                with.marketplaces(),
                with.clocks(),
                new ClockPositions(with.dynamo(), sandbox),
                with.clock());
        return with.http(
                new SandboxRoutes(advancing, with.clocks(), with.keys()).table(),
                new OutsideRoutes(playing, with.keys()).table(),
                bank(with, sandbox).table(),
                bankFiles(with, sandbox).table(),
                settlements(with, sandbox).table(),
                new PageRoutes(playing).table(),
                identityPages(with, sandbox).table());
    }

    private static IdentityPageRoutes identityPages(Platform with, String sandbox) {
        return new IdentityPageRoutes(
                new SimulatedIdentity(with.dynamo(), sandbox, present(with)),
                new QueueTimerMessages(with.messages(), Environment.get("PARTICIPANT_WAKES_QUEUE")),
                with.clock());
    }

    private static BankFileRoutes bankFiles(Platform with, String sandbox) {
        Function<MarketplaceId, Instant> present = present(with);
        return new BankFileRoutes(
                new BankFileRoutes.Bank(
                        new BankFiles(with.dynamo(), sandbox, present),
                        new BankStatements(with.dynamo(), sandbox, present),
                        new BankReports(with.dynamo(), sandbox),
                        new BankNotices(with.dynamo(), sandbox, present)),
                FileStores.find().of(Environment.get("FILES_BUCKET")),
                with.marketplaces(),
                with.keys());
    }

    private static Function<MarketplaceId, Instant> present(Platform with) {
        return marketplace -> with.clocks().now(marketplace, Mode.SANDBOX);
    }

    private static SettlementRoutes settlements(Platform with, String sandbox) {
        return new SettlementRoutes(
                new SettleGateway(with.dynamo(), sandbox, present(with)), playBank(with, sandbox), with.keys());
    }

    private static PlayBank playBank(Platform with, String sandbox) {
        var wakes = new QueueTimerMessages(with.messages(), Environment.get("PAYOUTS_WAKES_QUEUE"));
        return new PlayBank(with.dynamo(), sandbox, present(with), wakes);
    }

    private static BankRoutes bank(Platform with, String sandbox) {
        return new BankRoutes(
                playBank(with, sandbox),
                new SimulatedBank(with.dynamo(), sandbox, present(with)),
                with.keys(),
                with.cursors());
    }

    private static QueueEdge clock(Platform with) {
        TimerQueues queues = with.timerQueues();
        var moving = new MoveClock(
                with.journal(),
                with.clocks(),
                new ClockPositions(with.dynamo(), Environment.get("SANDBOX_TABLE")),
                new MoveClock.Timers(queues.types(), with.indexes(), with.timerCursors(), queues),
                with.clock(),
                new MoveClock.Pace(BUDGET, settle(), LOOK));
        return with.queue(
                new ClockInbox(with.journal(), moving, with.messages(), Environment.get("CLOCK_MOVES_QUEUE")));
    }

    private static Duration settle() {
        return Duration.ofMillis(Long.parseLong(Environment.find("CLOCK_SETTLE_MILLIS").orElse(SETTLE_MILLIS)));
    }
}
