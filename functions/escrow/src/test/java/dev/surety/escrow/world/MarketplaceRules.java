package dev.surety.escrow.world;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.marketplace.Disputing;
import dev.surety.model.marketplace.FeeRule;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.marketplace.MarketplaceSettings.Pause;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.marketplace.Preset;
import dev.surety.model.money.BasisPoints;
import dev.surety.model.money.Money;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.marketplace.Pauses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** What a marketplace lays down in its settings, first and later. */
public record MarketplaceRules(Journal journal, MarketplaceId marketplace) {
    void first() {
        var commission = new FeeRule(
                "commission", new BasisPoints(1200), List.of(), List.of(), List.of(), FeeRule.Side.PAYEE);
        var goods = new Preset(
                "goods",
                1,
                new Preset.Timers(Duration.ofMinutes(15), Duration.ofDays(14), Duration.ofDays(14)),
                List.of(commission));
        var settings = new MarketplaceSettings(
                0, Mode.SANDBOX, List.of("EUR", "JPY"), List.of(goods), List.of("https://shop.example/"),
                "UTC", Set.of(), Optional.empty());
        put(settings);
    }

    /** Lays the settings down anew. */
    private void change(UnaryOperator<MarketplaceSettings> change) {
        MarketplaceSettings now = new Marketplaces(journal).find(marketplace).orElseThrow();
        put(change.apply(now));
    }

    private void put(MarketplaceSettings settings) {
        EscrowWorld.append(
                journal, Marketplaces.chain(marketplace), "settings.changed.v1", Marketplaces.data(settings));
    }

    public void pause(Pause... what) {
        change(now -> now.change().pause(Set.of(what)).build());
    }

    /** As the operator's request leaves it, in the pause's own chain. */
    public void stop(Pauses.What what, boolean paused, String reason) {
        EscrowWorld.append(
                journal,
                Pauses.chain(marketplace, what),
                paused ? Pauses.SET : Pauses.LIFTED,
                (ObjectNode) Json.tree(new Pauses.Stored(what.name(), paused, reason)));
    }

    public void newPayeesWait(Duration matures) {
        var hold = new MarketplaceSettings.NewPayeeHold(90, 25, matures);
        change(now -> now.change().newPayees(Optional.of(hold)).build());
    }

    /** The debt that a back end may leave a payee with, and the fees on refunds after settlement. */
    public void lateRefunds(long debtLimit, MoneyOut.LateRefundFees fees) {
        MoneyOut out = MoneyOut.SHIPPED.change()
                .debtLimits(Money.of(debtLimit, "EUR"))
                .lateRefundFees(fees)
                .build();
        change(now -> now.withMoneyOut(out));
    }

    /** From now on, disputes have a procedure of their own. */
    public void arbitersAreNamed() {
        List<Disputing.Arbiter> arbiters =
                Stream.of("per_a1", "per_a2", "per_a3").map(Disputing.Arbiter::of).toList();
        change(now -> now.withDisputing(Optional.of(new Disputing(arbiters, Optional.empty()))));
    }

    /** Publishes the next version of goods, with these fees. */
    public void fees(FeeRule... fees) {
        change(now -> {
            Preset goods = now.meant("goods").orElseThrow();
            List<Preset> presets = new ArrayList<>(now.presets());
            presets.add(new Preset("goods", goods.version() + 1, goods.timers(), List.of(fees)));
            return now.change().presets(presets).build();
        });
    }

    /** From now on the name alone means this version. */
    public void goodsMeans(int version) {
        change(now -> now.change()
                .defaultVersions(Optional.of(Map.of("goods", version)))
                .build());
    }
}
