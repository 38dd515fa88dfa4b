package dev.surety.onboarding.app;

import dev.surety.model.bank.PayeeAccount;
import dev.surety.model.bank.Sepa;
import dev.surety.model.marketplace.AchRail;
import dev.surety.model.marketplace.GatewayReportFormat;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.marketplace.SepaRail;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.FieldError;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
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
        once("/ownAccounts", out.ownAccounts(), MoneyOut.OwnAccount::name);
        for (int i = 0; i < out.ownAccounts().size(); i++) {
            own("/ownAccounts/" + i + "/currency", out.ownAccounts().get(i));
        }
        once("/bankAccounts", out.bankAccounts(), MoneyOut.BankAccount::name);
        once("/staff", out.staff(), MoneyOut.StaffMember::person);
        staff(out.staff());
        once("/schedules", out.schedules(), MoneyOut.Schedule::name);
        once("/approvals", out.approvals(), of -> of.currency() + " " + of.upTo());
        for (int i = 0; i < out.bankAccounts().size(); i++) {
            known("/bankAccounts/" + i + "/currencies", out.bankAccounts().get(i).currencies());
        }
        numbers(out.bankAccounts());
        for (int i = 0; i < out.rails().size(); i++) {
            rail("/rails/" + i, out.rails().get(i), out);
        }
        for (int i = 0; i < out.approvals().size(); i++) {
            known("/approvals/" + i + "/currency", List.of(out.approvals().get(i).currency()));
        }
        for (int i = 0; i < out.schedules().size(); i++) {
            schedule("/schedules/" + i, out.schedules().get(i), out);
        }
        for (int i = 0; i < out.statementRules().size(); i++) {
            if (out.bankAccount(out.statementRules().get(i).account()).isEmpty()) {
                wrong.add(new FieldError("/statementRules/" + i + "/account", "unknown_account"));
            }
        }
        once("/gatewayReports", out.gatewayReports(), GatewayReportFormat::gateway);
        amounts("/minimums", out.minimums());
        amounts("/instantUpTo", out.instantUpTo());
        amounts("/firstPayoutAtMost", out.firstPayoutAtMost());
        amounts("/debtLimits", out.debtLimits());
        amounts("/returnsAlone", out.returnsAlone());
    }

    /** A statement names its account by IBAN or number, so each belongs to one account. */
    private void numbers(List<MoneyOut.BankAccount> accounts) {
        Set<String> met = new HashSet<>();
        for (int i = 0; i < accounts.size(); i++) {
            String at = "/bankAccounts/" + i;
            accounts.get(i).iban().filter(of -> !met.add(of)).ifPresent(_ -> doubled(at + "/iban"));
            accounts.get(i).number().filter(of -> !met.add(of)).ifPresent(_ -> doubled(at + "/number"));
        }
    }

    private void doubled(String at) {
        wrong.add(new FieldError(at, "doubled"));
    }

    private void own(String at, MoneyOut.OwnAccount account) {
        known(at, List.of(account.currency()));
        if (account.kind().equals(PayeeAccount.US_ACCOUNT) && !account.currency().equals("USD")) {
            wrong.add(new FieldError(at, "not_of_this_kind"));
        }
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
        if (rail.sepa().isPresent()) {
            sepa(at, rail, out.bankAccount(rail.account()));
        }
        rail.ach().ifPresent(ach -> ach(at, rail, ach, out.bankAccount(rail.account())));
    }

    /** A balanced file names our account by its number, and so do the statements that show the file. */
    private void ach(String at, MoneyOut.Rail rail, AchRail ach, Optional<MoneyOut.BankAccount> account) {
        if (!rail.currencies().equals(List.of(AchRail.CURRENCY))) {
            wrong.add(new FieldError(at + "/currencies", "not_usd_only"));
        }
        // No prenote is sent yet, and a setting that does nothing would lie.
        if (ach.prenote() == AchRail.Prenote.REQUIRED) {
            wrong.add(new FieldError(at + "/ach/prenote", "not_supported"));
        }
        Optional<String> number = account.flatMap(MoneyOut.BankAccount::number);
        if (account.isPresent() && number.isEmpty()) {
            wrong.add(new FieldError(at + "/account", "without_a_number"));
        }
        int length = number.map(String::length).orElse(0);
        if (ach.offset().isPresent() && length > AchRail.LONGEST_ACCOUNT) {
            wrong.add(new FieldError(
                    at + "/account",
                    "number_too_long",
                    Optional.of(new FieldError.Bound(AchRail.LONGEST_ACCOUNT, length))));
        }
        payments(at + "/minimums", rail.minimums(), AchRail.LARGEST_PAYMENT_MINOR);
        payments(at + "/maximums", rail.maximums(), AchRail.LARGEST_PAYMENT_MINOR);
    }

    private void sepa(String at, MoneyOut.Rail rail, Optional<MoneyOut.BankAccount> account) {
        if (!rail.currencies().equals(List.of("EUR"))) {
            wrong.add(new FieldError(at + "/currencies", "not_eur_only"));
        }
        Optional<String> iban = account.flatMap(MoneyOut.BankAccount::iban);
        if (account.isPresent() && iban.isEmpty()) {
            wrong.add(new FieldError(at + "/account", "without_an_iban"));
        }
        if (iban.filter(of -> !Sepa.reaches(of.substring(0, 2))).isPresent()) {
            wrong.add(new FieldError(at + "/account", "outside_sepa"));
        }
        payments(at + "/minimums", rail.minimums(), SepaRail.LARGEST_PAYMENT_MINOR);
        payments(at + "/maximums", rail.maximums(), SepaRail.LARGEST_PAYMENT_MINOR);
    }

    private void payments(String at, List<Money> amounts, long most) {
        for (int i = 0; i < amounts.size(); i++) {
            long minor = amounts.get(i).amountMinor();
            if (minor > most) {
                wrong.add(new FieldError(
                        at + "/" + i + "/amount",
                        "bound",
                        Optional.of(new FieldError.Bound(most, minor))));
            }
        }
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
                doubled(at + "/" + i);
            }
        }
    }
}
