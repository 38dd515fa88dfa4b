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
import java.util.Set;

/** Why available money is not paid out now: every reason that stands against it, since each has to end. */
public final class PayoutWaits {
    private static final String PAST_DUE = "past_due";
    private static final String ERRORED = "errored";
    private static final String NEW = "new";
    private static final String REPLACE = "payout_method.replace";
    private static final String DEFAULT = "payout_method.default";
    private static final Set<String> METHODS = Set.of("payout_method.add", REPLACE, DEFAULT);

    private PayoutWaits() {}

    /** @param earliest when time itself ends the reason, if it does */
    public record Wait(WaitReason reason, Optional<Instant> earliest) {
        static Wait of(WaitReason reason) {
            return new Wait(reason, Optional.empty());
        }
    }

    /**
     * The part of the world that pays out, as far as one payee meets it.
     *
     * @param isPaused whether no money goes out
     * @param pausedRails the rails over which none goes out
     * @param paidTo the payout methods that payouts went to
     */
    public record Facts(
            Standing standing,
            MarketplaceSettings settings,
            boolean isPaused,
            Set<String> pausedRails,
            Set<String> paidTo,
            Instant now) {
        public Facts {
            pausedRails = Set.copyOf(pausedRails);
            paidTo = Set.copyOf(paidTo);
        }

        private boolean isPaused(Currency currency) {
            return isPaused
                    || rail(settings, currency)
                            .filter(rail -> pausedRails.contains(rail.name()))
                            .isPresent();
        }
    }

    /** Whether a payout to an account in force may have to arrive before the next. */
    public static boolean isNew(Standing standing) {
        return standing.methods().orElse(List.of()).stream().anyMatch(PayoutWaits::isNew);
    }

    private static boolean isNew(MethodInForce method) {
        return method.state().equals(NEW);
    }

    public static List<Wait> of(ParticipantBalance balance, Facts facts) {
        List<Wait> waits = new ArrayList<>();
        if (!balance.available().isPositive()) {
            return waits;
        }
        byStanding(facts.standing(), waits);
        if (balance.debt().isPositive()) {
            waits.add(Wait.of(WaitReason.DEBT));
        }
        byMethod(facts, balance.currency(), waits);
        if (balance.available().compareTo(minimum(facts.settings(), balance.currency())) < 0) {
            waits.add(Wait.of(WaitReason.MINIMUM));
        }
        if (facts.isPaused(balance.currency())) {
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
        if (standing.waitsForReview(Standing.PAYOUT)) {
            return Optional.of(Wait.of(WaitReason.UNDER_REVIEW));
        }
        List<OpenRequirement> open = standing.requirements().orElse(List.of()).stream()
                .filter(requirement -> !requirement.code().equals(Standing.SCREENING_REVIEW))
                .toList();
        List<OpenRequirement> others = open.stream()
                .filter(requirement -> !METHODS.contains(requirement.code()))
                .toList();
        if (others.isEmpty() && !open.isEmpty()) {
            return Optional.empty();
        }
        boolean isOverdue = others.stream().anyMatch(requirement -> requirement.status().equals(PAST_DUE));
        return Optional.of(Wait.of(isOverdue ? WaitReason.KYC_PAST_DUE : WaitReason.KYC_PENDING));
    }

    private static void byMethod(Facts facts, Currency currency, List<Wait> waits) {
        Optional<MethodInForce> method = facts.standing().method(currency.code());
        if (method.isEmpty()) {
            waits.add(Wait.of(withoutMethod(facts.standing())));
        } else if (method.get().state().equals(ERRORED)) {
            waits.add(Wait.of(WaitReason.PAYOUT_METHOD_ERRORED));
        } else {
            method.get()
                    .coolDownUntil()
                    .filter(facts.now()::isBefore)
                    .ifPresent(end -> waits.add(new Wait(WaitReason.COOL_DOWN, Optional.of(end))));
            if (isNew(method.get()) && facts.paidTo().contains(method.get().id())) {
                waits.add(Wait.of(WaitReason.LIMIT));
            }
        }
    }

    private static WaitReason withoutMethod(Standing standing) {
        List<String> open = standing.requirements().orElse(List.of()).stream()
                .map(OpenRequirement::code)
                .toList();
        if (open.contains(REPLACE)) {
            return WaitReason.PAYOUT_METHOD_ERRORED;
        }
        if (open.contains(DEFAULT)) {
            return WaitReason.PAYOUT_METHOD_NOT_CHOSEN;
        }
        boolean hasOther = standing.methods().filter(all -> !all.isEmpty()).isPresent();
        return hasOther ? WaitReason.CURRENCY_MISMATCH : WaitReason.PAYOUT_METHOD_MISSING;
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
