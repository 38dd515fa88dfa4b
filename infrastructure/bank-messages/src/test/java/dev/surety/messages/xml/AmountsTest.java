package dev.surety.messages.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.messages.Camt;
import dev.surety.messages.Reading;
import dev.surety.messages.camt.StatementEnd;
import dev.surety.messages.camt.StatementPart;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {
    private static Reading reading(String currency, String amount) throws IOException {
        String entry = Camt.debit(amount == null ? "" : amount, "").replace("\"EUR\"", "\"" + currency + "\"");
        return Reading.of(Camt.statement(entry + Camt.debit("7", "")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            currency | written               | minor
            EUR      | 19.99                 | 1999
            EUR      | 0.01                  | 1
            EUR      | 0                     | 0
            EUR      | 10                    | 1000
            EUR      | 10.                   | 1000
            EUR      | .5                    | 50
            EUR      | 0.2                   | 20
            EUR      | 0000012.50            | 1250
            EUR      | 12.50000              | 1250
            EUR      | 10000000000000.00     | 1000000000000000
            JPY      | 2700                  | 2700
            JPY      | 2700.00000            | 2700
            BHD      | 1.234                 | 1234
            BHD      | 1.23400               | 1234
            RON      | 5442.09000            | 544209
            """)
    void anAmountIsReadExactly(String currency, String written, long minor) throws IOException {
        assertEquals(minor, reading(currency, written).entries().getFirst().amount().amountMinor());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            currency | written            | field    | rule
            EUR      |                    | Amt      | is an amount
            EUR      | .                  | Amt      | is an amount
            EUR      | -1.00              | Amt      | has digits and at most one point, no sign, no exponent
            EUR      | +1.00              | Amt      | has digits and at most one point, no sign, no exponent
            EUR      | 1e2                | Amt      | has digits and at most one point, no sign, no exponent
            EUR      | 1,00               | Amt      | has digits and at most one point, no sign, no exponent
            EUR      | 1.000.00           | Amt      | has digits and at most one point, no sign, no exponent
            EUR      | 1 000              | Amt      | has digits and at most one point, no sign, no exponent
            EUR      | ١٢                 | Amt      | has digits and at most one point, no sign, no exponent
            EUR      | NaN                | Amt      | has digits and at most one point, no sign, no exponent
            EUR      | 1.005              | Amt      | has at most 2 decimals in EUR
            EUR      | 1.00001            | Amt      | has at most 2 decimals in EUR
            JPY      | 1.5                | Amt      | has at most 0 decimals in JPY
            EUR      | 10000000000000.01  | Amt      | is at most 1000000000000000 minor units
            EUR      | 99999999999999999999999999 | Amt | is at most 1000000000000000 minor units
            XXZ      | 1.00               | Amt/@Ccy | is a currency of ISO 4217
            eur      | 1.00               | Amt/@Ccy | is a currency of ISO 4217
            """)
    void anotherLineIsRefusedByNameAndTheNextOneRead(String currency, String written, String field, String rule)
            throws IOException {
        Reading reading = reading(currency, written);
        StatementPart.RefusedEntry refused = reading.all(StatementPart.RefusedEntry.class).getFirst();
        assertEquals(List.of(1, field, rule), List.of(refused.number(), refused.field(), refused.rule()));
        assertEquals(700, reading.entry().amount().amountMinor());
        assertEquals(2, reading.entry().number());
        StatementEnd end = reading.end();
        assertEquals(List.of(2, 1), List.of(end.entries(), end.refused()));
    }
}
