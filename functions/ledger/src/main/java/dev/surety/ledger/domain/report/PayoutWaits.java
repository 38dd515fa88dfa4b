package dev.surety.ledger.domain.report;

import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.MoneyOut.Rail;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.model.standing.Standing.MethodInForce;
import dev.surety.model.standing.Standing.OpenRequirement;
import dev.surety.model.standing.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why available money is not paid out now: every reason that stands against it, since each has to end. */
public final class PayoutWaits {
    private static final String PAST_DUE = "past_due";
    private static final String ERRORED = "errored";

    private PayoutWaits() {}

    /** @param earliest when time itself ends the reason, if it does */
    public record Wait(WaitReason reason, Optional<Instant> earliest) {
        static Wait of(WaitReason reason) {
            return new Wait(reason, Optional.empty());
        }
    }

    /** The part of the world that pays out, as far as one payee meets it. */
    public record Facts(Standing standing, MarketplaceSettings settings, boolean isPaused, Instant now) {}

    public static List<Wait> of(ParticipantBalance balance, Facts facts) {
        List<Wait> waits = new ArrayList<>();
        if (!balance.available().isPositive()) {
            return waits;
        }
        byStanding(facts.standing(), waits);
        if (balance.debt().isPositive()) {
            waits.add(Wait.of(WaitReason.DEBT));
        }
        byMethod(facts.standing(), balance.currency(), facts.now(), waits);
        if (balance.available().compareTo(minimum(facts.settings(), balance.currency())) < 0) {
            waits.add(Wait.of(WaitReason.MINIMUM));
        }
        if (facts.isPaused()) {
            waits.add(Wait.of(WaitReason.PAUSED));
        }
        return List.copyOf(waits);
    }

    private static void byStanding(Standing standing, List<Wait> waits) {
        switch (standing.state()) {
            case "suspended", "rejected", "closed", "closing" -> waits.add(Wait.of(WaitReason.ACCOUNT_SUSPENDED));
            default -> {
                if (!standing.may(Standing.PAYOUT)) {
                    unverified(standing).ifPresent(waits::add);
                }
            }
        }
        if (standing.outflowBlocked()) {
            waits.add(Wait.of(WaitReason.OUTFLOW_BLOCKED));
        }
    }

    /** A missing payout method is told as such, although it is a requirement, too. */
    private static Optional<Wait> unverified(Standing standing) {
        List<OpenRequirement> open = standing.requirements().orElse(List.of());
        List<OpenRequirement> others = open.stream()
                .filter(requirement -> !requirement.code().startsWith("payout_method."))
                .toList();
        if (others.isEmpty() && !open.isEmpty()) {
            return Optional.empty();
        }
        boolean isOverdue = others.stream().anyMatch(requirement -> requirement.status().equals(PAST_DUE));
        return Optional.of(Wait.of(isOverdue ? WaitReason.KYC_PAST_DUE : WaitReason.KYC_PENDING));
    }

    private static void byMethod(Standing standing, Currency currency, Instant now, List<Wait> waits) {
        Optional<MethodInForce> method = standing.method(currency.code());
        if (method.isEmpty()) {
            boolean hasOther = standing.methods().filter(all -> !all.isEmpty()).isPresent();
            boolean isErrored = standing.requirements().orElse(List.of()).stream()
                    .anyMatch(requirement -> requirement.code().equals("payout_method.replace"));
            waits.add(Wait.of(
                    isErrored
                            ? WaitReason.PAYOUT_METHOD_ERRORED
                            : hasOther ? WaitReason.CURRENCY_MISMATCH : WaitReason.PAYOUT_METHOD_MISSING));
        } else if (method.get().state().equals(ERRORED)) {
            waits.add(Wait.of(WaitReason.PAYOUT_METHOD_ERRORED));
        } else {
            method.get()
                    .coolDownUntil()
                    .filter(now::isBefore)
                    .ifPresent(end -> waits.add(new Wait(WaitReason.COOL_DOWN, Optional.of(end))));
        }
    }

    /** The rail that sends a currency, if there is one. */
    public static Optional<Rail> rail(MarketplaceSettings settings, Currency currency) {
        MoneyOut out = settings.moneyOut();
        return out.rails().stream()
                .filter(rail -> rail.currencies().contains(currency.code()))
                .findFirst()
                .or(() -> out.rail(MoneyOut.SANDBOX, settings.mode() == Mode.SANDBOX, settings.currencies())
                        .filter(rail -> rail.currencies().contains(currency.code())));
    }

    /** The larger of what the marketplace wishes and what the rail takes. */
    private static Money minimum(MarketplaceSettings settings, Currency currency) {
        Money wished = least(settings.moneyOut().minimums(), currency);
        Money taken = rail(settings, currency)
                .map(rail -> least(rail.minimums(), currency))
                .orElse(wished);
        return wished.compareTo(taken) < 0 ? taken : wished;
    }

    private static Money least(List<Money> minimums, Currency currency) {
        return minimums.stream()
                .filter(minimum -> minimum.currency().equals(currency))
                .findFirst()
                .orElse(Money.zero(currency));
    }
}
