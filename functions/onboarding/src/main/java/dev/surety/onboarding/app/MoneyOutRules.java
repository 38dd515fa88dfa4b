package dev.surety.onboarding.app;

import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.FieldError;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The checks of the settings about money out: their parts name one another, and each name is there once. */
final class MoneyOutRules {
    private final MarketplaceSettings settings;
    private final List<FieldError> wrong;

    private MoneyOutRules(MarketplaceSettings settings, List<FieldError> wrong) {
        this.settings = settings;
        this.wrong = wrong;
    }

    static void check(MarketplaceSettings settings, List<FieldError> wrong) {
        new MoneyOutRules(settings, wrong).check(settings.moneyOut());
    }

    private void check(MoneyOut out) {
        once("/rails", out.rails(), MoneyOut.Rail::name);
        once("/bankAccounts", out.bankAccounts(), MoneyOut.BankAccount::name);
        once("/staff", out.staff(), MoneyOut.StaffMember::person);
        staff(out.staff());
        once("/schedules", out.schedules(), MoneyOut.Schedule::name);
        once("/approvals", out.approvals(), of -> of.currency() + " " + of.upTo());
        for (int i = 0; i < out.bankAccounts().size(); i++) {
            known("/bankAccounts/" + i + "/currencies", out.bankAccounts().get(i).currencies());
        }
        for (int i = 0; i < out.rails().size(); i++) {
            rail("/rails/" + i, out.rails().get(i), out);
        }
        for (int i = 0; i < out.approvals().size(); i++) {
            known("/approvals/" + i + "/currency", List.of(out.approvals().get(i).currency()));
        }
        for (int i = 0; i < out.schedules().size(); i++) {
            schedule("/schedules/" + i, out.schedules().get(i), out);
        }
        amounts("/minimums", out.minimums());
        amounts("/instantUpTo", out.instantUpTo());
        amounts("/firstPayoutAtMost", out.firstPayoutAtMost());
        amounts("/debtLimits", out.debtLimits());
    }

    /** Without an approver of settings, no one could ever change the staff again. */
    private void staff(List<MoneyOut.StaffMember> staff) {
        boolean hasApprover = staff.stream().anyMatch(member -> member.may().contains(DecideSettings.SCOPE));
        if (!staff.isEmpty() && !hasApprover) {
            wrong.add(new FieldError("/staff", "no_approver_of_settings"));
        }
    }

    private void rail(String at, MoneyOut.Rail rail, MoneyOut out) {
        known(at + "/currencies", rail.currencies());
        boolean hasAccount = out.bankAccounts().stream()
                .anyMatch(account -> account.name().equals(rail.account())
                        && account.currencies().containsAll(rail.currencies()));
        if (!hasAccount) {
            wrong.add(new FieldError(at + "/account", "no_account_in_every_currency"));
        }
        amounts(at + "/minimums", rail.minimums());
        amounts(at + "/maximums", rail.maximums());
    }

    private void schedule(String at, MoneyOut.Schedule schedule, MoneyOut out) {
        known(at + "/currency", List.of(schedule.currency()));
        boolean isSandbox = settings.mode() == MarketplaceSettings.Mode.SANDBOX;
        if (out.rail(schedule.rail(), isSandbox, settings.currencies()).isEmpty()) {
            wrong.add(new FieldError(at + "/rail", "unknown_rail"));
        }
    }

    /** One amount in a currency; without an amount, what Surety ships holds. */
    private void amounts(String at, List<Money> amounts) {
        List<String> currencies =
                amounts.stream().map(amount -> amount.currency().code()).toList();
        known(at, currencies);
        once(at, currencies, currency -> currency);
    }

    private void known(String at, List<String> currencies) {
        currencies.stream()
                .filter(currency -> !settings.currencies().contains(currency))
                .forEach(_ -> wrong.add(new FieldError(at, "not_a_currency_of_the_marketplace")));
    }

    private <T> void once(String at, List<T> all, Function<T, String> name) {
        Set<String> met = new HashSet<>();
        for (int i = 0; i < all.size(); i++) {
            if (!met.add(name.apply(all.get(i)))) {
                wrong.add(new FieldError(at + "/" + i, "doubled"));
            }
        }
    }
}
