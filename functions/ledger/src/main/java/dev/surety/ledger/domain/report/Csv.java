package dev.surety.ledger.domain.report;

import dev.surety.model.money.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Cells as RFC 4180 has them. Amounts are decimal and signed. A text that a spreadsheet would take for a formula begins
 * with an apostrophe.
 */
public final class Csv {
    private static final String FORMULA = "=+-@\t";

    private Csv() {}

    public static String decimal(Money money) {
        return BigDecimal.valueOf(money.amountMinor(), money.currency().decimals()).toPlainString();
    }

    /** A text from outside. */
    public static String cell(String text) {
        String safe = text.isEmpty() || FORMULA.indexOf(text.charAt(0)) < 0 ? text : "'" + text;
        return safe.chars().anyMatch(c -> "\",\r\n".indexOf(c) >= 0)
                ? "\"" + safe.replace("\"", "\"\"") + "\""
                : safe;
    }

    /** A row of cells that are safe already. */
    public static String row(List<String> cells) {
        return cells.stream().collect(Collectors.joining(",", "", "\r\n"));
    }
}
