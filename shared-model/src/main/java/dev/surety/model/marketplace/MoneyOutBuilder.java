package dev.surety.model.marketplace;

import dev.surety.model.marketplace.MoneyOut.Approval;
import dev.surety.model.marketplace.MoneyOut.BankAccount;
import dev.surety.model.marketplace.MoneyOut.LateRefundFees;
import dev.surety.model.marketplace.MoneyOut.OwnAccount;
import dev.surety.model.marketplace.MoneyOut.PersonLink;
import dev.surety.model.marketplace.MoneyOut.Rail;
import dev.surety.model.marketplace.MoneyOut.Schedule;
import dev.surety.model.marketplace.MoneyOut.StaffMember;
import dev.surety.model.money.Money;
import java.util.List;
import java.util.Optional;

/** Changes some parts of how a marketplace pays out; the others stay. */
public final class MoneyOutBuilder {
    private final MoneyOut from;
    private List<Rail> rails;
    private List<BankAccount> bankAccounts;
    private List<OwnAccount> ownAccounts;
    private List<Approval> approvals;
    private List<StaffMember> staff;
    private List<PersonLink> personLinks;
    private List<Money> minimums;
    private List<Schedule> schedules;
    private List<FeeRule> payoutFees;
    private List<Money> debtLimits;
    private List<Money> returnsAlone;
    private Optional<LateRefundFees> lateRefundFees;
    private List<StatementRule> statementRules;
    private List<GatewayReportFormat> gatewayReports;

    MoneyOutBuilder(MoneyOut from) {
        this.from = from;
        rails = from.rails();
        bankAccounts = from.bankAccounts();
        ownAccounts = from.ownAccounts();
        approvals = from.approvals();
        staff = from.staff();
        personLinks = from.personLinks();
        minimums = from.minimums();
        schedules = from.schedules();
        payoutFees = from.payoutFees();
        debtLimits = from.debtLimits();
        returnsAlone = from.returnsAlone();
        lateRefundFees = from.lateRefundFees();
        statementRules = from.statementRules();
        gatewayReports = from.gatewayReports();
    }

    public MoneyOutBuilder rails(Rail... all) {
        rails = List.of(all);
        return this;
    }

    public MoneyOutBuilder bankAccounts(BankAccount... all) {
        bankAccounts = List.of(all);
        return this;
    }

    public MoneyOutBuilder ownAccounts(List<OwnAccount> all) {
        ownAccounts = all;
        return this;
    }

    public MoneyOutBuilder approvals(List<Approval> all) {
        approvals = all;
        return this;
    }

    public MoneyOutBuilder staff(List<StaffMember> all) {
        staff = all;
        return this;
    }

    public MoneyOutBuilder personLinks(List<PersonLink> all) {
        personLinks = all;
        return this;
    }

    public MoneyOutBuilder minimums(List<Money> all) {
        minimums = all;
        return this;
    }

    public MoneyOutBuilder schedules(List<Schedule> all) {
        schedules = all;
        return this;
    }

    public MoneyOutBuilder payoutFees(FeeRule... all) {
        payoutFees = List.of(all);
        return this;
    }

    public MoneyOutBuilder debtLimits(Money... all) {
        debtLimits = List.of(all);
        return this;
    }

    public MoneyOutBuilder returnsAlone(List<Money> all) {
        returnsAlone = all;
        return this;
    }

    public MoneyOutBuilder lateRefundFees(LateRefundFees fees) {
        lateRefundFees = Optional.of(fees);
        return this;
    }

    public MoneyOutBuilder statementRules(StatementRule... all) {
        statementRules = List.of(all);
        return this;
    }

    public MoneyOutBuilder gatewayReports(GatewayReportFormat... all) {
        gatewayReports = List.of(all);
        return this;
    }

    public MoneyOut build() {
        return new MoneyOut(
                rails,
                bankAccounts,
                ownAccounts,
                approvals,
                staff,
                personLinks,
                minimums,
                schedules,
                from.reserve(),
                payoutFees,
                from.instantUpTo(),
                from.firstPayoutAtMost(),
                debtLimits,
                statementRules,
                from.returnFeeBy(),
                returnsAlone,
                lateRefundFees,
                gatewayReports);
    }
}
