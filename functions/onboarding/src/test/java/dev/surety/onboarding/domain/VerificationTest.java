package dev.surety.onboarding.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.onboarding.domain.ParticipantState.Kind;
import dev.surety.onboarding.domain.ParticipantState.Terms;
import dev.surety.onboarding.domain.screening.Screened;
import dev.surety.onboarding.domain.Verification.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped rules, by what a participant has given. */
class VerificationTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Context SHIPPED = new Context(Optional.of(ShippedRules.of(List.of("EUR"))), 1, NOW);

    private static ParticipantState participant(Kind kind, String given) {
        List<String> codes = new ArrayList<>(List.of(Codes.NAME, Codes.EMAIL));
        codes.addAll(given.isEmpty() ? List.of() : List.of(given.split(" ", -1)));
        boolean hasTerms = codes.remove(Codes.TERMS);
        ParticipantState state = ParticipantState.created(kind, "DE", Mode.LIVE, NOW, "words", codes)
                .screened(Screened.toAsk(NOW).passed("index-1"));
        return hasTerms ? state.accepted(new Terms("1", NOW, Optional.empty())) : state;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock =
            """
            INDIVIDUAL | ''                                                  | pay         | payout_method.add profile.address profile.birth_date terms.accept
            INDIVIDUAL | profile.birth_date profile.address                  | pay         | payout_method.add terms.accept
            INDIVIDUAL | profile.birth_date profile.address terms.accept     | pay receive | payout_method.add
            INDIVIDUAL | business.registration profile.address terms.accept  | pay         | payout_method.add profile.birth_date
            BUSINESS   | ''                                                  | pay         | business.registration payout_method.add profile.address terms.accept
            BUSINESS   | business.registration profile.address terms.accept  | pay receive | payout_method.add
            """)
    void whatIsGivenAllows(Kind kind, String given, String active, String open) {
        ParticipantState judged = Verification.judge(participant(kind, given), SHIPPED);

        assertEquals(List.of(active.split(" ", -1)), Capability.ALL.stream()
                .filter(name -> judged.status(name) == Capability.Status.ACTIVE)
                .toList());
        assertEquals(
                List.of(open.split(" ", -1)),
                judged.requirements().stream().map(Requirement::code).toList());
    }

    /** Never restricted with nothing to do, whatever is given, decided and switched. */
    @Test
    void everyCapabilityThatIsNotActiveSaysWhy() {
        List<ParticipantState> states = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (String given : List.of("", "terms.accept", "profile.birth_date profile.address terms.accept")) {
                ParticipantState judged = Verification.judge(participant(kind, given), SHIPPED);
                states.add(judged);
                for (String name : Capability.ALL) {
                    Capability off = judged.capability(name).requesting(true).enabling(false);
                    states.add(Verification.judge(judged.with(judged.capabilities().with(name, off)), SHIPPED));
                    states.add(Verification.judge(
                            judged.with(judged.capabilities().with(name, off.enabling(true))), SHIPPED));
                }
                for (Decision.Kind decided : Decision.Kind.values()) {
                    states.add(judged.decided(Optional.of(new Decision(
                            decided, "other", "words", Capability.ALL, Optional.empty(), NOW, "staff:per_1"))));
                }
            }
        }
        for (ParticipantState state : states) {
            for (String name : Capability.ALL) {
                Capability.Status status = state.status(name);
                boolean needsNone = status == Capability.Status.ACTIVE || status == Capability.Status.UNREQUESTED;
                List<Details.Detail> details = Details.of(state, name);
                assertEquals(needsNone, details.isEmpty(), name + " is " + status.name().toLowerCase(Locale.ROOT));
                details.forEach(detail -> assertFalse(
                        detail.whoActs().equals("marketplace") && detail.contact().isEmpty(), detail.toString()));
            }
        }
    }

    @Test
    void instantPayoutsNeedSales() {
        ParticipantState asked = participant(Kind.INDIVIDUAL, "profile.birth_date profile.address terms.accept");
        Capability wanted = asked.capability("instant_payout").requesting(true);
        ParticipantState state = asked.with(asked.capabilities().with("instant_payout", wanted));

        assertFalse(Verification.judge(state.counted(9), SHIPPED).capability("instant_payout").allowed());
        assertEquals(
                List.of("payout_method.add"),
                Verification.judge(state.counted(10), SHIPPED)
                        .restricting("instant_payout")
                        .map(Requirement::code)
                        .toList());
    }

    @Test
    void aComparisonThatIsOpenHoldsPayoutsAlone() {
        ParticipantState passed = participant(Kind.INDIVIDUAL, "profile.birth_date profile.address terms.accept");
        ParticipantState judged = Verification.judge(passed.renamed(NOW), SHIPPED);

        assertEquals(
                List.of("payout_method.add", "screening.review"),
                judged.restricting("payout").map(Requirement::code).toList());
        assertEquals(List.of(), judged.restricting("receive").toList());
        assertEquals(List.of(), judged.restricting("pay").toList());
        assertEquals(Optional.of(NOW.plusSeconds(60)), judged.nextDue());
    }

    @Test
    void withoutRulesAllIsAllowedAtOnce() {
        ParticipantState judged =
                Verification.judge(participant(Kind.BUSINESS, ""), new Context(Optional.empty(), 1, NOW));

        assertEquals(ParticipantState.Account.ACTIVE, judged.account());
        assertEquals(List.of(), judged.requirements());
        assertEquals(List.of("pay", "receive", "payout"), Capability.ALL.stream()
                .filter(name -> judged.status(name) == Capability.Status.ACTIVE)
                .toList());
    }
}
