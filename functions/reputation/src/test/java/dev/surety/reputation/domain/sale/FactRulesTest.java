package dev.surety.reputation.domain.sale;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.model.event.Ends;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.money.Money;
import dev.surety.reputation.domain.sale.FactRules.Decision;
import dev.surety.reputation.domain.sale.FactRules.Fact;
import dev.surety.reputation.domain.score.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which facts count, and against which side. */
final class FactRulesTest {
    private static final Instant FUNDED = Instant.parse("2026-06-01T10:00:00Z");

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            owned, late,  cancelledBy, refundAfter, fact
            true,  false, '',          PT100H,      ''
            true,  true,  '',          PT400H,      not_delivered
            false, true,  '',          PT400H,      ''
            true,  false, payee,       PT24H,       cancelled_after_funding
            true,  true,  payee,       PT24H,       cancelled_after_funding
            true,  false, payee,       PT23H59M59S, ''
            false, false, payee,       PT48H,       ''
            true,  false, payer,       PT48H,       ''
            true,  false, marketplace, PT48H,       ''
            """)
    void ofAnEnd(boolean owned, boolean late, String cancelledBy, Duration refundAfter, String fact) {
        Sale sale = sale(owned, late, Optional.of(cancelledBy).filter(by -> !by.isEmpty()), refundAfter);
        assertEquals(fact, FactRules.ofEnd(sale).map(of -> of.kind().code()).orElse(""));
        FactRules.ofEnd(sale).ifPresent(of -> assertEquals(Role.PAYEE, of.about()));
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            owned, outcome,   finding,        toPayer, fact
            true,  ruled,     claim_proved,   1000,    ruled_against
            true,  appealed,  claim_proved,   400,     ruled_against
            true,  ruled,     claim_not_proved, 0,     ''
            false, ruled,     claim_proved,   1000,    ''
            true,  defaulted, no_response,    1000,    defaulted
            true,  defaulted, below_least,    1000,    ''
            true,  mediated,  '',             1000,    ''
            true,  agreed,    '',             1000,    ''
            true,  conceded,  '',             1000,    ''
            true,  withdrawn, '',             0,       ''
            true,  bank,      '',             1000,    ''
            true,  timed_out, '',             1000,    ''
            """)
    void ofADispute(boolean owned, String outcome, String finding, long toPayer, String fact) {
        var decision = new Decision(outcome, Optional.of(finding).filter(of -> !of.isEmpty()), toPayer, 1000);
        Optional<Fact> counted =
                FactRules.ofDispute(sale(owned, false, Optional.empty(), Duration.ofDays(3)), decision);
        assertEquals(fact, counted.map(of -> of.kind().code()).orElse(""));
        counted.ifPresent(of -> assertEquals(toPayer + " of 1000", of.part() + " of " + of.whole()));
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            owned, won,   fraud, fact,            about
            true,  false, false, chargeback_lost, PAYEE
            true,  false, true,  '',
            false, false, false, '',
            true,  true,  false, chargeback_won,  PAYER
            true,  true,  true,  chargeback_won,  PAYER
            """)
    void ofAChargeback(boolean owned, boolean won, boolean fraud, String fact, Role about) {
        Optional<Fact> counted =
                FactRules.ofChargeback(sale(owned, false, Optional.empty(), Duration.ofDays(3)), won, fraud);
        assertEquals(fact, counted.map(of -> of.kind().code()).orElse(""));
        assertEquals(Optional.ofNullable(about), counted.map(Fact::about));
    }

    private static Sale sale(boolean owned, boolean late, Optional<String> cancelledBy, Duration refundAfter) {
        Money price = Money.of(2000, "EUR");
        Money none = Money.of(0, "EUR");
        var ends = new Ends(1, "refunded", price, none, price, none, late, cancelledBy);
        Instant asked = FUNDED.plus(refundAfter);
        return new Sale(
                new ParticipantId("par_aaaaaaaaaaaaaaaaaaaaaaaaaa"),
                new ParticipantId("par_bbbbbbbbbbbbbbbbbbbbbbbbbb"),
                price,
                Money.of(240, "EUR"),
                owned,
                Optional.of(FUNDED),
                Optional.of(asked),
                Optional.of(new Sale.End(7, asked.plus(Duration.ofDays(2)), ends)),
                List.of(),
                List.of());
    }
}
