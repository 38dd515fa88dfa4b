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
 * Reads from an escrow's end whether its payee was paid. The entry that ends an escrow carries {@code ends}, whatever
 * its event.
 *
 * <p>Entries of earlier versions of the code carry no {@code ends}. The event's name tells their end, and the postings
 * tell the payee.
 */
final class EndedSales {
    private static final String SETTLED = "escrow.settled.";
    private static final String AWARDED = "escrow.awarded.";
    private static final String SETTLES = "settles";

    private final Journal journal;

    EndedSales(Journal journal) {
        this.journal = journal;
    }

    /**
     * The payee who was paid in the escrow that this entry ended. Nothing if the entry ended none, or the payee got
     * nothing.
     */
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

    /** The first entry's index has the payee's id, for lists of a payee's escrows. */
    private static String payee(Entry first) {
        String counterparty = first.index().counterparty();
        return counterparty.substring(counterparty.lastIndexOf('#') + 1);
    }

    private static boolean isFormerEnd(Entry entry) {
        return entry.event().startsWith(SETTLED)
                || (entry.event().startsWith(AWARDED) && Json.object(entry.data()).hasNonNull(SETTLES));
    }

    /** The holder of the account that the escrow's release credited: {@code payable} or {@code onHold}. */
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
