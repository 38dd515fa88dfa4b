package dev.surety.model.ledger;

import dev.surety.model.id.Id;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The amount that one entry posts to one account. Its key holds the entry's place in the journal, so a repeated posting
 * finds the first.
 *
 * @param event the entry's event with its version, such as {@code escrow.funded.v1}
 */
public record Line(LedgerAccount account, ChainId chain, int number, String event, Instant at, long amountMinor) {
    public static List<Line> of(Entry entry) {
        return of(entry.chain(), entry.number(), entry.event(), entry.at(), entry.postings());
    }

    public static List<Line> of(ChainId chain, int number, String event, Instant at, Postings postings) {
        return postings.stream()
                .map(posting -> new Line(
                        new LedgerAccount(
                                chain.marketplace(), posting.account(), posting.money().currency()),
                        chain,
                        number,
                        event,
                        at,
                        posting.money().amountMinor()))
                .toList();
    }

    /** The id of the event that the same entry becomes in the feed. */
    public String entry() {
        return entry(chain, number);
    }

    public static String entry(ChainId chain, int number) {
        return Id.derive("evt", chain.toString(), Integer.toString(number));
    }

    /** The line's day by UTC, such as {@code 2026-11-22}. */
    public String day() {
        return day(at);
    }

    public static String day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
    }

    public Money money() {
        return account.money(amountMinor);
    }
}
