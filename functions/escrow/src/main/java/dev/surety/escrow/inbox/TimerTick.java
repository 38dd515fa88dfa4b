package dev.surety.escrow.inbox;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.timers.TimerReader;
import dev.surety.runtime.world.Sandboxes;
import dev.surety.runtime.world.Worlds;
import dev.surety.runtime.world.Worlds.TestClock;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every minute: hands out what has become due in the live world and in sandbox worlds, each by its own clock. The
 * schedule's event says nothing that is looked at.
 */
public final class TimerTick implements Function<InputStream, Map<String, Object>> {
    private static final Logger LOG = LoggerFactory.getLogger(TimerTick.class);

    private final TimerReader reader;
    private final Worlds worlds;
    private final Sandboxes sandboxes;
    private final InstantSource clock;
    private final List<String> types;

    public TimerTick(
            TimerReader reader, Worlds worlds, Sandboxes sandboxes, InstantSource clock, List<String> types) {
        this.reader = reader;
        this.worlds = worlds;
        this.sandboxes = sandboxes;
        this.clock = clock;
        this.types = List.copyOf(types);
    }

    @Override
    public Map<String, Object> apply(InputStream event) {
        Map<String, Object> handed = new HashMap<>();
        for (String type : types) {
            Worlds.livePartitions(type).forEach(partition -> handOut(partition, clock.instant(), handed));
        }
        for (MarketplaceId sandbox : sandboxes.all()) {
            // While a test clock is being moved, its mover hands out in the order of time, and nobody else.
            if (worlds.read(sandbox).flatMap(TestClock::target).isEmpty()) {
                Instant now = worlds.now(sandbox, Mode.SANDBOX);
                types.forEach(type -> handOut(Worlds.sandboxPartition(type, sandbox), now, handed));
            }
        }
        return handed;
    }

    private void handOut(String partition, Instant now, Map<String, Object> handed) {
        try {
            handed.put(partition, reader.handOut(partition, TimerReader.settled(now)));
        } catch (Outage outage) {
            // The cursor has not moved: the next minute hands out the same.
            LOG.atWarn().addKeyValue("partition", partition).setCause(outage).log("timers wait");
        }
    }
}
