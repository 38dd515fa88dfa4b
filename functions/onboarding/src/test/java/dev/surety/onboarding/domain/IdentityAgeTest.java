package dev.surety.onboarding.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.marketplace.OnboardingRules.CapabilityRule;
import dev.surety.model.marketplace.OnboardingRules.Reverification;
import dev.surety.model.marketplace.OnboardingRules.Tier;
import dev.surety.model.marketplace.OnboardingRules;
import dev.surety.onboarding.domain.ParticipantState.Kind;
import dev.surety.onboarding.domain.ParticipantState.Terms;
import dev.surety.onboarding.domain.Verification.Context;
import dev.surety.onboarding.domain.proof.Proof;
import dev.surety.onboarding.domain.screening.Screened;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A proof that becomes too old, by the millisecond: when a newer one is asked for, and when the old is not enough. */
class IdentityAgeTest {
    private static final Instant ACCEPTED = Instant.parse("2026-11-22T10:00:00Z");
    private static final OnboardingRules SHIPPED = ShippedRules.of(List.of("EUR"));

    /** The highest tier asks for more than a proof, so that a participant can have one below it. */
    private static final OnboardingRules HIGHER = new OnboardingRules(
            List.of(
                    new Tier("basic", List.of(Codes.NAME), List.of()),
                    new Tier("verified", List.of(Codes.DOCUMENT), List.of()),
                    new Tier("higher", List.of(Codes.PHONE), List.of())),
            List.of(
                    new CapabilityRule("pay", "basic", List.of(), 0),
                    new CapabilityRule("receive", "basic", List.of(), 0),
                    new CapabilityRule("payout", "verified", List.of(), 0)),
            Optional.empty());

    private static Context context(OnboardingRules rules, Instant now) {
        return new Context(Optional.of(rules), 1, now);
    }

    private static Proof proof(String id, Proof.Status status, Instant at) {
        return new Proof(Codes.DOCUMENT, id, status, Optional.empty(), at);
    }

    private static ParticipantState participant(OnboardingRules rules, String... more) {
        List<String> given = new ArrayList<>(
                List.of(Codes.NAME, Codes.EMAIL, Codes.BIRTH_DATE, Codes.ADDRESS));
        given.addAll(List.of(more));
        ParticipantState created = ParticipantState.created(Kind.INDIVIDUAL, "DE", Mode.LIVE, ACCEPTED, "words", given)
                .screened(Screened.toAsk(ACCEPTED).passed("index-1"))
                .accepted(new Terms("1", ACCEPTED, Optional.empty()));
        ParticipantState proved = Verification.judge(created, context(rules, ACCEPTED))
                .proved(proof("doc_1", Proof.Status.ACCEPTED, ACCEPTED));
        return Verification.judge(proved, context(rules, ACCEPTED));
    }

    /** As the timers do: each deadline at its own time, until the present. */
    private static ParticipantState until(ParticipantState from, OnboardingRules rules, Instant now) {
        ParticipantState state = from;
        while (state.nextDue().filter(at -> !at.isAfter(now)).isPresent()) {
            state = woken(state, context(rules, state.nextDue().orElseThrow()));
        }
        return state;
    }

    private static ParticipantState woken(ParticipantState state, Context at) {
        Decided.Changed changed = ParticipantRules.due(state, at.now())
                .or(() -> IdentityAge.due(state, at))
                .orElseThrow();
        return Verification.judge(changed.state(), at);
    }

    private static Instant after(Period age) {
        return ACCEPTED.atZone(ZoneOffset.UTC).plus(age).toInstant();
    }

    private static String shown(ParticipantState state) {
        String requirement = state.requirement(Codes.REVERIFY)
                .map(open -> open.status().name().toLowerCase(Locale.ROOT))
                .orElse("none");
        String allowed = state.capability("payout").allowed() ? "payout" : "no payout";
        return requirement + ", " + allowed;
    }

