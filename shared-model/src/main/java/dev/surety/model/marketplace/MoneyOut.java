package dev.surety.model.marketplace;

import dev.surety.model.money.Money;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a marketplace pays out. An empty part means what Surety ships; amounts are given per currency.
 *
 * @param rails the ways to send money
 * @param bankAccounts the marketplace's accounts, of which each rail sends from one
 * @param ownAccounts where the marketplace's own money may be sent
 * @param approvals how many people approve a sum
 * @param staff the people who may approve; empty, each person whose token has the scope
 * @param personLinks names in tokens that belong to one and the same person
 * @param minimums the least payout as the marketplace wishes it; a rail may ask for more
 * @param schedules runs that are planned by themselves
 * @param reserve the part of each release that is kept back for a time
 * @param payoutFees the price of a payout
 * @param instantUpTo instant payouts above it need an approval
 * @param firstPayoutAtMost the most that a payout method takes before it is verified
 * @param debtLimits the debt that a back end may leave a payee with
 * @param statementRules explain lines of statements that are about no payout
 * @param returnFeeBy who bears what a bank keeps of a return; the platform, if none is said
 * @param returnsAlone a return up to this amount credits its payee without a second person
 * @param lateRefundFees the fees on a refund that a payee grants after settlement; kept, if nothing is said
 * @param gatewayReports how each gateway writes its settlement reports
 */
