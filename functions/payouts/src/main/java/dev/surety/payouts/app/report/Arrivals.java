package dev.surety.payouts.app.report;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.journal.Posting;
import dev.surety.model.money.Money;
import dev.surety.payouts.app.payout.Nudges;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.app.statement.LineChains;
import dev.surety.payouts.app.statement.SettlementLines;
import dev.surety.payouts.domain.report.Settlement;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.journal.JournalIndexes.By;
import dev.surety.runtime.journal.JournalIndexes.Found;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.json.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds for each settlement the bank's line that brought it. A line that a rule, or a person, says is a gateway's gets
 * a chain; its second entry gives it to one settlement. Neither moves money: line and settlement have posted by
 * themselves. So equal gateway and amount are enough here, the oldest first.
 */
public final class Arrivals implements SettlementLines {
    static final String TYPE = "gateway_arrival";
    private static final String PREFIX = "ga";
    private static final String BOOKED = "gateway_arrival.booked.v1";
    private static final String TAKEN = "gateway_arrival.taken.v1";

    /** So many of the newest are looked at. */
    private static final int MOST = 200;

    private final Journal journal;
    private final JournalIndexes indexes;
    private final SettlementChains settlements;
    private final Nudges nudges;
    private final Present present;

    Arrivals(
            Journal journal,
            JournalIndexes indexes,
            SettlementChains settlements,
            Nudges nudges,
            Present present) {
        this.journal = journal;
        this.indexes = indexes;
        this.settlements = settlements;
        this.nudges = nudges;
        this.present = present;
    }

    /** @param settlement that it was given to; empty if to none yet */
    private record Arrival(
            String line, String gateway, Money amount, LocalDate bookedOn, Optional<String> settlement) {}

    private record Stored(StateChain chain, Arrival arrival) {}

    private static ChainId chain(MarketplaceId marketplace, String line) {
        return new ChainId(TYPE, marketplace, Id.derive(PREFIX, line));
    }

    @Override
    public void booked(LineChains.Stored line) {
        fromGateway(line).ifPresent(moved -> {
            MarketplaceId marketplace = line.marketplace();
            String gateway = moved.account().holder();
            StateChain chain = journal.state(chain(marketplace, line.id()));
            if (chain.isEmpty()) {
                var arrival = new Arrival(
                        line.id(),
                        gateway,
                        moved.money(),
                        line.state().line().bookedOn(),
                        Optional.empty());
                Draft draft = draft(arrival, BOOKED, present.now(marketplace), line.id())
                        .indexed(new Entry.Index(owner(marketplace, gateway), "", ""));
                var _ = journal.append(chain, draft);
            }
            awaited(marketplace, gateway)
                    .filter(of -> of.settlement().sums().net().equals(moved.money()))
                    .forEach(of -> nudges.nudge(of.id()));
        });
    }

    /** The line's posting to {@code settling} of a gateway; an own transfer has none. */
    private static Optional<Posting> fromGateway(LineChains.Stored line) {
        return line.chain().entries().stream()
                .flatMap(entry -> entry.postings().stream())
                .filter(posting -> posting.account().kind() == AccountKind.SETTLING)
                .filter(posting -> !posting.account().equals(Account.of(AccountKind.SETTLING, "own")))
                .findFirst();
    }

    private Stream<SettlementChains.Stored> awaited(MarketplaceId marketplace, String gateway) {
        return settlements.list(marketplace, gateway, MOST).stream()
                .map(found -> settlements.find(found.chain()))
                .flatMap(Optional::stream)
                .filter(of -> of.settlement().isAwaited());
    }

    /** Gives a settlement its line, if the bank has booked one that no other settlement has. */
    Optional<Settlement.Bank> take(SettlementChains.Stored of) {
        MarketplaceId marketplace = of.id().marketplace();
        String owner = owner(marketplace, of.settlement().gateway());
        List<Stored> lines = indexes.list(By.OWNER, owner, MOST, Optional.empty()).stream()
                .map(Found::chain)
                .map(this::find)
                .flatMap(Optional::stream)
                .filter(line -> line.arrival().amount().equals(of.settlement().sums().net()))
                .filter(line -> line.arrival().settlement().filter(other -> !other.equals(of.id().id())).isEmpty())
                .sorted(Comparator.comparing((Stored line) -> line.arrival().settlement().isEmpty())
                        .thenComparing(line -> line.arrival().bookedOn())
                        .thenComparing(line -> line.arrival().line()))
                .toList();
        return lines.stream()
                .filter(line -> give(line, of.id().id(), present.now(marketplace)))
                .map(line -> new Settlement.Bank(line.arrival().line(), line.arrival().bookedOn()))
                .findFirst();
    }

    private boolean give(Stored line, String settlement, Instant now) {
        Arrival of = line.arrival();
        if (of.settlement().isPresent()) {
            return of.settlement().get().equals(settlement);
        }
        var given = new Arrival(of.line(), of.gateway(), of.amount(), of.bookedOn(), Optional.of(settlement));
        Draft draft = draft(given, TAKEN, now, of.line() + " " + settlement);
        return journal.append(line.chain(), draft) instanceof Append.Done;
    }

    private Optional<Stored> find(ChainId id) {
        StateChain chain = journal.state(id);
        return chain.last()
                .map(entry -> new Stored(
                        chain,
                        Json.read(Json.canonical(Json.object(entry.data()).path("arrival")), Arrival.class)));
    }

    private static Draft draft(Arrival arrival, String event, Instant now, String fact) {
        ObjectNode data = Json.object().put(GatewayLines.UNTOLD, true);
        data.set("arrival", Json.tree(arrival));
        data.putObject("tells").put("state", arrival.settlement().isPresent() ? "taken" : "booked");
        return Draft.of(event, data, now, Actor.RECONCILER, CommandKey.ofFact(event, fact));
    }

    private static String owner(MarketplaceId marketplace, String gateway) {
        return TYPE + "#" + marketplace + "#" + gateway;
    }
}
