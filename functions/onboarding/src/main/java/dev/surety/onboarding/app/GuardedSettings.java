package dev.surety.onboarding.app;

import dev.surety.model.marketplace.Disputing;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.marketplace.ScreeningRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The parts of settings that one person cannot change alone: they set prices, destinations and
 * approvers. A second person approves them. Until then the former ones apply, and the other parts apply at
 * once.
 */
final class GuardedSettings {
    /** A part by the name that the API gives it. */
    private record Part(String name, Function<MarketplaceSettings, Object> of) {}

    private static final List<Part> PARTS = List.of(
            new Part("presets", MarketplaceSettings::presets),
            new Part("onboarding.rules", MarketplaceSettings::onboarding),
            new Part("screening", settings -> ScreeningRules.orShipped(settings.screening())),
            new Part("arbiters", settings -> settings.disputing().map(Disputing::arbiters).orElse(List.of())),
            new Part("disputes", MarketplaceSettings::disputeTerms),
            new Part("retention", MarketplaceSettings::retained),
            new Part("rails", settings -> settings.moneyOut().rails()),
            new Part("bankAccounts", settings -> settings.moneyOut().bankAccounts()),
            new Part("ownAccounts", settings -> settings.moneyOut().ownAccounts()),
            new Part("approvals", settings -> settings.moneyOut().approvals()),
            new Part("staff", settings -> settings.moneyOut().staff()),
            new Part("personLinks", settings -> settings.moneyOut().personLinks()),
            new Part("reserve", settings -> settings.moneyOut().reserve()),
            new Part("payoutFees", settings -> settings.moneyOut().payoutFees()),
            new Part("instantUpTo", settings -> settings.moneyOut().instantUpTo()),
            new Part("firstPayoutAtMost", settings -> settings.moneyOut().firstPayoutAtMost()),
            new Part("debtLimits", settings -> settings.moneyOut().debtLimits()),
            new Part("statementRules", settings -> settings.moneyOut().statementRules()),
            new Part("returnFeeBy", settings -> settings.moneyOut().returnFeeBy()),
            new Part("returnsAlone", settings -> settings.moneyOut().returnsAlone()),
            new Part("lateRefundFees", settings -> settings.moneyOut().lateRefundFees()),
            new Part("gatewayReports", settings -> settings.moneyOut().gatewayReports()));

    private GuardedSettings() {}

    /** Names of the guarded parts that differ. */
    static List<String> changed(MarketplaceSettings applied, MarketplaceSettings wanted) {
        List<String> changed = new ArrayList<>();
        for (Part part : PARTS) {
            if (!part.of.apply(applied).equals(part.of.apply(wanted))) {
                changed.add(part.name);
            }
        }
        return changed;
    }

    /** Before the first version nothing is set. */
    static MarketplaceSettings none(MarketplaceSettings first) {
        return new MarketplaceSettings(
                0,
                first.mode(),
                first.currencies(),
                List.of(),
                first.returnUrls(),
                first.timeZone(),
                first.pause(),
                first.newPayees());
    }

    /**
     * The wanted settings with the guarded parts as they were. If these two do not fit each other, such as a fee in a
     * currency that is left out, all waits for the approval.
     */
    static MarketplaceSettings waiting(MarketplaceSettings applied, MarketplaceSettings wanted) {
        Optional<Map<String, Integer>> versions = wanted.defaultVersions()
                .map(of -> of.entrySet().stream()
                        .filter(each -> applied.find(each.getKey(), each.getValue()).isPresent())
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))
                .filter(of -> !of.isEmpty());
        var mixed = new MarketplaceSettings(
                wanted.version(),
                wanted.mode(),
                wanted.currencies(),
                applied.presets(),
                wanted.returnUrls(),
                wanted.timeZone(),
                wanted.pause(),
                wanted.newPayees(),
                versions,
                moneyOut(applied, wanted),
                applied.onboarding(),
                applied.disputing(),
                wanted.reputation(),
                applied.screening(),
                applied.retention(),
                wanted.chartOfAccounts());
        return applied.presets().isEmpty() || SettingsRules.alone(mixed).isEmpty() ? mixed : applied;
    }

    private static Optional<MoneyOut> moneyOut(MarketplaceSettings applied, MarketplaceSettings wanted) {
        MoneyOut was = applied.moneyOut();
        MoneyOut becomes = wanted.moneyOut();
        MoneyOut mixed = was.change()
                .minimums(becomes.minimums())
                .schedules(becomes.schedules())
                .build();
        return Optional.of(mixed).filter(of -> !of.equals(MoneyOut.SHIPPED));
    }

    /** The first settings of a sandbox need no approval: no money is real there. */
    static boolean needsNobody(boolean isFirst, MarketplaceSettings wanted) {
        return isFirst && wanted.mode() == Mode.SANDBOX;
    }
}
