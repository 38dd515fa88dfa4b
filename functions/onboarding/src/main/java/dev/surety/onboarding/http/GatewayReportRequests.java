package dev.surety.onboarding.http;

import dev.surety.model.marketplace.GatewayReportFormat.Columns;
import dev.surety.model.marketplace.GatewayReportFormat.Decimals;
import dev.surety.model.marketplace.GatewayReportFormat.Merchant;
import dev.surety.model.marketplace.GatewayReportFormat.Separator;
import dev.surety.model.marketplace.GatewayReportFormat.Types;
import dev.surety.model.marketplace.GatewayReportFormat;
import dev.surety.runtime.edge.http.Fields;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads how gateways write their settlement reports. */
final class GatewayReportRequests {
    private static final int LONGEST = 80;
    private static final int MOST_FEES = 10;
    private static final int MOST_WORDS = 20;

    private GatewayReportRequests() {}

    static Optional<GatewayReportFormat> format(Fields format) {
        Optional<String> gateway = MoneyOutRequests.name(format, "gateway");
        Optional<Columns> columns = format.object("columns").flatMap(GatewayReportRequests::columns);
        Optional<Separator> separator = format.has("separator")
                ? format.choice("separator", Set.of("comma", "semicolon", "tab", "pipe"))
                        .map(word -> Separator.valueOf(upper(word)))
                : Optional.empty();
        Optional<Decimals> decimals = format.has("decimals")
                ? format.choice("decimals", Set.of("point", "comma", "minor"))
                        .map(word -> Decimals.valueOf(upper(word)))
                : Optional.empty();
        Optional<String> datePattern = format.optionalText("datePattern", 1, LONGEST);
        if (datePattern.filter(of -> !isPattern(of)).isPresent()) {
            format.wrong("datePattern", "format");
        }
        Optional<Types> types = format.object("types").flatMap(GatewayReportRequests::types);
        Optional<Merchant> merchant = format.has("merchant")
                ? format.object("merchant").flatMap(GatewayReportRequests::merchant)
                : Optional.empty();
        return gateway.isPresent() && columns.isPresent() && types.isPresent()
                ? Optional.of(new GatewayReportFormat(
                        gateway.get(), columns.get(), separator, decimals, datePattern, types.get(), merchant))
                : Optional.empty();
    }

    private static Optional<Columns> columns(Fields columns) {
        Optional<String> row = column(columns, "row");
        Optional<String> type = columns.text("type", 1, LONGEST);
        Optional<String> reference = columns.text("reference", 1, LONGEST);
        Optional<String> refund = column(columns, "refund");
        Optional<String> gross = column(columns, "gross");
        Optional<String> net = column(columns, "net");
        Optional<String> netCredit = column(columns, "netCredit");
        Optional<String> netDebit = column(columns, "netDebit");
        List<String> fees = columns.has("fees") ? columns.texts("fees", MOST_FEES, LONGEST) : List.of();
        Optional<String> currency = columns.text("currency", 1, LONGEST);
        Optional<String> settlement = column(columns, "settlement");
        Optional<String> date = columns.text("date", 1, LONGEST);
        if (netCredit.isPresent() != netDebit.isPresent()) {
            columns.wrong(netCredit.isPresent() ? "netDebit" : "netCredit", "missing");
        }
        if (net.isPresent() && netCredit.isPresent()) {
            columns.wrong("net", "not_with_netCredit");
        }
        if (gross.isEmpty() && net.isEmpty() && netCredit.isEmpty()) {
            columns.wrong("gross", "missing");
        }
        columns.finish();
        return type.isPresent() && reference.isPresent() && currency.isPresent() && date.isPresent()
                ? Optional.of(new Columns(
                        row,
                        type.get(),
                        reference.get(),
                        refund,
                        gross,
                        net,
                        netCredit,
                        netDebit,
                        fees,
                        currency.get(),
                        settlement,
                        date.get()))
                : Optional.empty();
    }

    private static Optional<String> column(Fields columns, String name) {
        return columns.optionalText(name, 1, LONGEST);
    }

    /** A word has one meaning. */
    private static Optional<Types> types(Fields types) {
        Set<String> met = new HashSet<>();
        var read = new Types(
                words(types, "charge", met),
                words(types, "refund", met),
                words(types, "chargeback", met),
                words(types, "chargebackReversal", met),
                words(types, "fee", met),
                words(types, "payout", met));
        if (!types.has("charge")) {
            types.wrong("charge", "missing");
        }
        types.finish();
        return Optional.of(read);
    }

    private static List<String> words(Fields types, String name, Set<String> met) {
        List<String> words = types.has(name) ? types.texts(name, MOST_WORDS, LONGEST) : List.of();
        if (words.stream().anyMatch(word -> !met.add(word))) {
            types.wrong(name, "doubled");
        }
        return words;
    }

    private static Optional<Merchant> merchant(Fields merchant) {
        Optional<String> column = merchant.text("column", 1, LONGEST);
        Optional<String> value = merchant.text("value", 1, LONGEST);
        merchant.finish();
        return column.isPresent() && value.isPresent()
                ? Optional.of(new Merchant(column.get(), value.get()))
                : Optional.empty();
    }

    private static boolean isPattern(String text) {
        try {
            var _ = DateTimeFormatter.ofPattern(text, Locale.ROOT);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
