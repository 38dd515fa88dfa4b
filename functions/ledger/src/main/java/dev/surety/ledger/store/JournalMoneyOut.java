package dev.surety.ledger.store;

import dev.surety.ledger.domain.report.MoneyOutNotes;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes.By;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.SideBySide;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds a payee's payouts and reserve days by the journal's index, newest first, and reads of each the last entry. The
 * first entry of a payout has its amount.
 */
public final class JournalMoneyOut implements MoneyOutNotes {
    /** More payouts, or days, of one payee are not looked at. A payout that old is booked, or a person has it. */
    private static final int MOST = 300;

    private static final Set<String> IN_TRANSIT =
            Set.of("awaiting_approval", "scheduled", "sending", "unknown", "sent");

    private final Journal journal;
    private final JournalIndexes hints;

    public JournalMoneyOut(Journal journal, JournalIndexes hints) {
        this.journal = journal;
        this.hints = hints;
    }

    @Override
    public Map<Currency, Money> inTransit(MarketplaceId marketplace, ParticipantId payee) {
        Map<Currency, Money> sums = new TreeMap<>();
        SideBySide.map(Limits.LIST_READS_AT_ONCE, chains("payout", marketplace, payee), this::amountInTransit).stream()
                .flatMap(Optional::stream)
                .forEach(amount -> sums.merge(amount.currency(), amount, Money::plus));
        return sums;
    }

    private Optional<Money> amountInTransit(ChainId payout) {
        return journal.last(payout)
                .filter(last -> IN_TRANSIT.contains(
                        Json.object(last.data()).path("tells").path("state").asString("")))
                .flatMap(last -> last.number() == 1 ? Optional.of(last) : journal.find(payout, 1))
                .map(first -> Json.object(first.data()).path("order").path("amount"))
                .map(amount -> Json.read(amount, Money.class));
    }

    @Override
    public Set<String> paidTo(MarketplaceId marketplace, ParticipantId payee) {
        return SideBySide.map(Limits.LIST_READS_AT_ONCE, chains("payout", marketplace, payee), journal::last).stream()
                .flatMap(Optional::stream)
                .map(last -> Json.object(last.data()).path("tells"))
                .filter(tells -> {
                    String state = tells.path("state").asString("");
                    return IN_TRANSIT.contains(state) || state.equals("paid");
                })
                .map(tells -> tells.path("method").asString(""))
                .collect(Collectors.toSet());
    }

    @Override
    public Optional<Instant> nextOfReserve(MarketplaceId marketplace, ParticipantId payee, Currency currency) {
        return SideBySide.map(Limits.LIST_READS_AT_ONCE, chains("reserve_release", marketplace, payee), journal::last)
                .stream()
                .flatMap(Optional::stream)
                .filter(last -> Json.object(last.data()).path("currency").asString("").equals(currency.code()))
                .flatMap(last -> last.due().map(Entry.Due::at).stream())
                .min(Instant::compareTo);
    }

    private List<ChainId> chains(String type, MarketplaceId marketplace, ParticipantId payee) {
        return hints.list(By.OWNER, type + "#" + marketplace + "#" + payee, MOST, Optional.empty()).stream()
                .map(JournalIndexes.Found::chain)
                .toList();
    }
}
