package dev.surety.onboarding.domain.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.onboarding.domain.method.MethodDecision.Changed;
import dev.surety.onboarding.domain.method.MethodDecision.Event;
import dev.surety.onboarding.domain.method.MethodDecision.Refused;
import dev.surety.onboarding.domain.method.PayoutMethods.NewMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which method is in force, since when and from when it is paid, as days go by. */
class MethodInForceTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private PayoutMethods methods = PayoutMethods.NONE;

    private static Instant day(int day) {
        return START.plus(Duration.ofDays(day));
    }

    private static NewMethod method(String id, String currency) {
        return new NewMethod(id, PayoutMethod.Kind.IBAN, currency, "of-" + id, "words-" + id);
    }

    private Event done(MethodDecision decision) {
        var changed = (Changed) decision;
        methods = changed.after();
        return changed.event();
    }

    private static String refusal(MethodDecision decision) {
        var refused = (Refused) decision;
        return refused.refusal().reason().code()
                + refused.refusal().errors().stream().map(error -> " " + error.reason()).findFirst().orElse("");
    }

    private Event add(String id, int day) {
        return done(methods.add(method(id, "EUR"), day(day)));
    }

    /** The methods in force with the day from which they are paid. */
    private String inForce() {
        return String.join(
                " ",
                methods.standing().stream()
                        .map(of -> of.currency() + ":" + of.id() + of.coolDownUntil()
                                .map(until -> "@" + Duration.between(START, until).toDays())
                                .orElse(""))
                        .toList());
    }

    @Test
    void theFirstMethodOfEachCurrencyIsInForceAtOnce() {
        assertEquals(Event.ADDED, add("a", 0));
        assertEquals("EUR:a", inForce());
        assertEquals(Event.ADDED, done(methods.add(method("u", "USD"), day(9))));
        assertEquals("EUR:a USD:u", inForce());
    }

    @Test
    void addingAnotherStopsNothing() {
        add("a", 0);
        assertEquals(Event.ADDED, add("b", 1));
        assertEquals("EUR:a", inForce());
        assertEquals(2, methods.list().size());
    }

    @Test
    void anotherThanTheFirstWaitsForThreeDays() {
        add("a", 0);
        add("b", 1);
        assertEquals(Event.CHANGED, done(methods.makeDefault("b", false, day(2))));
        assertEquals("EUR:b@5", inForce());
        assertEquals(Optional.of(day(2)), methods.find("b").orElseThrow().inForceSince());
    }

    @Test
    void aSecondSwitchWithinThirtyDaysNeedsAPerson() {
        add("a", 0);
        add("b", 1);
        done(methods.makeDefault("b", false, day(2)));
        assertEquals("limit_exceeded switches_in_30_days", refusal(methods.makeDefault("a", false, day(31))));
        assertEquals("EUR:b@5", inForce());
        done(methods.makeDefault("a", true, day(31)));
        assertEquals("EUR:a@34", inForce(), "the first waits, too, when it comes back");
        assertEquals("limit_exceeded switches_in_30_days", refusal(methods.makeDefault("b", false, day(60))));
        done(methods.makeDefault("b", false, day(61)));
        assertEquals("EUR:b@64", inForce());
    }

    @Test
    void aThiefCannotGoAroundTheWaitByDisablingTheFirst() {
        add("a", 0);
        done(methods.disable("a"));
        assertEquals("", inForce());
        assertEquals(Event.CHANGED, add("b", 1));
        assertEquals("EUR:b@4", inForce());
        done(methods.disable("b"));
        assertEquals(Event.ADDED, add("c", 2), "a second switch is not made by adding either");
        assertEquals("", inForce());
        for (int i = 0; i < 40; i++) {
            add("x" + i, 3);
            done(methods.disable("x" + i));
        }
        assertEquals(12, methods.list().size(), "c, and the last ten disabled ones with the one after them");
        add("d", 4);
        assertEquals("", inForce(), "forgetting the disabled ones forgets no switch");
        done(methods.makeDefault("d", true, day(4)));
        assertEquals("EUR:d@7", inForce());
    }

    @Test
    void anErroredMethodIsOutOfForceAndItsSuccessorWaits() {
        add("a", 0);
        methods = methods.refused("a", "AC04").orElseThrow().after();
        assertEquals("", inForce());
        assertEquals(Optional.of("payout_method.replace"), methods.requirement());
        assertEquals("transition_not_allowed", refusal(methods.makeDefault("a", true, day(1))));
        assertEquals(Event.CHANGED, add("b", 1));
        assertEquals("EUR:b@4", inForce());
        assertEquals(Optional.empty(), methods.requirement());
    }

    @Test
    void newContactsMakeEveryMethodInForceWaitAndTheOldOnesAreToldForThirtyDays() {
        add("a", 0);
        done(methods.add(method("u", "USD"), day(0)));
        methods = methods.contactsChanged("profile-1", day(5));
        assertEquals("EUR:a@8 USD:u@8", inForce());
        add("b", 6);
        done(methods.makeDefault("b", false, day(6)));
        assertEquals("EUR:b@9 USD:u@8", inForce(), "the later of both");
        assertEquals(List.of("profile-2", "profile-1"), methods.channels("profile-2", day(6)));
        methods = methods.contactsChanged("profile-2", day(10));
        assertEquals(List.of("profile-3", "profile-2", "profile-1"), methods.channels("profile-3", day(11)));
        assertEquals(List.of("profile-1", "profile-2"), methods.channels("profile-1", day(11)), "each once");
        assertEquals(List.of("profile-3", "profile-2"), methods.channels("profile-3", day(35)));
        assertEquals(List.of("profile-3"), methods.channels("profile-3", day(40)));
    }

    @Test
    void aThiefWhoChangesTheContactsFirstWaitsWithTheFirstMethod() {
        methods = methods.contactsChanged("profile-1", day(0));
        add("a", 1);
        assertEquals("EUR:a@3", inForce());
    }

    @Test
    void theSameAccountIsAddedOnceWhileItIsUsable() {
        add("a", 0);
        var same = new NewMethod("b", PayoutMethod.Kind.IBAN, "EUR", "of-a", "words-b");
        assertEquals("invalid doubled", refusal(methods.add(same, day(1))));
        var inDollars = new NewMethod("b", PayoutMethod.Kind.IBAN, "USD", "of-a", "words-b");
        assertEquals(Event.ADDED, done(methods.add(inDollars, day(1))));
        done(methods.disable("a"));
        var again = new NewMethod("c", PayoutMethod.Kind.IBAN, "EUR", "of-a", "words-c");
        assertEquals(Event.CHANGED, done(methods.add(again, day(1))));
    }

    @Test
    void aParticipantHasAtMostTen() {
        for (int i = 0; i < 10; i++) {
            add("m" + i, i);
        }
        assertEquals("limit_exceeded payout_methods", refusal(methods.add(method("m10", "EUR"), day(10))));
        done(methods.disable("m3"));
        assertEquals(Event.ADDED, add("m10", 10));
    }

    @Test
    void commandsOnMethodsThatAreNotThereOrDoneAreRefused() {
        add("a", 0);
        assertEquals("not_found", refusal(methods.makeDefault("z", true, day(1))));
        assertEquals("not_found", refusal(methods.disable("z")));
        assertEquals("transition_not_allowed", refusal(methods.makeDefault("a", true, day(1))));
        done(methods.disable("a"));
        assertEquals("transition_not_allowed", refusal(methods.disable("a")));
        assertEquals("transition_not_allowed", refusal(methods.makeDefault("a", true, day(1))));
    }

    @Test
    void aMatchVerifiesAndAnythingElseIsNoted() {
        for (NameMatch answer : NameMatch.values()) {
            methods = PayoutMethods.NONE;
            add("a", 0);
            Changed checked = methods.answered("a", answer, day(0)).orElseThrow();
            assertEquals(answer == NameMatch.MATCH ? Event.VERIFIED : Event.CHECKED, checked.event());
            assertEquals(answer, checked.method().nameCheck().match());
            assertEquals(answer == NameMatch.PENDING, checked.method().nameCheck().askAt().isPresent());
            assertEquals(answer == NameMatch.NO_MATCH, checked.after().standing().getFirst().isNameWrong());
            assertEquals("a", checked.after().standing().getFirst().id(), "the check alone takes none out of force");
        }
    }

    @Test
    void aBankThatNeverAnswersIsAskedForMoreThanADayAndThenLeft() {
        add("a", 0);
        Instant now = START;
        int asked = 0;
        while (methods.due().isPresent()) {
            assertTrue(methods.due().get().isAfter(now));
            now = methods.due().get();
            methods = methods.answered("a", NameMatch.PENDING, now).orElseThrow().after();
            asked++;
        }
        assertEquals(NameChecked.MOST_ASKED, asked);
        assertEquals(NameMatch.NOT_POSSIBLE, methods.list().getFirst().nameCheck().match());
        assertEquals(PayoutMethod.State.NEW, methods.list().getFirst().state());
        assertTrue(now.isAfter(day(1)));
        assertEquals(Optional.empty(), methods.answered("a", NameMatch.MATCH, now), "a late answer decides nothing");
    }

    @Test
    void aFirstPayoutThatStaysPaidVerifies() {
        add("a", 0);
        methods = methods.answered("a", NameMatch.NOT_POSSIBLE, day(0)).orElseThrow().after();
        methods = methods.paid("a", day(14)).orElseThrow().after();
        assertEquals(Optional.empty(), methods.paid("a", day(20)), "only the first payout counts");
        assertEquals(Optional.of(day(14)), methods.due());
        assertEquals(Optional.empty(), methods.proven(day(13)));
        Changed proven = methods.proven(day(14)).orElseThrow();
        assertEquals(Event.VERIFIED, proven.event());
        assertEquals("verified", proven.after().standing().getFirst().state());
        assertEquals(Optional.empty(), proven.after().due());
        assertEquals(Optional.empty(), proven.after().paid("a", day(30)));
    }

    @Test
    void aReturnBeforeThatUndoesTheProof() {
        add("a", 0);
        methods = methods.paid("a", day(14)).orElseThrow().after();
        var returned = methods.refused("a", "CUST").orElseThrow();
        assertEquals(new MethodEvent.Returned("a"), returned.event());
        methods = returned.after();
        assertEquals(Optional.empty(), methods.proven(day(20)));
        assertEquals(PayoutMethod.State.NEW, methods.find("a").orElseThrow().state());
        assertEquals(Optional.empty(), methods.refused("a", "CUST"), "there is no proof left to undo");
        assertTrue(methods.paid("a", day(30)).isPresent(), "the next payout may prove it");
    }

    @Test
    void aReasonThatPutsTheAccountAtFaultErrorsItEvenWhenItWasVerified() {
        add("a", 0);
        methods = methods.answered("a", NameMatch.MATCH, day(0)).orElseThrow().after();
        methods = methods.refused("a", "AC01").orElseThrow().after();
        assertEquals("errored", methods.find("a").orElseThrow().state().name().toLowerCase(Locale.ROOT));
        assertEquals(Optional.of("AC01"), methods.find("a").orElseThrow().code());
        assertEquals(Optional.empty(), methods.refused("a", "AC04"), "once");
    }

    @Test
    void withoutAMethodOneIsAskedFor() {
        assertEquals(Optional.of("payout_method.add"), methods.requirement());
        add("a", 0);
        assertEquals(Optional.empty(), methods.requirement());
        done(methods.disable("a"));
        assertEquals(Optional.of("payout_method.add"), methods.requirement());
    }

    @Test
    void whereAMethodIsThereTheParticipantIsToldToChooseIt() {
        add("a", 0);
        add("b", 0);
        done(methods.disable("a"));
        assertEquals("", inForce());
        assertEquals(Optional.of("payout_method.default"), methods.requirement());
        done(methods.makeDefault("b", false, day(1)));
        assertEquals(Optional.empty(), methods.requirement());
    }

    @Test
    void everyChangeOfAMethodRaisesItsVersion() {
        add("a", 0);
        add("b", 0);
        int before = methods.find("a").orElseThrow().version();
        done(methods.makeDefault("b", false, day(1)));
        assertEquals(before + 1, methods.find("a").orElseThrow().version(), "it was replaced");
        done(methods.disable("a"));
        assertEquals(before + 2, methods.find("a").orElseThrow().version());
    }
}
