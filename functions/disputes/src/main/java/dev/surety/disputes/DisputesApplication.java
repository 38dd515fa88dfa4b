package dev.surety.disputes;

import dev.surety.disputes.app.UseCases;
import dev.surety.disputes.app.arbiter.ArbiterFacts;
import dev.surety.disputes.app.dispute.CheckUploads;
import dev.surety.disputes.app.dispute.DisputeChains;
import dev.surety.disputes.app.dispute.EscrowCases;
import dev.surety.disputes.app.dispute.Present;
import dev.surety.disputes.app.outage.Outages;
import dev.surety.disputes.inbox.DisputeMessages;
import dev.surety.disputes.inbox.EscrowWakes;
import dev.surety.disputes.inbox.EvidenceUploads;
import dev.surety.disputes.inbox.WakeNudges;
import dev.surety.files.FileStores;
import dev.surety.files.StoredFiles;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.queue.QueueEdge;
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
        UseCases use = useCases(with);
        CheckUploads disputes = use.checking(files());
        var messages = new DisputeMessages(
                Map.of(EscrowCases.TYPE, use.hearing()::hear), Map.of(DisputeChains.TYPE, use.waking()::wake));
        return with.queue(new EvidenceUploads(disputes::hear, messages));
    }

    private static StoredFiles files() {
        return FileStores.find().of(Environment.get("FILES_BUCKET"));
    }

    private static UseCases useCases(Platform with) {
        var wakes = new QueueTimerMessages(with.messages(), Environment.get("DISPUTES_WAKES_QUEUE"));
        var present = new Present(with.marketplaces(), with.clocks());
        Outages outages = outages(with);
        return UseCases.of(new UseCases.Ports(
                with.journal(),
                with.indexes(),
                present,
                new EscrowWakes(with.messages(), Environment.get("ESCROW_WAKES_QUEUE")),
                new WakeNudges(wakes, with.clock()),
                new ArbiterFacts(with.journal(), with.indexes(), present),
                (dispute, now) -> outages.recent(dispute.marketplace(), now)));
    }

    private static Outages outages(Platform with) {
        return new Outages(with.journal(), with.marketplaces(), with.clocks());
    }
}
