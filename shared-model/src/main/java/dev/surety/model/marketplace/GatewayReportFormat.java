package dev.surety.model.marketplace;

import java.util.List;
import java.util.Optional;

/**
 * How a gateway writes its settlement reports, as data: a CSV file with a header line.
 *
 * @param separator between fields; a comma, if none is said
 * @param decimals how amounts are written; with a point, if nothing is said
 * @param datePattern of {@code java.time}, such as {@code dd/MM/yyyy}; {@code yyyy-MM-dd}, if none is said
 * @param types the words of the type column, by their meaning; any other word goes to a person
 * @param merchant which of the gateway's accounts the report must be of; empty, it is not looked at
 */
public record GatewayReportFormat(
        String gateway,
        Columns columns,
        Optional<Separator> separator,
        Optional<Decimals> decimals,
        Optional<String> datePattern,
        Types types,
        Optional<Merchant> merchant) {
    /** The API has the lower-case word. */
    public enum Separator {
        COMMA(','),
        SEMICOLON(';'),
        TAB('\t'),
        PIPE('|');

        private final char character;

        Separator(char character) {
            this.character = character;
        }

        public char character() {
            return character;
        }
    }

    public enum Decimals {
        POINT,
        COMMA,
        /** Whole numbers of the smallest unit. */
        MINOR
    }

    /**
     * The names of the columns. A row's amount is in {@code gross}, in {@code net}, or in {@code netCredit} and {@code
     * netDebit}; the others follow from fees.
     *
     * @param row the gateway's own id of a row, which no other row has
     * @param reference in which our payment's id stands, alone or within the gateway's own
     * @param refund in which our refund's id stands
     * @param fees positive if the gateway keeps them; they are added up
     * @param settlement the id of the pay-out to our bank that has the row in it
     */
    public record Columns(
            Optional<String> row,
            String type,
            String reference,
            Optional<String> refund,
            Optional<String> gross,
            Optional<String> net,
            Optional<String> netCredit,
            Optional<String> netDebit,
            List<String> fees,
            String currency,
            Optional<String> settlement,
            String date) {
        public Columns {
            fees = List.copyOf(fees);
        }
    }

    /** @param chargebackReversal money that a bank gave back */
    public record Types(
            List<String> charge,
            List<String> refund,
            List<String> chargeback,
            List<String> chargebackReversal,
            List<String> fee,
            List<String> payout) {
        public Types {
            charge = List.copyOf(charge);
            refund = List.copyOf(refund);
            chargeback = List.copyOf(chargeback);
            chargebackReversal = List.copyOf(chargebackReversal);
            fee = List.copyOf(fee);
            payout = List.copyOf(payout);
        }
    }

    /** Each row has this value in this column. */
    public record Merchant(String column, String value) {}

    public char delimiter() {
        return separator.orElse(Separator.COMMA).character();
    }
}
