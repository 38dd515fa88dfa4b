package dev.surety.ledger.http;

import dev.surety.ledger.domain.account.LinePlace;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.tokens.Caller;
import java.time.Instant;
import java.util.Optional;

/**
 * A page's place inside a cursor: the bounds of the first page, which the others keep, and the last line shown.
 *
 * @param filters everything that was asked for, to which the cursor is bound
 */
record Places(Cursors cursors, Caller caller, String filters) {
    record At(Instant from, Instant until, LinePlace line) {}

    String cursor(Instant from, Instant until, LinePlace line) {
        String place = Times.text(from) + "|" + Times.text(until) + "|" + line.key() + "|" + line.currency();
        return cursors.of(caller, filters, place);
    }

    Optional<At> find(String cursor) {
        return cursors.parse(caller, filters, cursor).map(place -> {
            String[] parts = place.split("\\|", -1);
            return new At(Instant.parse(parts[0]), Instant.parse(parts[1]), new LinePlace(parts[2], parts[3]));
        });
    }
}