public record MoneyOut(
        List<Rail> rails,
        List<BankAccount> bankAccounts,
        List<OwnAccount> ownAccounts,
        List<Approval> approvals,
        List<StaffMember> staff,
        List<PersonLink> personLinks,
        List<Money> minimums,
        List<Schedule> schedules,
        Optional<Reserve> reserve,
        List<FeeRule> payoutFees,
        List<Money> instantUpTo,
        List<Money> firstPayoutAtMost,
        List<Money> debtLimits,
        List<StatementRule> statementRules,
        Optional<FeeBearer> returnFeeBy,
        List<Money> returnsAlone,
        Optional<LateRefundFees> lateRefundFees,
        List<GatewayReportFormat> gatewayReports) {
    public static final String SANDBOX = "sandbox";
    public static final String SEPA = "sepa";
    public static final String ACH = "ach";

    /** Of a marketplace that has set nothing. */
    public static final MoneyOut SHIPPED = new MoneyOut(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            List.of());

    public MoneyOut {
        rails = List.copyOf(rails);
        bankAccounts = List.copyOf(bankAccounts);
        ownAccounts = List.copyOf(ownAccounts);
        approvals = List.copyOf(approvals);
        staff = List.copyOf(staff);
        personLinks = List.copyOf(personLinks);
        minimums = List.copyOf(minimums);
        schedules = List.copyOf(schedules);
        payoutFees = List.copyOf(payoutFees);
        instantUpTo = List.copyOf(instantUpTo);
        firstPayoutAtMost = List.copyOf(firstPayoutAtMost);
        debtLimits = List.copyOf(debtLimits);
        statementRules = List.copyOf(statementRules);
        returnsAlone = List.copyOf(returnsAlone);
        gatewayReports = List.copyOf(gatewayReports);
    }

    /** Whether the fees on a refund after settlement stay taken, so that the payee bears them. */
    public boolean keepsLateRefundFees() {
        return lateRefundFees.orElse(LateRefundFees.KEPT) == LateRefundFees.KEPT;
    }

    /** Who bears what a bank keeps of a return. */
    public FeeBearer returnFeeBearer() {
        return returnFeeBy.orElse(FeeBearer.PLATFORM);
    }

    /** These settings, of which some parts are to change. */
    public MoneyOutBuilder change() {
        return new MoneyOutBuilder(this);
    }

    /** The bank account of that name. */
    public Optional<BankAccount> bankAccount(String name) {
        return bankAccounts.stream().filter(account -> account.name().equals(name)).findFirst();
    }

    /** How a gateway writes its reports. */
    public Optional<GatewayReportFormat> gatewayReport(String gateway) {
        return gatewayReports.stream().filter(format -> format.gateway().equals(gateway)).findFirst();
    }

    /** Whether two names in tokens are of one person. */
    public boolean isSamePerson(String one, String other) {
        return one.equals(other)
                || personLinks.stream()
                        .anyMatch(link -> link.persons().contains(one) && link.persons().contains(other));
    }

    /** Whether a person counts in a scope. Where no staff is named, each person with the scope does. */
    public boolean counts(String person, String scope) {
        return staff.isEmpty() || members(person, scope).findAny().isPresent();
    }

    /** The same, for a sum: it is within that person's limit. */
    public boolean counts(String person, String scope, Money sum) {
        return staff.isEmpty() || members(person, scope).anyMatch(member -> member.isWithin(sum));
    }

    private Stream<StaffMember> members(String person, String scope) {
        return staff.stream()
                .filter(member -> member.person().equals(person) && member.may().contains(scope));
    }

    /** The rail of that name; a sandbox that names none has the rail {@code sandbox}. */
    public Optional<Rail> rail(String name, boolean isSandbox, List<String> currencies) {
        return rails.isEmpty() && isSandbox && name.equals(SANDBOX)
                ? Optional.of(new Rail(SANDBOX, SANDBOX, SANDBOX, currencies, List.of(), List.of()))
                : rails.stream().filter(rail -> rail.name().equals(name)).findFirst();
    }

    /**
     * @param kind sandbox, sepa or ach
     * @param account the name of the bank account it sends from
     * @param minimums the least it takes; empty, it takes every amount
     * @param maximums the most it takes in one payout
     * @param sepa how its files are written; only a rail of this kind has it
     * @param ach likewise
     */
    public record Rail(
            String name,
            String kind,
            String account,
            List<String> currencies,
            List<Money> minimums,
            List<Money> maximums,
            Optional<SepaRail> sepa,
            Optional<AchRail> ach) {
        public Rail {
            currencies = List.copyOf(currencies);
            minimums = List.copyOf(minimums);
            maximums = List.copyOf(maximums);
        }

        /** How its files are written; empty if no file goes over it. */
        public Optional<FileRail> files() {
            return sepa.<FileRail>map(of -> of).or(() -> ach);
        }

        /** A rail of SEPA files, or one without files. */
        public Rail(
                String name,
                String kind,
                String account,
                List<String> currencies,
                List<Money> minimums,
                List<Money> maximums,
                Optional<SepaRail> sepa) {
            this(name, kind, account, currencies, minimums, maximums, sepa, Optional.empty());
        }

        /** A rail without files. */
        public Rail(
                String name,
                String kind,
                String account,
                List<String> currencies,
                List<Money> minimums,
                List<Money> maximums) {
            this(name, kind, account, currencies, minimums, maximums, Optional.empty(), Optional.empty());
        }
    }

    /**
     * @param iban in capitals and without spaces
     * @param number by which statements name an account that has no IBAN
     */
    public record BankAccount(
            String name,
            List<String> currencies,
            Optional<String> iban,
            Optional<String> bic,
            Optional<String> number) {
        public BankAccount {
            currencies = List.copyOf(currencies);
        }

        /** An account that no file and no statement names. */
        public BankAccount(String name, List<String> currencies) {
            this(name, currencies, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    public enum FeeBearer {
        PLATFORM,
        PAYEE
    }

    public record PersonLink(List<String> persons) {
        public PersonLink {
            persons = List.copyOf(persons);
        }
    }

    /**
     * An account of the marketplace's own that money may be sent to.
     *
     * @param masked the number as it is shown
     * @param words the vault's commitment to holder and number
     */
    public record OwnAccount(
            String name, String kind, String currency, String masked, String fingerprint, String words) {}

    public enum LateRefundFees {
        KEPT,
        RETURNED
    }

    /** @param upTo the sum that this many approve; without it, any sum */
    public record Approval(String currency, Optional<Long> upTo, int approvers) {}

    /**
     * @param may the scopes in which this person counts, such as {@code payouts:approve}
     * @param upTo the most that this person approves, per currency; empty, any sum
     */
    public record StaffMember(String person, List<String> may, List<Money> upTo) {
        public StaffMember {
            may = List.copyOf(may);
            upTo = List.copyOf(upTo);
        }

        boolean isWithin(Money sum) {
            return upTo.stream()
                    .filter(most -> most.currency().equals(sum.currency()))
                    .allMatch(most -> sum.compareTo(most) <= 0);
        }
    }

    /**
     * @param every daily, weekly or monthly
     * @param day of the week (1 is Monday) or of the month; a day that a month does not have is its last
     * @param onHoliday preceding or following
     */
    public record Schedule(
            String name,
            String currency,
            String rail,
            String every,
            Optional<Integer> day,
            Optional<String> at,
            String onHoliday) {}

    /** Of each release, so much is kept for so many days. */
    public record Reserve(int basisPoints, int days) {}
}
