package dev.surety.ledger.http;

import dev.surety.model.money.Currency;
import dev.surety.runtime.edge.http.QueryFields;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The query parameters that statements and accounts share.
 *
 * @param from the first instant, with {@code until} half-open
 */
record PageQuery(
        Optional<Moment> from,
        Optional<Moment> until,
        Optional<Currency> currency,
        Optional<String> cursor,
        int limit) {
    private static final int LONGEST_CURSOR = 1024;

    static PageQuery read(QueryFields query) {
        Optional<Moment> from = Moment.read(query, "from");
        Optional<Moment> until = Moment.read(query, "to");
        Optional<String> code = query.text("currency", 3);
        Optional<Currency> currency = code.flatMap(Currency::find);
        if (code.isPresent() && currency.isEmpty()) {
            query.wrong("currency", "format");
        }
        return new PageQuery(from, until, currency, query.text("cursor", LONGEST_CURSOR), query.limit());
    }

    /** Readable, but wrong in itself: it ends before it begins. */
    boolean isBackwards(ZoneId zone) {
        return from.isPresent()
                && until.isPresent()
                && until.get().in(zone).isBefore(from.get().in(zone));
    }

    /** A cursor is bound to these: everything but the limit and the cursor itself. */
    String filters(String of) {
        return of + "\n" + from.map(Moment::text) + "\n" + until.map(Moment::text) + "\n" + currency;
    }
}
