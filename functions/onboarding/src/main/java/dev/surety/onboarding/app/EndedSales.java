package dev.surety.onboarding.app;

import dev.surety.model.event.Ends;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.journal.Posting;
import dev.surety.runtime.journal.Chain;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import java.util.Optional;

/**
 * Escrows that have ended and of which the payee was paid something. An entry that ends an escrow says so itself, in
 * the shared word {@code ends}, whatever ended it: a release, an award, a bank's word, a refund that failed.
 *
 * <p>Entries of former releases do not say it. Their end is known by the event's name, and who was paid by the
 * postings, which have one form for all of the journal.
 */
final class EndedSales {
    private static final String SETTLED = "escrow.settled.";
    private static final String AWARDED = "escrow.awarded.";
    private static final String SETTLES = "settles";

    private final Journal journal;

    EndedSales(Journal journal) {
        this.journal = journal;
    }

    /** Who was paid in the escrow that this entry ended; nothing if it ended none, or all of it went back. */
    Optional<String> payee(ChainId escrow, int number) {
        Optional<Entry> found = number < 1 ? Optional.empty() : journal.find(escrow, number);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Entry end = found.get();
        if (end.ends().isEmpty()) {
            return isFormerEnd(end) ? credited(journal.load(escrow)) : Optional.empty();
        }
        Ends ends = Json.shared(Json.object(end.ends().get()), Ends.class, Ends.VERSION);
        return ends.released().isPositive()
                ? journal.find(escrow, 1).map(EndedSales::payee)
                : Optional.empty();
    }

    /** The lists of a payee's escrows go by its id, which stands on the first entry of each. */
    private static String payee(Entry first) {
        String counterparty = first.index().counterparty();
        return counterparty.substring(counterparty.lastIndexOf('#') + 1);
    }

    private static boolean isFormerEnd(Entry entry) {
        return entry.event().startsWith(SETTLED)
                || (entry.event().startsWith(AWARDED) && Json.object(entry.data()).hasNonNull(SETTLES));
    }

    /** Whoever was credited what may be, or may one day be, paid out. */
    private static Optional<String> credited(Chain sale) {
        return sale.entries().stream()
                .flatMap(entry -> entry.postings().stream())
                .filter(posting -> !posting.money().isNegative())
                .map(Posting::account)
                .filter(account -> account.kind() == AccountKind.PAYABLE || account.kind() == AccountKind.ON_HOLD)
                .map(account -> account.holder())
                .findFirst();
    }
}
