package dev.surety.disputes;

import dev.surety.disputes.app.dispute.EscrowCommands;
import dev.surety.disputes.app.dispute.Nudges;
import dev.surety.disputes.inbox.DisputeMessages;
import dev.surety.disputes.inbox.EscrowWakes;
import dev.surety.disputes.inbox.WakeNudges;
import dev.surety.runtime.command.CausedCommands;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.queue.QueueEdge;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.settings.Environment;
import dev.surety.runtime.timers.QueueTimerMessages;
import dev.surety.runtime.wiring.Doors;
import dev.surety.runtime.wiring.Platform;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/** Wires the doors; decides nothing. */
@SpringBootConfiguration
public class DisputesApplication implements ApplicationContextInitializer<GenericApplicationContext> {
    @Override
    public void initialize(GenericApplicationContext context) {
        var platform = new Platform("disputes");
        new Doors(context)
                .http(DisputesApi.class, () -> api(platform))
                .queue(DisputesInbox.class, () -> inbox(platform));
    }

    private static HttpEdge api(Platform with) {
        return with.http(List.of());
    }

    private static QueueEdge inbox(Platform with) {
        return with.queue(new DisputeMessages(
                (_, _) -> Handled.DONE, Map.of(), new CausedCommands(with.journal(), Map.of())));
    }

    private static EscrowCommands escrows(Platform with) {
        return new EscrowWakes(with.messages(), Environment.get("ESCROW_WAKES_QUEUE"));
    }

    private static Nudges nudges(Platform with) {
        var queue = new QueueTimerMessages(with.messages(), Environment.get("DISPUTES_WAKES_QUEUE"));
        return new WakeNudges(queue, with.clock());
    }
}
