package dev.surety.payouts.store;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.payouts.app.file.DecideFile.OpenHits;
import dev.surety.payouts.app.file.FileChains.Stored;
import dev.surety.payouts.app.payout.Payouts;
import dev.surety.payouts.domain.file.FileOrder;
import dev.surety.payouts.domain.payout.Payout;
import dev.surety.payouts.domain.payout.RunItem;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes.By;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.SideBySide;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Finds open hits by the cases, which are few, and not by the payees of a file, who are many. It reads each case's last
 * entry: a payee whose case is neither decided nor cleared is not paid. A confirmed payee is not paid either.
 */
public final class JournalOpenHits implements OpenHits {
    private static final String TYPE = "screening_case";
    private static final Set<String> OPEN = Set.of("potential", "confirmed");
    private static final int PAGE = 200;
    private static final int AT_ONCE = 32;

    private final Journal journal;
    private final JournalIndexes hints;
    private final Payouts payouts;

    public JournalOpenHits(Journal journal, JournalIndexes hints, Payouts payouts) {
        this.journal = journal;
        this.hints = hints;
        this.payouts = payouts;
    }

    @Override
    public boolean isIn(Stored file) {
        MarketplaceId marketplace = file.chain().id().marketplace();
        FileOrder order = file.file().order();
        List<ChainId> cases = hints.all(By.OWNER, TYPE + "#" + marketplace + "#all", PAGE)
                .map(JournalIndexes.Found::chain)
                .toList();
        return SideBySide.map(AT_ONCE, cases, journal::last).stream()
                .flatMap(Optional::stream)
                .flatMap(last -> payee(last).stream())
                .anyMatch(payee -> isPaidBy(marketplace, order, payee));
    }

    private static Optional<ParticipantId> payee(Entry last) {
        JsonNode known = Json.object(last.data()).path("state");
        return Optional.of(known.path("participant").asString(""))
                .filter(_ -> OPEN.contains(known.path("state").asString("")))
                .map(ParticipantId::new);
    }

    /** A payout that was taken out, or given up, is in no file. */
    private boolean isPaidBy(MarketplaceId marketplace, FileOrder order, ParticipantId payee) {
        Optional<PayoutId> of = order.run().map(run -> RunItem.payout(run, payee)).or(order::payout);
        return of.map(id -> payouts.load(marketplace, id))
                .filter(payout -> !payout.isEmpty() && payout.payout() instanceof Payout.Sending)
                .filter(payout -> payout.order().payee().filter(payee::equals).isPresent())
                .isPresent();
    }
}