    @ParameterizedTest(name = "{0} {1} {2} days {3} ms")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "tier      | age | days | millis | is",
                "below     | P3Y | -60  | -1     | none, payout",
                "below     | P3Y | -60  | 0      | currently_due, payout",
                "below     | P3Y | -60  | 1      | currently_due, payout",
                "below     | P3Y | 0    | -1     | currently_due, payout",
                "below     | P3Y | 0    | 0      | past_due, no payout",
                "below     | P3Y | 0    | 1      | past_due, no payout",
                "highest   | P1Y | -60  | -1     | none, payout",
                "highest   | P1Y | -60  | 0      | currently_due, payout",
                "highest   | P1Y | -60  | 1      | currently_due, payout",
                "highest   | P1Y | 0    | -1     | currently_due, payout",
                "highest   | P1Y | 0    | 0      | past_due, no payout",
                "highest   | P1Y | 0    | 1      | past_due, no payout",
            })
    void sixtyDaysBeforeItIsTooOldANewerProofIsAskedFor(
            String tier, Period age, int days, int millis, String expected) {
        ParticipantState state = tier.equals("below") ? participant(HIGHER) : participant(HIGHER, Codes.PHONE);
        Instant now = after(age).plus(Duration.ofDays(days)).plusMillis(millis);

        ParticipantState then = until(state, HIGHER, now);

        assertEquals(expected, shown(then));
        then.requirement(Codes.REVERIFY).ifPresent(open -> {
            assertEquals(Optional.of(after(age)), open.deadline());
            assertEquals(after(age).minus(IdentityAge.NOTICE), open.opened());
            assertEquals(List.of("payout"), open.restricts());
            assertEquals(Requirement.Awaiting.PARTICIPANT, open.awaiting());
        });
        assertTrue(then.capability("receive").allowed());
    }

    @Test
    void theRulesSayHowOldAProofMayBecome() {
        OnboardingRules quick = new OnboardingRules(
                HIGHER.tiers(),
                HIGHER.capabilities(),
                Optional.of(new Reverification(Period.ofMonths(6), Period.ofMonths(3))));
        assertEquals("past_due, no payout", shown(until(participant(quick), quick, after(Period.ofMonths(6)))));
        assertEquals(
                "currently_due, payout",
                shown(until(participant(quick), quick, after(Period.ofMonths(6)).minusMillis(1))));
        assertEquals(
                "past_due, no payout",
                shown(until(participant(quick, Codes.PHONE), quick, after(Period.ofMonths(3)))));
    }

    @Test
    void aNewerProofMeetsItAndBeginsTheTimeAnew() {
        ParticipantState late = until(participant(HIGHER), HIGHER, after(Period.ofYears(3)).plusMillis(5));
        Instant now = after(Period.ofYears(3)).plusSeconds(60);

        ParticipantState waits = Verification.judge(
                late.proved(proof("doc_2", Proof.Status.PENDING, now)), context(HIGHER, now));
        assertEquals("past_due, no payout", shown(waits));
        assertEquals(
                Requirement.Awaiting.MARKETPLACE,
                waits.requirement(Codes.REVERIFY).orElseThrow().awaiting());

        ParticipantState met = Verification.judge(
                waits.proved(proof("doc_2", Proof.Status.ACCEPTED, now)), context(HIGHER, now));
        assertEquals("none, payout", shown(met));
        Instant next = now.atZone(ZoneOffset.UTC).plusYears(3).toInstant().minus(IdentityAge.NOTICE);
        assertEquals(Optional.of(next), met.nextDue());
    }

    /** A proof that is handed in in time stops the deadline while people look, as every proof does. */
    @Test
    void noDeadlinePassesWhileANewerProofWaits() {
        ParticipantState open = until(participant(HIGHER), HIGHER, after(Period.ofYears(3)).minusSeconds(9));
        Instant now = after(Period.ofYears(3)).minusSeconds(8);
        ParticipantState waits = Verification.judge(
                open.proved(proof("chk_2", Proof.Status.PENDING, now)), context(HIGHER, now));
        Requirement requirement = waits.requirement(Codes.REVERIFY).orElseThrow();
        assertEquals(Requirement.Status.PENDING, requirement.status());
        assertEquals(Requirement.Awaiting.SURETY, requirement.awaiting());
        assertEquals("pending, payout", shown(until(waits, HIGHER, after(Period.ofYears(3)).plusSeconds(9))));
    }

    /** The tier goes with the proof, so the limits are those of the tier below. */
    @Test
    void aProofThatIsTooOldTakesItsTier() {
        ParticipantState verified = participant(SHIPPED);
        assertEquals(Optional.of("verified"), Verification.tier(verified, SHIPPED).map(Tier::tier));
        ParticipantState before = until(verified, SHIPPED, after(Period.ofYears(1)).minusMillis(1));
        assertEquals(Optional.of("verified"), Verification.tier(before, SHIPPED).map(Tier::tier));
        ParticipantState late = until(verified, SHIPPED, after(Period.ofYears(1)));
        assertEquals(Optional.of("standard"), Verification.tier(late, SHIPPED).map(Tier::tier));
        assertEquals(ParticipantState.Account.RESTRICTED, late.account());
        assertFalse(late.requirement(Codes.DOCUMENT).isPresent(), "there is one thing to do");
    }

    /** Who comes under the shorter time when the proof is older than that already, has the whole notice. */
    @Test
    void aShorterTimeBeginsWithTheWholeNotice() {
        ParticipantState below = until(participant(HIGHER), HIGHER, after(Period.ofYears(2)));
        Instant now = after(Period.ofYears(2));
        List<String> given = new ArrayList<>(below.given());
        given.add(Codes.PHONE);

        ParticipantState higher = Verification.judge(below.given("words-2", given), context(HIGHER, now));

        Requirement open = higher.requirement(Codes.REVERIFY).orElseThrow();
        assertEquals(Optional.of(now.plus(IdentityAge.NOTICE)), open.deadline());
        assertEquals("past_due, no payout", shown(until(higher, HIGHER, now.plus(IdentityAge.NOTICE))));
        assertEquals(
                "currently_due, payout",
                shown(until(higher, HIGHER, now.plus(IdentityAge.NOTICE).minusMillis(1))));
    }

    /** The rules were changed since the timer was set: nothing is asked for, and the timer is set anew. */
    @Test
    void rulesThatAskLaterOpenNothing() {
        ParticipantState set = participant(HIGHER, Codes.PHONE);
        Instant at = set.nextDue().orElseThrow();
        OnboardingRules later = new OnboardingRules(
                HIGHER.tiers(),
                HIGHER.capabilities(),
                Optional.of(new Reverification(Period.ofYears(5), Period.ofYears(4))));
        Decided.Changed changed = IdentityAge.due(set, context(later, at)).orElseThrow();
        assertEquals(new ParticipantEvent.RequirementOpened(List.of()), changed.event());
        ParticipantState judged = Verification.judge(changed.state(), context(later, at));
        assertEquals(Optional.of(after(Period.ofYears(4)).minus(IdentityAge.NOTICE)), judged.nextDue());
    }

    @Test
    void withoutRulesOrNeedNoProofGrowsOld() {
        ParticipantState set = participant(HIGHER);
        assertTrue(set.nextDue().isPresent());
        Context none = new Context(Optional.empty(), 1, ACCEPTED);
        assertEquals(Optional.empty(), Verification.judge(set, none).nextDue());
        OnboardingRules unneeded = new OnboardingRules(
                List.of(HIGHER.tiers().getFirst()),
                List.of(new CapabilityRule("payout", "basic", List.of(), 0)),
                Optional.empty());
        assertEquals(Optional.empty(), participant(unneeded).nextDue());
    }
}
