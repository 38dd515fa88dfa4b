package dev.surety.payouts;

import dev.surety.payouts.inbox.WakeInbox;
import dev.surety.runtime.edge.queue.QueueEdge;
import dev.surety.runtime.wiring.Doors;
import dev.surety.runtime.wiring.Platform;
import java.util.Map;
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
        return with.queue(new WakeInbox(Map.of()));
    }
}
