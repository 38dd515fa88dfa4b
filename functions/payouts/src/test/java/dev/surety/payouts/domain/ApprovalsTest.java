package dev.surety.payouts.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.marketplace.MoneyOut.Approval;
import dev.surety.model.marketplace.MoneyOut.PersonLink;
import dev.surety.model.marketplace.MoneyOut.StaffMember;
import dev.surety.model.money.Money;
import dev.surety.payouts.domain.approval.Approvals;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How many people approve, and who counts as one. */
class ApprovalsTest {
    private static final Money SUM = Money.of(60_000_00, "EUR");

    @Test
    void shippedAreOnePersonUpToFiftyThousandAndTwoAbove() {
        assertEquals(1, Approvals.needed(MoneyOut.SHIPPED, Money.of(50_000_00, "EUR")));
        assertEquals(2, Approvals.needed(MoneyOut.SHIPPED, Money.of(50_000_01, "EUR")));
        assertEquals(1, Approvals.needed(MoneyOut.SHIPPED, Money.of(50_000, "JPY")));
        assertEquals(2, Approvals.needed(MoneyOut.SHIPPED, Money.of(50_001, "JPY")));
    }

    @Test
    void theSettingsRowsAreReadByTheirSumInWhateverOrder() {
        MoneyOut settings = settings(
                List.of(
                        new Approval("EUR", Optional.empty(), 3),
                        new Approval("EUR", Optional.of(100_00L), 1),
                        new Approval("EUR", Optional.of(1_000_00L), 2)),
                List.of(),
                List.of());
        assertEquals(1, Approvals.needed(settings, Money.of(100_00, "EUR")));
        assertEquals(2, Approvals.needed(settings, Money.of(100_01, "EUR")));
        assertEquals(3, Approvals.needed(settings, Money.of(1_000_01, "EUR")));
        MoneyOut endingBelow = settings(List.of(new Approval("EUR", Optional.of(100_00L), 3)), List.of(), List.of());
        assertEquals(3, Approvals.needed(endingBelow, SUM), "a sum that no row reaches needs no fewer people");
    }

    @Test
    void makerAndLinkedNamesAreNoApproversAndTwoNamesOfOnePersonAreOne() {
        MoneyOut settings = settings(
                List.of(),
                List.of(
                        staff("maker", "payouts:approve"),
                        staff("makers-other-name", "payouts:approve"),
                        staff("checker", "payouts:approve"),
                        staff("checkers-other-name", "payouts:approve"),
                        staff("reader", "payouts:read"),
                        new StaffMember("small", List.of("payouts:approve"), List.of(Money.of(1_00, "EUR")))),
                List.of(
                        new PersonLink(List.of("maker", "makers-other-name")),
                        new PersonLink(List.of("checker", "checkers-other-name"))));
        assertEquals(OptionalInt.of(1), Approvals.eligible(settings, SUM, Set.of("maker")));
        assertEquals(OptionalInt.of(2), Approvals.eligible(settings, Money.of(1_00, "EUR"), Set.of("maker")));
        assertTrue(Approvals.isMaker(settings, "makers-other-name", Set.of("maker")));
        assertFalse(Approvals.isMaker(settings, "checker", Set.of("maker")));
        assertTrue(Approvals.isCounted(settings, "checkers-other-name", List.of("checker")));
        assertTrue(Approvals.forbidden(settings, "reader", SUM).isPresent());
        assertTrue(Approvals.forbidden(settings, "small", SUM).isPresent());
        assertTrue(Approvals.forbidden(settings, "checker", SUM).isEmpty());
    }

    @Test
    void withoutNamedStaffNobodyCanBeCountedBeforehand() {
        assertEquals(OptionalInt.empty(), Approvals.eligible(MoneyOut.SHIPPED, SUM, Set.of("maker")));
        assertTrue(Approvals.forbidden(MoneyOut.SHIPPED, "anyone", SUM).isEmpty());
    }

    private static StaffMember staff(String person, String may) {
        return new StaffMember(person, List.of(may), List.of());
    }

    private static MoneyOut settings(List<Approval> approvals, List<StaffMember> staff, List<PersonLink> links) {
        return MoneyOut.SHIPPED.change()
                .approvals(approvals)
                .staff(staff)
                .personLinks(links)
                .build();
    }
}
