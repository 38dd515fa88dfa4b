package dev.surety.payouts.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.model.marketplace.StatementRule.Direction;
import dev.surety.model.marketplace.StatementRule.Kind;
import dev.surety.model.marketplace.StatementRule.When;
import dev.surety.model.marketplace.StatementRule;
import dev.surety.payouts.domain.statement.StatementFile;
import dev.surety.payouts.domain.upload.UploadState;
import dev.surety.payouts.statement.Camt.Line;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A rule of the settings explains a line that is about no payout. Contracts, section 6, has the postings. */
class RulesExplainLinesTest {
    private static StatementRule rule(String kind, long effect, String text) {
        Kind of = Kind.valueOf(kind.toUpperCase(Locale.ROOT));
        Direction direction = effect < 0 ? Direction.DEBIT : Direction.CREDIT;
        return new StatementRule(
                "main",
                of,
                of == Kind.GATEWAY_SETTLEMENT ? Optional.of("shop_pay") : Optional.empty(),
                new When(direction, Optional.of(text), Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            of                    | kind               | effect | account          | posts
            a gateway's pay-out   | gateway_settlement | 12275  | settling:shop_pay | 12275
            what a gateway draws  | gateway_settlement | -2000  | settling:shop_pay | -2000
            the bank's charge     | fee                | -250   | costs:bank       | -250
            the bank's interest   | fee                | 17     | costs:bank       | 17
            a transfer to another | own_transfer       | -50000 | settling:own     | -50000
            a transfer from there | own_transfer       | 50000  | settling:own     | 50000
            own money in          | own_money          | 70000  | capital          | 70000
            own money out by hand | own_money          | -30000 | capital          | -30000
            """, useHeadersInDisplayName = true)
    void theLineIsPostedAgainstTheRulesAccount(String of, String kind, long effect, String account, long posts) {
        StatementWorld world = new StatementWorld().rules(rule(kind, effect, "the words"));
        StatementFile file = world.read("day", Camt.day(2, 90_000, Line.of(2, effect, "B1").saying("with THE words")));
        assertEquals(UploadState.MATCHED, file.state(), of);
        assertEquals(Map.of(kind, 1), file.lines());
        assertEquals(posts, world.balance(account));
        assertEquals(-effect, world.balance("bank:main"));
        assertEquals(0, world.balance("suspense"));
        world.check();
    }

    @Test
    void aRuleOfTheOtherDirectionExplainsNothing() {
        StatementWorld world = new StatementWorld().rules(rule("fee", 17, "the words"));
        StatementFile file = world.read("day", Camt.day(2, 90_000, Line.of(2, -17, "B1").saying("the words")));
        assertEquals(Map.of("unmatched", 1), file.lines());
        assertEquals(-17, world.balance("suspense"));
    }
}
