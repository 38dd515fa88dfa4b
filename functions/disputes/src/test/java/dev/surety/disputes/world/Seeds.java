package dev.surety.disputes.world;

import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.marketplace.Disputing.Arbiter;
import dev.surety.model.marketplace.Disputing;
import dev.surety.model.marketplace.FeeRule;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.Preset;
import dev.surety.model.money.BasisPoints;
import dev.surety.model.standing.Standing;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** A marketplace with arbiters and goods, and its two parties. */
final class Seeds {
    private static final Instant BEFORE = Instant.parse("2026-11-22T09:00:00Z");
    private static final List<Arbiter> ARBITERS = Stream.of("per_anna", "per_bert", "per_cora", "per_dirk", "per_edda")
            .map(Arbiter::of)
            .toList();

    private Seeds() {}

    static void all(Journal journal) {
        var commission = new FeeRule(
                "commission", new BasisPoints(1200), List.of(), List.of(), List.of(), FeeRule.Side.PAYEE);
        var goods = new Preset(
                "goods",
                1,
                new Preset.Timers(Duration.ofMinutes(15), Duration.ofDays(14), Duration.ofDays(14)),
                List.of(commission));
        var settings = new MarketplaceSettings(
                        0, Mode.SANDBOX, List.of("EUR"), List.of(goods), List.of(), "UTC", Set.of(), Optional.empty())
                .withDisputing(Optional.of(new Disputing(ARBITERS, Optional.empty())));
        append(
                journal,
                Marketplaces.chain(DisputeWorld.DEMO),
                "settings.changed.v1",
                Marketplaces.data(settings));
        for (String id : List.of(DisputeWorld.PAYER, DisputeWorld.PAYEE)) {
            ObjectNode data = Json.object();
            data.set(
                    "standing",
                    Json.tree(new Standing("active", Set.of("pay", "receive"), false, false, Optional.empty())));
            append(journal, new ChainId("participant", DisputeWorld.DEMO, id), "participant.created.v1", data);
        }
    }

    private static void append(Journal journal, ChainId id, String event, ObjectNode data) {
        var key = CommandKey.ofFact(id.toString());
        journal.append(journal.load(id), Draft.of(event, data, BEFORE, Actor.of("staff:test"), key));
    }
}
