package dev.surety.local;

import dev.surety.local.template.Trigger.Schedule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Invokes a function at its rate, one call after the other. A function that runs more often than once a day also runs
 * at once, because the world may have stood still for long. A failure is logged; the next round comes anyway.
 */
final class Schedules implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Schedules.class);

    private final Door door;
    private final Schedule schedule;
    private final Duration every;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch first = new CountDownLatch(1);

    /** @param minute how long a minute takes: sixty seconds, but in tests */
    Schedules(Door door, Schedule schedule, Duration minute) {
        this.door = door;
        this.schedule = schedule;
        this.every = minute.multipliedBy(schedule.every().toMinutes());
    }

    void stop() {
        stopped.countDown();
    }

    /** Waits until the function ran for the first time, if it runs at once. */
    void awaitFirst(Duration most) {
        try {
            if (!first.await(most.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("The schedule {} has not ended its first round.", schedule.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        try {
            boolean atOnce = schedule.every().compareTo(Duration.ofDays(1)) < 0;
            if (!atOnce) {
                first.countDown();
            }
            if (!atOnce && stopped.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            do {
                fire();
                first.countDown();
            } while (!stopped.await(every.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            LOG.debug("The schedule {} ends.", schedule.name());
        }
    }

    private void fire() throws InterruptedException {
        try {
            door.invoke(schedule.input()
                    .map(input -> input.getBytes(StandardCharsets.UTF_8))
                    .orElseGet(this::tick));
        } catch (Door.Failed | Door.TimedOut e) {
            LOG.warn("{}; the schedule goes on.", e.getMessage(), e.getCause());
        }
    }

    private byte[] tick() {
        ObjectNode event = JsonMapper.shared()
                .createObjectNode()
                .put("version", "0")
                .put("id", UUID.randomUUID().toString())
                .put("detail-type", "Scheduled Event")
                .put("source", "aws.events")
                .put("account", Events.ACCOUNT)
                .put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("region", Events.REGION);
        event.putArray("resources")
                .add("arn:aws:events:" + Events.REGION + ":" + Events.ACCOUNT + ":rule/" + schedule.name());
        event.putObject("detail");
        return JsonMapper.shared().writeValueAsBytes(event);
    }
}
