package dev.surety.escrow.inbox;

import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.timers.TimerReader;
import dev.surety.runtime.world.Worlds;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every minute: hands out what has become due in the live world. Sandbox worlds are driven by their own clock's
 * function. The schedule's event says nothing that is looked at.
 */
public final class TimerTick implements Function<InputStream, Map<String, Object>> {
    private static final Logger LOG = LoggerFactory.getLogger(TimerTick.class);

    private final TimerReader reader;
    private final InstantSource clock;
    private final String type;

    public TimerTick(TimerReader reader, InstantSource clock, String type) {
        this.reader = reader;
        this.clock = clock;
        this.type = type;
    }

    @Override
    public Map<String, Object> apply(InputStream event) {
        Map<String, Object> handed = new HashMap<>();
        for (String partition : Worlds.livePartitions(type)) {
            try {
                handed.put(partition, reader.handOut(partition, TimerReader.settled(clock.instant())));
            } catch (Outage outage) {
                // The cursor has not moved: the next minute hands out the same.
                LOG.atWarn().addKeyValue("partition", partition).setCause(outage).log("timers wait");
            }
        }
        return handed;
    }
}
