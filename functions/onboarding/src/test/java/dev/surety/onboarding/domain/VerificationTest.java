package dev.surety.onboarding.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.marketplace.OnboardingRules.Tier;
import dev.surety.model.marketplace.OnboardingRules;
import dev.surety.model.money.Money;
import dev.surety.onboarding.domain.ParticipantState.Kind;
import dev.surety.onboarding.domain.ParticipantState.Terms;
import dev.surety.onboarding.domain.business.Business;
import dev.surety.onboarding.domain.business.Person.Role;
import dev.surety.onboarding.domain.business.Person;
import dev.surety.onboarding.domain.business.PersonCode;
import dev.surety.onboarding.domain.proof.Proof;
import dev.surety.onboarding.domain.proof.ProofError;
import dev.surety.onboarding.domain.proof.Proofs;
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
    private static final OnboardingRules RULES = ShippedRules.of(List.of("EUR"));
    private static final Context SHIPPED = new Context(Optional.of(RULES), 1, NOW);

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

    /** Time to meet a new rule is for those who had the capability. */
    @Test
    void aCapabilityThatIsWantedLaterHasNoTimeToMeetItsRules() {
        String given = "profile.birth_date profile.address terms.accept";
        ParticipantState judged = Verification.judge(participant(Kind.INDIVIDUAL, given).counted(10), SHIPPED);
        Capability wanted = judged.capability("instant_payout").requesting(true);

        ParticipantState asked =
                Verification.judge(judged.with(judged.capabilities().with("instant_payout", wanted)), SHIPPED);

        assertFalse(asked.capability("instant_payout").allowed());
        Requirement open = asked.requirement(Codes.DOCUMENT).orElseThrow();
        assertTrue(open.isRestricting("instant_payout"));
        assertEquals(Optional.empty(), open.deadline());
    }

    @Test
    void instantPayoutsNeedSales() {
        ParticipantState asked = participant(Kind.INDIVIDUAL, "profile.birth_date profile.address terms.accept");
        Capability wanted = asked.capability("instant_payout").requesting(true);
        ParticipantState state = asked.with(asked.capabilities().with("instant_payout", wanted));

        assertFalse(Verification.judge(state.counted(9), SHIPPED).capability("instant_payout").allowed());
        assertEquals(
                List.of("identity.document", "payout_method.add"),
                Verification.judge(state.counted(10), SHIPPED)
                        .restricting("instant_payout")
                        .map(Requirement::code)
                        .toList());
    }

    private static ParticipantState nearlyVerified() {
        ParticipantState asked = participant(Kind.INDIVIDUAL, "profile.birth_date profile.address terms.accept");
        Capability wanted = asked.capability("instant_payout").requesting(true);
        return asked.with(asked.capabilities().with("instant_payout", wanted)).counted(10);
    }

    private static Proof document(Proof.Status status, Optional<ProofError> error) {
        return new Proof(Codes.DOCUMENT, "doc_1", status, error, NOW);
    }

    @Test
    void aDocumentIsPendingWhileItWaitsAndMeetsTheRequirementOnceAccepted() {
        ParticipantState open = Verification.judge(nearlyVerified(), SHIPPED);
        Requirement before = open.requirement(Codes.DOCUMENT).orElseThrow();
        assertEquals(Requirement.Status.CURRENTLY_DUE, before.status());
        assertEquals(Optional.of("standard"), Verification.tier(open, RULES).map(Tier::tier));

        ParticipantState pending =
                Verification.judge(open.proved(document(Proof.Status.PENDING, Optional.empty())), SHIPPED);
        Requirement waits = pending.requirement(Codes.DOCUMENT).orElseThrow();
        assertEquals(Requirement.Status.PENDING, waits.status());
        assertEquals(Requirement.Awaiting.MARKETPLACE, waits.awaiting());
        assertEquals(before.opened(), waits.opened());
        assertTrue(waits.isRestricting("instant_payout"));

        ParticipantState rejected = Verification.judge(
                pending.proved(document(Proof.Status.REJECTED, Optional.of(ProofError.UNDER_AGE))), SHIPPED);
        assertEquals(
                Requirement.Status.CURRENTLY_DUE,
                rejected.requirement(Codes.DOCUMENT).orElseThrow().status());
        assertEquals(Optional.of(ProofError.UNDER_AGE), rejected.proven()
                .failed(Codes.DOCUMENT)
                .flatMap(Proof::error));

        ParticipantState accepted =
                Verification.judge(rejected.proved(document(Proof.Status.ACCEPTED, Optional.empty())), SHIPPED);
        assertEquals(Optional.empty(), accepted.requirement(Codes.DOCUMENT));
        assertEquals(Optional.of("verified"), Verification.tier(accepted, RULES).map(Tier::tier));
    }

    /** A look that takes long costs the participant nothing, and gives back nothing that was lost. */
    @Test
    void noDeadlinePassesWhileADocumentWaits() {
        ParticipantState open = Verification.judge(nearlyVerified(), SHIPPED);
        ParticipantState due = Verification.judge(
                open.marked(List.of(new VolumeMark(
                        "pay", "EUR", true, NOW, NOW, Optional.of(Money.of(1_000_000, "EUR"))))), SHIPPED);
        Instant deadline = due.requirement(Codes.DOCUMENT).flatMap(Requirement::deadline).orElseThrow();
        Instant late = deadline.plusSeconds(1);

        assertTrue(ParticipantRules.due(due, late).isPresent());
        ParticipantState pending = Verification.judge(
                due.proved(document(Proof.Status.PENDING, Optional.empty())),
                new Context(SHIPPED.rules(), 1, NOW));
        assertEquals(Optional.empty(), ParticipantRules.due(pending, late));

        ParticipantState past = due.replacing(due.requirement(Codes.DOCUMENT).orElseThrow().pastDue());
        Requirement waits = Verification.judge(
                        past.proved(document(Proof.Status.PENDING, Optional.empty())), SHIPPED)
                .requirement(Codes.DOCUMENT)
                .orElseThrow();
        assertEquals(Requirement.Status.PAST_DUE, waits.status());
        assertEquals(Requirement.Awaiting.MARKETPLACE, waits.awaiting());
    }

    @Test
    void theLastProofsStayAndAnAcceptedOneGoesLast() {
        Proofs proofs = Proofs.NONE.with(new Proof(
                Codes.DOCUMENT, "doc_good", Proof.Status.ACCEPTED, Optional.empty(), NOW));
        for (int i = 0; i < 100; i++) {
            proofs = proofs.with(new Proof(
                    Codes.DOCUMENT, "doc_" + i, Proof.Status.REJECTED, Optional.of(ProofError.DOCUMENT_BLURRY), NOW));
        }
        assertEquals(20, proofs.list().size());
        assertTrue(proofs.isMet(Codes.DOCUMENT));
        assertTrue(proofs.find("doc_99").isPresent());
        assertFalse(proofs.find("doc_1").isPresent());
    }

    /** Persons have proofs of their own, which push out none of the participant's or of another person's. */
    @Test
    void theLastProofsOfEachPersonStay() {
        Proofs proofs = Proofs.NONE.with(new Proof(
                Codes.DOCUMENT, "doc_own", Proof.Status.ACCEPTED, Optional.empty(), NOW));
        for (int i = 0; i < 200; i++) {
            String code = PersonCode.of(Optional.of("per_" + i % 20), Codes.DOCUMENT);
            proofs = proofs.with(new Proof(code, "doc_" + i, Proof.Status.PENDING, Optional.empty(), NOW));
        }
        assertEquals(101, proofs.list().size());
        assertTrue(proofs.isMet(Codes.DOCUMENT));
        assertEquals(96, proofs.without("person.per_3.identity.document").list().size());
    }

    private static ParticipantState withPerson(String given) {
        ParticipantState business =
                participant(Kind.BUSINESS, "business.registration profile.address terms.accept");
        var person = new Person(
                "per_1", List.of(Role.OWNER, Role.DIRECTOR), Optional.of(10_000), "words",
                List.of(given.split(" ", -1)));
        return business.with(new Business(List.of(person), Optional.empty()));
    }

    /** The shipped rules ask the persons whom a business names. It receives once they gave what they have to. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock =
            """
            profile.name                                       | pay         | payout_method.add person.per_1.profile.address person.per_1.profile.birth_date
            profile.name profile.address                       | pay         | payout_method.add person.per_1.profile.birth_date
            profile.name profile.address profile.birth_date    | pay receive | payout_method.add
            """)
    void whatAPersonGivesAllowsTheBusiness(String given, String active, String open) {
        ParticipantState judged = Verification.judge(withPerson(given), SHIPPED);

        assertEquals(List.of(active.split(" ", -1)), Capability.ALL.stream()
                .filter(name -> judged.status(name) == Capability.Status.ACTIVE)
                .toList());
        assertEquals(
                List.of(open.split(" ", -1)),
                judged.requirements().stream().map(Requirement::code).toList());
    }

    /** The highest tier knows the owners, and who they are. */
    @Test
    void aBusinessIsVerifiedOnceItsOwnersAre() {
        String whole = "profile.name profile.address profile.birth_date";
        ParticipantState alone = participant(
                        Kind.BUSINESS, "business.registration profile.address terms.accept")
                .proved(document(Proof.Status.ACCEPTED, Optional.empty()));
        assertEquals(Optional.of("standard"), Verification.tier(alone, RULES).map(Tier::tier));
        ParticipantState named = withPerson(whole).proved(document(Proof.Status.ACCEPTED, Optional.empty()));
        assertEquals(Optional.of("standard"), Verification.tier(named, RULES).map(Tier::tier));
        ParticipantState proved = named.proved(new Proof(
                "person.per_1.identity.document", "chk_1", Proof.Status.ACCEPTED, Optional.empty(), NOW));
        assertEquals(Optional.of("verified"), Verification.tier(proved, RULES).map(Tier::tier));
    }

    /** One that had the capability has 30 days for a new person, as for a new rule. */
    @Test
    void aNewPersonTakesNothingAwayAtOnce() {
        ParticipantState judged = Verification.judge(
                participant(Kind.BUSINESS, "business.registration profile.address terms.accept"), SHIPPED);
        ParticipantState named = Verification.judge(
                judged.with(withPerson("profile.name").business().orElseThrow()), SHIPPED);

        assertEquals(Capability.Status.ACTIVE, named.status("receive"));
        Requirement open = named.requirement("person.per_1.profile.address").orElseThrow();
        assertEquals(Optional.of(NOW.plus(Verification.TO_MEET_A_NEW_RULE)), open.deadline());
        ParticipantState removed = Verification.judge(named.with(Business.NONE), SHIPPED);
        assertEquals(Optional.empty(), removed.requirement("person.per_1.profile.address"));
    }

    @Test
    void everyErrorHasOneSentence() {
        for (ProofError error : ProofError.values()) {
            assertTrue(error.sentence().matches("[A-Z][^.]+\\."), error.sentence());
            assertEquals(Optional.of(error), ProofError.find(error.code()));
        }
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
