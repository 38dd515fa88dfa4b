package dev.surety.escrow.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.escrow.domain.escrow.Decision;
import dev.surety.escrow.domain.escrow.DecisionContext;
import dev.surety.escrow.domain.escrow.Escrow;
import dev.surety.escrow.domain.escrow.EscrowCommand;
import dev.surety.escrow.domain.escrow.EscrowRules;
import dev.surety.escrow.domain.funds.EscrowAmounts;
import dev.surety.escrow.domain.funds.EscrowFunds;
import dev.surety.escrow.domain.funds.PaymentFact;
import dev.surety.escrow.domain.terms.Agreement;
import dev.surety.escrow.domain.terms.Fee;
import dev.surety.model.id.Id;
import dev.surety.model.id.PaymentId;
import dev.surety.model.marketplace.FeeRule.Side;
import dev.surety.model.marketplace.TaxIncluded;
import dev.surety.model.money.BasisPoints;
import dev.surety.model.money.Money;
import dev.surety.testkit.SmallRunner;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The tax in a fee stands on an account of its own; each part takes its tax, and each reversal gives it back. */
class TaxInFeesTest {
    private static final PaymentFact PAID = new PaymentFact(
            new PaymentId(Id.derive("pay", "x")), PaymentFact.Status.CAPTURED, "card_ok", "");

    private final Map<String, Long> books = new TreeMap<>();

    @Test
    void aReleaseDividesTheFeeFromItsTax() {
        decide(delivered(taxed(6000, 720, 2000)), new EscrowCommand.Accept());

        assertBooks(600, 120);
    }

    @Test
    void twoPartsTakeTheTaxOfTheWholeFee() {
        Escrow half = decide(delivered(taxed(100, 20, 2000)), release(50));
        assertBooks(8, 2);
        decide(half, release(50));

        // The tax in 20 is 3.33. Each half alone contains 1.67, and would round to 4 in all.
        assertBooks(17, 3);
    }

    @Test
    void aChargebackOfReleasedMoneyTakesTheTaxBackAndAWinBringsIt() {
        Escrow settled = decide(delivered(taxed(6000, 720, 2000)), new EscrowCommand.Accept());

        Escrow charged = decide(settled, new EscrowCommand.OpenChargeback("cb", Money.of(2000, "EUR")));
        assertBooks(400, 80);
        decide(charged, new EscrowCommand.WinChargeback("cb"));
        assertBooks(600, 120);
    }

    @Test
    void allChargedBackLeavesNoFeeAndNoTax() {
        Escrow settled = decide(delivered(taxed(6000, 720, 2000)), new EscrowCommand.Accept());

        Escrow charged = decide(settled, new EscrowCommand.OpenChargeback("cb", Money.of(6000, "EUR")));
        assertBooks(0, 0);
        decide(charged, new EscrowCommand.LoseChargeback("cb"));
        assertBooks(0, 0);
    }

    @Test
    void howeverTheFeeIsTakenAndGivenBackItsTaxIsThatOfWhatIsTaken() {
        SmallRunner.times(400, (random, _) -> {
            books.clear();
            long price = random.nextLong(1, 500);
            Agreement agreement =
                    taxed(price, random.nextLong(0, price + 1), random.nextInt(1, BasisPoints.WHOLE + 1));
            Escrow escrow = delivered(agreement);
            while (escrow instanceof Escrow.Delivered) {
                long left = escrow.amountsNow().uncommittedPrice().amountMinor();
                escrow = decide(escrow, release(random.nextLong(1, left + 1)));
                assertDivided(escrow);
            }
            chargedBack(escrow, price, random);
        });
    }

    private void chargedBack(Escrow settled, long price, RandomGenerator random) {
        Money part = Money.of(random.nextLong(1, price + 1), "EUR");
        Escrow charged = decide(settled, new EscrowCommand.OpenChargeback("cb", part));
        assertDivided(charged);
        assertDivided(decide(charged, new EscrowCommand.WinChargeback("cb")));
        Fee fee = settled.agreement().fees().getFirst();
        assertBooks(fee.whole().minus(fee.taxIn(fee.whole())).amountMinor(), fee.taxIn(fee.whole()).amountMinor());
    }

    private void assertDivided(Escrow escrow) {
        Fee fee = escrow.agreement().fees().getFirst();
        Money taken = escrow.amountsNow().released().shares().getFirst();
        Money tax = fee.taxIncluded().orElseThrow().in(taken);
        assertBooks(taken.minus(tax).amountMinor(), tax.amountMinor());
    }

    private void assertBooks(long fees, long tax) {
        assertEquals(fees, books.getOrDefault("fees:commission", 0L), "fees");
        assertEquals(tax, books.getOrDefault("tax:vat", 0L), "tax");
        assertTrue(books.values().stream().mapToLong(Long::longValue).sum() == 0, books.toString());
    }

    /** Decides, books, and folds. */
    private Escrow decide(Escrow before, EscrowCommand command) {
        var accepted = assertInstanceOf(
                Decision.Accepted.class, EscrowRules.decide(before, command, DecisionContext.at(Instant.EPOCH)));
        accepted.postings().list().forEach(posting ->
                books.merge(posting.account().toString(), posting.money().amountMinor(), Math::addExact));
        return ChartSamples.after(before, accepted.event(), ChartSamples.NOON);
    }

    private static EscrowCommand release(long part) {
        return new EscrowCommand.Release(Optional.of(Money.of(part, "EUR")), Optional.empty());
    }

    private static Agreement taxed(long price, long fee, int rate) {
        var tax = new TaxIncluded("vat", new BasisPoints(rate));
        var commission = new Fee(
                "commission", new BasisPoints(100), Side.PAYEE, Money.of(fee, "EUR"), Optional.of(tax));
        return ChartSamples.agreement(Money.of(price, "EUR"), List.of(commission));
    }

    private static Escrow delivered(Agreement agreement) {
        return new Escrow.Delivered(
                agreement, EscrowFunds.of(EscrowAmounts.funded(agreement, agreement.charge()), PAID), Instant.EPOCH);
    }
}
