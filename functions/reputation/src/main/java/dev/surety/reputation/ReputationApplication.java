package dev.surety.reputation;

import dev.surety.reputation.inbox.ReputationMessages;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.queue.QueueEdge;
import dev.surety.runtime.wiring.Doors;
import dev.surety.runtime.wiring.Platform;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/** Wires the doors; decides nothing. */
@SpringBootConfiguration
public class ReputationApplication implements ApplicationContextInitializer<GenericApplicationContext> {
    @Override
    public void initialize(GenericApplicationContext context) {
        var platform = new Platform("reputation");
        new Doors(context)
                .http(ReputationApi.class, () -> api(platform))
                .queue(ReputationInbox.class, () -> inbox(platform));
    }

    private static HttpEdge api(Platform with) {
        return with.http(List.of());
    }

    private static QueueEdge inbox(Platform with) {
        return with.queue(new ReputationMessages(List.of(), Map.of()));
    }
}
