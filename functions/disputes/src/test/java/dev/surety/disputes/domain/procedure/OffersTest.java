package dev.surety.disputes.domain.procedure;

import static dev.surety.disputes.domain.procedure.DisputeTrial.MIDDLE;
import static dev.surety.disputes.domain.procedure.DisputeTrial.lines;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.surety.disputes.domain.dispute.Dispute;
import dev.surety.disputes.domain.dispute.Offer;
import dev.surety.disputes.domain.dispute.Outcome;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.model.dispute.Division;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Offers and the ways in which parties settle. */
class OffersTest {
    private static DisputeTrial negotiating() {
        return DisputeTrial.of(MIDDLE).respond();
    }

    private static DisputeCommand.MakeOffer offer(Side side, long toPayee, long toPayer) {
        return new DisputeCommand.MakeOffer(side, lines(toPayee, toPayer));
    }

    private static DisputeCommand.AcceptOffer accept(DisputeTrial trial, Side side, int place) {
        Offer offer = trial.dispute.offers().get(place - 1);
        return new DisputeCommand.AcceptOffer(side, offer.id(), offer.hash());
    }

    @Test
    void anAcceptedOfferIsTheDecision() {
        DisputeTrial trial = negotiating()
                .does(offer(Side.PAYER, 100_00, 500_00))
                .does(offer(Side.PAYEE, 400_00, 200_00));
        trial.does(accept(trial, Side.PAYER, 2));
        assertEquals(Outcome.AGREED, trial.enforcement().outcome());
        assertEquals(lines(400_00, 200_00), trial.enforcement().division().orElseThrow());
        assertEquals(Offer.Status.ACCEPTED, trial.dispute.offers().get(1).status());
        assertEquals(Offer.Status.STANDING, trial.dispute.offers().getFirst().status());
    }

    @Test
    void anOfferThatWasReplacedIsNotAccepted() {
        DisputeTrial trial = negotiating()
                .does(offer(Side.PAYER, 100_00, 500_00))
                .does(offer(Side.PAYER, 150_00, 450_00));
        assertEquals("offer_not_standing", trial.says(accept(trial, Side.PAYEE, 1)));
        assertEquals("offer_not_standing", trial.says(new DisputeCommand.AcceptOffer(Side.PAYEE, "o9", "none")));
        String former = trial.dispute.offers().getFirst().hash();
        assertEquals("offer_not_standing", trial.says(new DisputeCommand.AcceptOffer(Side.PAYEE, "o2", former)));
        assertEquals("enforcing", trial.says(accept(trial, Side.PAYEE, 2)));
    }

    @Test
    void noSideAcceptsItsOwnOffer() {
        DisputeTrial trial = negotiating()
                .does(offer(Side.PAYER, 100_00, 500_00));
        assertEquals("forbidden", trial.says(accept(trial, Side.PAYER, 1)));
    }

    @Test
    void noSideRetreatsBelowItsLastOffer() {
        DisputeTrial trial = negotiating()
                .does(offer(Side.PAYER, 100_00, 500_00));
        assertEquals("offer_retreats", trial.says(offer(Side.PAYER, 99_99, 500_01)));
        assertEquals("offer_made", trial.says(offer(Side.PAYER, 100_00, 500_00)));
        trial.does(offer(Side.PAYEE, 400_00, 200_00));
        assertEquals("offer_retreats", trial.says(offer(Side.PAYEE, 400_01, 199_99)));
        assertEquals("offer_made", trial.says(offer(Side.PAYEE, 300_00, 300_00)));
        assertEquals("offer_retreats", trial.says(offer(Side.PAYEE, 400_00, 200_00)));
    }

    @Test
    void aSideMakesTenOffersAndLeavesTheOtherItsOwn() {
        DisputeTrial trial = negotiating();
        for (int i = 1; i <= 10; i++) {
            trial.does(offer(Side.PAYER, i, 600_00 - i));
        }
        assertEquals("limit_exceeded", trial.says(offer(Side.PAYER, 11, 599_89)));
        assertEquals("offer_made", trial.says(offer(Side.PAYEE, 500_00, 100_00)));
    }

