package dev.surety.disputes;

import dev.surety.disputes.app.UseCases;
import dev.surety.disputes.app.arbiter.ArbiterFacts;
import dev.surety.disputes.app.chargeback.ChargebackChains;
import dev.surety.disputes.app.chargeback.Chargebacks;
import dev.surety.disputes.app.chargeback.CountChargebacks;
import dev.surety.disputes.app.chargeback.HearPayment;
import dev.surety.disputes.app.complaint.Complaints;
import dev.surety.disputes.app.dispute.CountDisputes;
import dev.surety.disputes.app.dispute.DisputeChains;
import dev.surety.disputes.app.dispute.EscrowCases;
import dev.surety.disputes.app.erasure.EraseWords;
import dev.surety.disputes.app.evidence.EvidenceFiles;
import dev.surety.disputes.app.outage.Outages;
import dev.surety.disputes.http.ChargebackRoutes;
import dev.surety.disputes.http.ComplaintRoutes;
import dev.surety.disputes.http.DisputeAnswers;
import dev.surety.disputes.http.DisputeRoutes;
import dev.surety.disputes.http.EvidenceRoutes;
import dev.surety.disputes.http.OutageRoutes;
import dev.surety.disputes.http.RulingRoutes;
import dev.surety.disputes.http.StatisticsRoutes;
import dev.surety.disputes.inbox.DisputeMessages;
import dev.surety.disputes.inbox.EscrowWakes;
import dev.surety.disputes.inbox.EvidenceUploads;
import dev.surety.disputes.store.DisputesEvidence;
import dev.surety.disputes.store.ShippedNeeds;
import dev.surety.files.FileStores;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.queue.QueueEdge;
import dev.surety.runtime.marketplace.Present;
import dev.surety.runtime.settings.Environment;
import dev.surety.runtime.timers.QueueTimerMessages;
import dev.surety.runtime.timers.WakeNudges;
import dev.surety.runtime.wiring.Doors;
import dev.surety.runtime.wiring.Platform;
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
        UseCases use = useCases(with);
        var answers = new DisputeAnswers(use.deciding(with.vault()), with.vault(), with.keys());
        return with.http(
                new DisputeRoutes(use.disputes(), use.reading(), answers, with.cursors()).table(),
                new StatisticsRoutes(
                                new CountDisputes(use.disputes(), CountDisputes.MOST),
                                new CountChargebacks(chargebacks(with).cases(), CountDisputes.MOST))
                        .table(),
                new RulingRoutes(answers).table(),
                new EvidenceRoutes(use.disputes(), answers, files(), with.vault(), with.keys()).table(),
                new ChargebackRoutes(
                                chargebacks(with),
                                new DisputesEvidence(use.disputes()),
                                with.keys(),
                                with.cursors())
                        .table(),
                new ComplaintRoutes(complaints(with), with.keys(), with.cursors()).table(),
                new OutageRoutes(outages(with), with.keys(), with.cursors()).table());
    }

    private static QueueEdge inbox(Platform with) {
        UseCases use = useCases(with);
        Chargebacks bank = chargebacks(with);
        var erasing = new EraseWords(
                with.journal(),
                with.indexes(),
                with.vault(),
                FileStores.find().of(Environment.get("FILES_BUCKET")));
        var messages = new DisputeMessages(
                Map.of(
                        EscrowCases.TYPE, use.hearing()::hear,
                        HearPayment.TYPE, erasing.afterNews(bank.hearing()::hear)::apply,
                        EraseWords.PARTICIPANT, erasing::hear),
                Map.of(
                        DisputeChains.TYPE, use.waking()::wake,
                        ChargebackChains.TYPE, erasing.afterWake(bank.waking()::wake)::apply));
        return with.queue(new EvidenceUploads(
                item -> {
                    if (!bank.checking().hear(item)) {
                        use.uploads().hear(item);
                    }
                },
                messages));
    }

    private static Chargebacks chargebacks(Platform with) {
        return Chargebacks.of(new Chargebacks.Ports(
                with.journal(),
                with.indexes(),
                with.marketplaces(),
                with.clocks(),
                new ShippedNeeds(),
                FileStores.find().of(Environment.get("FILES_BUCKET")),
                with.vault(),
                new EscrowWakes(with.messages(), Environment.get("ESCROW_WAKES_QUEUE"))::send));
    }

    private static EvidenceFiles files() {
        return new EvidenceFiles(FileStores.find().of(Environment.get("FILES_BUCKET")));
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
                new WakeNudges(wakes, with.clock())::nudge,
                files(),
                new ArbiterFacts(with.journal(), with.indexes(), present),
                (dispute, now) -> outages.recent(dispute.marketplace(), now)));
    }

    private static Complaints complaints(Platform with) {
        var present = new Present(with.marketplaces(), with.clocks());
        return new Complaints(with.journal(), with.indexes(), present, with.vault());
    }

    private static Outages outages(Platform with) {
        return new Outages(with.journal(), with.marketplaces(), with.clocks());
    }
}
