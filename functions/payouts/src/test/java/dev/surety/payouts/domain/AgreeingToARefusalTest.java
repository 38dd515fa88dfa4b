package dev.surety.payouts.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.model.marketplace.MoneyOut.PersonLink;
import dev.surety.model.marketplace.MoneyOut.StaffMember;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.money.Money;
import dev.surety.payouts.domain.payout.Payout;
import dev.surety.payouts.domain.payout.PayoutCommand;
import dev.surety.payouts.domain.payout.PayoutDecision;
import dev.surety.payouts.domain.payout.PayoutEvent;
import dev.surety.payouts.domain.payout.PayoutEvent.Debit;
import dev.surety.payouts.domain.payout.PayoutEvent.StatusNoted;
import dev.surety.payouts.domain.payout.PayoutRules;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may agree that the bank has not made what it announced to refuse. */
class AgreeingToARefusalTest {
    private static final Instant AT = Instant.parse("2027-03-24T10:00:00Z");
    private static final PayoutEvent SENT = new PayoutEvent.Sent("trace");
    private static final PayoutEvent REFUSED = refusal("AC04", "uploader");
    private static final PayoutEvent OLD =
            new StatusNoted("refusal: announced AC04", Optional.empty(), Optional.empty());

    private static PayoutEvent refusal(String code, String by) {
        return new PayoutEvent.RefusalAnnounced(code, by);
    }

    private static Payout after(PayoutEvent... events) {
        return PlayedPayouts.inFile(AT, "EUR", events);
    }

    private static StaffMember approver(String person) {
        return new StaffMember(person, List.of("payouts:approve"), List.of());
    }

    private static MoneyOut rules() {
        return MoneyOut.SHIPPED
                .change()
                .staff(List.of(
                        approver("checker"),
                        new StaffMember("junior", List.of("payouts:approve"), List.of(Money.of(24_999, "EUR"))),
                        approver("uploader"),
                        approver("alias"),
                        new StaffMember("planner", List.of("payouts:plan"), List.of())))
                .personLinks(List.of(new PersonLink(List.of("uploader", "alias"))))
                .build();
    }

    static Stream<Arguments> agreements() {
        var debit = new Debit("bl_debit", LocalDate.of(2027, 3, 24));
        var paid = new PayoutEvent.Paid(PayoutEvent.PaidBasis.BOOKED, debit);
        Payout refused = after(SENT, REFUSED);
        return Stream.of(
                Arguments.of("another person agrees", refused, "checker", "AC04", "failed AC04"),
                Arguments.of("up to the sum that a person may approve", refused, "junior", "AC04", "forbidden"),
                Arguments.of("not without the right to approve", refused, "planner", "AC04", "forbidden"),
                Arguments.of("not who uploaded it", refused, "uploader", "AC04", "approver_is_maker"),
                Arguments.of("nor the same person by another name", refused, "alias", "AC04", "approver_is_maker"),
                Arguments.of(
                        "nor who uploaded it once more",
                        after(SENT, refusal("AC04", "anna"), REFUSED),
                        "uploader",
                        "AC04",
                        "approver_is_maker"),
                Arguments.of(
                        "the reason is that of the first",
                        after(SENT, REFUSED, refusal("MS03", "anna")),
                        "checker",
                        "MS03",
                        "transition_not_allowed"),
                Arguments.of("to what is announced only", refused, "checker", "AC01", "transition_not_allowed"),
                Arguments.of("nothing is announced", after(SENT), "checker", "AC04", "transition_not_allowed"),
                Arguments.of("no name is kept", after(SENT, OLD), "checker", "AC04", "transition_not_allowed"),
                Arguments.of(
                        "the first name is not kept",
                        after(SENT, OLD, REFUSED),
                        "checker",
                        "AC04",
                        "transition_not_allowed"),
                Arguments.of(
                        "the bank does not have it yet", after(REFUSED), "checker", "AC04", "transition_not_allowed"),
                Arguments.of(
                        "another transfer may stand",
                        after(SENT, REFUSED, new PayoutEvent.Unknown("AM05")),
                        "checker",
                        "AC04",
                        "transition_not_allowed"),
                Arguments.of(
                        "its debit is booked",
                        after(SENT, REFUSED, paid),
                        "checker",
                        "AC04",
                        "transition_not_allowed"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("agreements")
    void onlyOneWhoUploadedNoneOfItAgrees(String name, Payout payout, String person, String code, String outcome) {
        var command = new PayoutCommand.AgreeToRefusal(person, code);
        var context = new PayoutRules.Context(AT, rules());
        assertEquals(
                outcome,
                switch (PayoutRules.decide(payout, command, context)) {
                    case PayoutDecision.Append(PayoutEvent.Failed(var why)) -> "failed " + why;
                    case PayoutDecision.Refused(var refusal) -> refusal.reason().code();
                    case PayoutDecision other -> other.toString();
                },
                name);
    }
}