    @Test
    void linesSumToTheDisputedAmountInItsCurrency() {
        DisputeTrial trial = negotiating();
        assertEquals("invalid", trial.says(offer(Side.PAYER, 100_00, 499_99)));
        assertEquals("invalid", trial.says(offer(Side.PAYER, 100_00, 500_01)));
        assertEquals("invalid", trial.says(new DisputeCommand.MakeOffer(
                Side.PAYER, Division.allToPayer(Money.of(600_00, "USD")))));
        assertEquals("offer_made", trial.says(offer(Side.PAYER, 0, 600_00)));
        assertEquals("offer_made", trial.says(offer(Side.PAYER, 600_00, 0)));
    }

    @Test
    void anotherAmountVoidsOffersAndFreesTheNextOne() {
        DisputeTrial trial = negotiating()
                .does(offer(Side.PAYER, 200_00, 400_00))
                .does(offer(Side.PAYEE, 500_00, 100_00));
        trial.does(trial.open(600_00, 100_00)).does(trial.open(500_00, 0));
        assertEquals(
                List.of(Offer.Status.VOIDED, Offer.Status.VOIDED),
                trial.dispute.offers().stream().map(Offer::status).toList());
        assertEquals("offer_not_standing", trial.says(accept(trial, Side.PAYEE, 1)));
        assertEquals("frozen_changed", trial.says(offer(Side.PAYER, 200_00, 400_00)));
        assertEquals("offer_made", trial.says(offer(Side.PAYER, 100_00, 400_00)));
    }

    @Test
    void aBankThatGivesAllBackLeavesOffersStanding() {
        DisputeTrial trial = negotiating()
                .does(offer(Side.PAYER, 200_00, 400_00));
        trial.does(trial.open(600_00, 600_00));
        assertEquals("bank_decides", trial.says(accept(trial, Side.PAYEE, 1)));
        assertEquals("offer_made", trial.says(offer(Side.PAYER, 300_00, 300_00)));
        trial.does(trial.open(600_00, 0));
        assertEquals("enforcing", trial.says(accept(trial, Side.PAYEE, 2)));
    }

    @Test
    void theSameOfferOfAnotherDisputeHasAnotherHash() {
        DisputeTrial trial = negotiating()
                .does(offer(Side.PAYER, 100_00, 500_00))
                .does(offer(Side.PAYER, 100_00, 500_00));
        assertNotEquals(trial.dispute.offers().getFirst().hash(), trial.dispute.offers().getLast().hash());
    }

    @Test
    void escalationNeedsADayOfNegotiation() {
        DisputeTrial trial = negotiating().wait(Duration.ofHours(24).minusMillis(1));
        assertEquals("too_early", trial.says(new DisputeCommand.Escalate(Side.PAYEE)));
        trial.wait(Duration.ofMillis(1));
        assertEquals("escalated", trial.says(new DisputeCommand.Escalate(Side.PAYEE)));
    }

    @Test
    void aRefusalChangesNothing() {
        DisputeTrial trial = negotiating();
        Dispute before = trial.dispute;
        trial.says(offer(Side.PAYER, 1, 1));
        assertSame(before, trial.dispute);
    }

    @Test
    void concedingGivesWhatTheOpenerAskedAndWithdrawingDividesNothing() {
        assertEquals(
                Division.allToPayer(MIDDLE),
                negotiating().does(new DisputeCommand.Concede(Side.PAYEE)).enforcement().division().orElseThrow());
        DisputeTrial withdrawn = negotiating().does(new DisputeCommand.Withdraw(Side.PAYER));
        assertEquals(true, withdrawn.enforcement().division().isEmpty());
        assertEquals(1, withdrawn.dispute.demands().enforce().orElseThrow().n());
    }
}
