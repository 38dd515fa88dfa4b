package dev.surety.payouts.domain.report;

import dev.surety.model.id.Id;
import dev.surety.model.id.PaymentId;
import dev.surety.model.id.RefundId;
import dev.surety.model.marketplace.GatewayReportFormat;
import dev.surety.model.marketplace.GatewayReportFormat.Columns;
import dev.surety.model.marketplace.GatewayReportFormat.Decimals;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import java.math.BigDecimal;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads rows by the column mapping of the settings. It knows no gateway. */
public final class RowReader {
    private static final Pattern PAYMENT = token(PaymentId.PREFIX);
    private static final Pattern REFUND = token(RefundId.PREFIX);

    /** An id of a row or of a settlement is kept in the journal, so it is no text in which a name could stand. */
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:/-]{0,63}");

    private static final Pattern MINOR = Pattern.compile("-?[0-9]{1,15}");
    private static final Pattern POINT = Pattern.compile("-?[0-9]{1,15}([.][0-9]{1,5})?");
    private static final Pattern COMMA = Pattern.compile("-?[0-9]{1,15}(,[0-9]{1,5})?");

    private final GatewayReportFormat format;
    private final List<String> header;
    private final Set<String> currencies;
    private final DateTimeFormatter dates;

    private RowReader(GatewayReportFormat format, List<String> header, Set<String> currencies) {
        this.format = format;
        this.header = List.copyOf(header);
        this.currencies = Set.copyOf(currencies);
        this.dates = DateTimeFormatter.ofPattern(format.datePattern().orElse("uuuu-MM-dd"), Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.SMART);
    }

    private static Pattern token(String prefix) {
        return Pattern.compile("(?<![a-z0-9])" + prefix + "_[a-z2-7]{26}(?![a-z0-9])");
    }

    /** The rule that a row, or the header, breaks. {@code column} is empty if it is about all of the row. */
    public static final class Unreadable extends Exception {
        private final String rule;
        private final String column;

        Unreadable(String rule, String column) {
            super(rule + " " + column);
            this.rule = rule;
            this.column = column;
        }

        public String rule() {
            return rule;
        }

        public String column() {
            return column;
        }
    }

    /**
     * @param header the fields of the first line
     * @param currencies of the marketplace
     */
    public static RowReader of(GatewayReportFormat format, List<String> header, Set<String> currencies)
            throws Unreadable {
        List<String> names = header.stream().map(String::strip).toList();
        for (String column : columns(format)) {
            if (!names.contains(column)) {
                throw new Unreadable("column_missing", column);
            }
            if (names.indexOf(column) != names.lastIndexOf(column)) {
                throw new Unreadable("column_twice", column);
            }
        }
        return new RowReader(format, names, currencies);
    }

    private static List<String> columns(GatewayReportFormat format) {
        Columns of = format.columns();
        List<String> all = new ArrayList<>(List.of(of.type(), of.reference(), of.currency(), of.date()));
        Stream.of(of.row(), of.refund(), of.gross(), of.net(), of.netCredit(), of.netDebit(), of.settlement())
                .flatMap(Optional::stream)
                .forEach(all::add);
        all.addAll(of.fees());
        format.merchant().ifPresent(merchant -> all.add(merchant.column()));
        return all.stream().distinct().toList();
    }

    /** @param line the row's line in the file, from 1 */
    public ReportRow row(int line, List<String> fields) throws Unreadable {
        if (fields.size() != header.size()) {
            throw new Unreadable("fields", "");
        }
        Columns columns = format.columns();
        var values = new Values(fields);
        if (format.merchant().isPresent()
                && !values.text(format.merchant().get().column()).equals(format.merchant().get().value())) {
            throw new Unreadable("other_account", format.merchant().get().column());
        }
        String word = values.text(columns.type());
        RowKind kind = RowKind.of(word, format.types());
        Currency currency = currency(values, columns.currency());
        Money fee = values.fees(currency);
        Money gross = values.gross(currency, fee);
        sign(kind, gross);
        Optional<String> settlement = values.reference(columns.settlement());
        if (kind == RowKind.PAYOUT && settlement.isEmpty()) {
            throw new Unreadable("missing", columns.settlement().orElse("settlement"));
        }
        LocalDate date = date(values, columns.date());
        String reference = values.text(columns.reference());
        Optional<String> refund = columns.refund().map(values::text);
        String content = Id.derive(
                "row",
                word,
                reference,
                refund.orElse(""),
                gross.toString(),
                fee.toString(),
                date.toString());
        return new ReportRow(
                line,
                kind,
                values.reference(columns.row()).orElse(""),
                content,
                found(PAYMENT, reference),
                found(REFUND, refund.orElse(reference)),
                gross,
                fee,
                settlement,
                date);
    }

    /** A charge the wrong way round would be a refund that no one asked for. */
    private void sign(RowKind kind, Money gross) throws Unreadable {
        boolean isWrong =
                switch (kind) {
                    case CHARGE, CHARGEBACK_REVERSAL -> !gross.isPositive();
                    case REFUND, CHARGEBACK -> !gross.isNegative();
                    case FEE, PAYOUT, OTHER -> false;
                };
        if (isWrong) {
            Columns columns = format.columns();
            throw new Unreadable(
                    "sign", columns.gross().or(columns::net).or(columns::netCredit).orElse("gross"));
        }
    }

    private Currency currency(Values values, String column) throws Unreadable {
        String code = values.text(column).toUpperCase(Locale.ROOT);
        if (!currencies.contains(code)) {
            throw new Unreadable("not_a_currency_of_the_marketplace", column);
        }
        return Currency.of(code);
    }

    /** Words after the day, such as a time, are not read. */
    private LocalDate date(Values values, String column) throws Unreadable {
        try {
            return LocalDate.from(dates.parse(values.text(column), new ParsePosition(0)));
        } catch (DateTimeException e) {
            throw new Unreadable("date", column);
        }
    }

    /** One id; a text with two names no payment. */
    private static Optional<String> found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        Optional<String> first = matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
        return first.filter(id -> !matcher.find() || matcher.group().equals(id));
    }

    /** The fields of one row. */
    private final class Values {
        private final List<String> fields;

        private Values(List<String> fields) {
            this.fields = fields;
        }

        private String text(String column) {
            return fields.get(header.indexOf(column)).strip();
        }

        private Optional<String> reference(Optional<String> column) throws Unreadable {
            if (column.isEmpty() || text(column.get()).isEmpty()) {
                return Optional.empty();
            }
            if (!REFERENCE.matcher(text(column.get())).matches()) {
                throw new Unreadable("format", column.get());
            }
            return column.map(this::text);
        }

        private Money fees(Currency currency) throws Unreadable {
            Money sum = Money.zero(currency);
            for (String column : format.columns().fees()) {
                sum = sum.plus(amount(column, currency).orElse(Money.zero(currency)));
            }
            return sum;
        }

        private Money gross(Currency currency, Money fee) throws Unreadable {
            Columns columns = format.columns();
            Optional<Money> gross = amount(columns.gross(), currency);
            Optional<Money> net = columns.netCredit().isPresent()
                    ? inTwo(columns, currency)
                    : amount(columns.net(), currency);
            String column = columns.gross().or(columns::net).or(columns::netCredit).orElseThrow();
            if (gross.isEmpty() && net.isEmpty()) {
                throw new Unreadable("missing", column);
            }
            if (gross.isPresent() && net.isPresent() && !gross.get().minus(fee).equals(net.get())) {
                throw new Unreadable("net_differs", columns.net().or(columns::netCredit).orElse(column));
            }
            return gross.orElseGet(() -> net.map(of -> of.plus(fee)).orElseThrow());
        }

        private Optional<Money> inTwo(Columns columns, Currency currency) throws Unreadable {
            Optional<Money> credit = amount(columns.netCredit(), currency);
            Optional<Money> debit = amount(columns.netDebit(), currency);
            return credit.isEmpty() && debit.isEmpty()
                    ? Optional.empty()
                    : Optional.of(credit.orElse(Money.zero(currency)).minus(debit.orElse(Money.zero(currency))));
        }

        private Optional<Money> amount(Optional<String> column, Currency currency) throws Unreadable {
            return column.isPresent() ? amount(column.get(), currency) : Optional.empty();
        }

        private Optional<Money> amount(String column, Currency currency) throws Unreadable {
            String text = text(column);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            Decimals decimals = format.decimals().orElse(Decimals.POINT);
            Pattern pattern =
                    switch (decimals) {
                        case MINOR -> MINOR;
                        case POINT -> POINT;
                        case COMMA -> COMMA;
                    };
            if (!pattern.matcher(text).matches()) {
                throw new Unreadable("amount", column);
            }
            var number = new BigDecimal(text.replace(',', '.'));
            try {
                int shift = decimals == Decimals.MINOR ? 0 : currency.decimals();
                long minor = number.movePointRight(shift).longValueExact();
                if (Math.abs(minor) > Money.LARGEST_COMMAND_MINOR) {
                    throw new Unreadable("bound", column);
                }
                return Optional.of(Money.of(minor, currency));
            } catch (ArithmeticException e) {
                throw new Unreadable("amount", column);
            }
        }
    }
}
