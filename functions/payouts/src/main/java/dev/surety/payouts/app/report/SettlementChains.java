package dev.surety.payouts.app.report;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Attention;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.domain.report.Settlement;
import dev.surety.payouts.domain.report.SettlementSums;
import dev.surety.runtime.clock.Clocks;
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
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The chains of gateways' settlements. The first entry posts the money that went from the gateway towards the bank.
 * Gateway, currency and reference make the chain's id, so any number of reports post it once.
 */
public final class SettlementChains {
    public static final String TYPE = "gateway_settlement";
    public static final String PREFIX = "gs";

    /** The kind of work that a settlement leaves which the bank does not book. */
    public static final String OVERDUE = "settlement_overdue";

    private static final String SETTLED = "gateway_settlement.settled.v1";
    private static final String ARRIVED = "gateway_settlement.arrived.v1";
    private static final String LATE = "gateway_settlement.overdue.v1";

    private final Journal journal;
    private final JournalIndexes indexes;
    private final Present present;

    SettlementChains(Journal journal, JournalIndexes indexes, Present present) {
        this.journal = journal;
        this.indexes = indexes;
        this.present = present;
    }

    /** A settlement as its chain's last entry has it. */
    public record Stored(StateChain chain, Settlement settlement) {
        public ChainId id() {
            return chain.id();
        }
    }

    private static ChainId chain(MarketplaceId marketplace, String gateway, SettlementSums of) {
        String id = Id.derive(PREFIX, gateway, of.currency().code(), of.reference());
        return new ChainId(TYPE, marketplace, id);
    }

    public Optional<Stored> find(MarketplaceId marketplace, String gateway, SettlementSums of) {
        return find(chain(marketplace, gateway, of));
    }

    Optional<Stored> find(ChainId id) {
        StateChain chain = journal.state(id);
        return chain.last().map(entry -> new Stored(chain, read(entry)));
    }

    /** Posts a settlement. Returns it as it was posted first, by this report or by another. */
    Optional<Stored> settle(MarketplaceId marketplace, Settlement settlement, Instant now) {
        ChainId id = chain(marketplace, settlement.gateway(), settlement.sums());
        Optional<Stored> before = find(id);
        if (before.isPresent()) {
            return before;
        }
        Draft draft = draft(settlement, SETTLED, now, CommandKey.ofFact(TYPE, id.toString()))
                .with(settlement.sums().postings(settlement.gateway()))
                .indexed(new Entry.Index(owner(marketplace, settlement.gateway()), "", ""));
        Draft awaited = settlement.isAwaited() ? due(id, draft, now, settlement.answerBy()) : draft;
        var _ = journal.append(journal.state(id), awaited);
        return find(id);
    }

    boolean arrived(Stored settlement, Settlement.Bank bank, Instant now) {
        Draft draft = draft(
                settlement.settlement().arrived(bank),
                ARRIVED,
                now,
                CommandKey.ofFact(ARRIVED, settlement.id().toString(), bank.line()));
        Draft closing = settlement.settlement().overdue()
                ? draft.attention(Attention.closes(OVERDUE).toString())
                : draft;
        return journal.append(settlement.chain(), closing) instanceof Append.Done;
    }

    void late(Stored settlement, Instant now) {
        var _ = journal.append(
                settlement.chain(),
                draft(
                                settlement.settlement().late(),
                                LATE,
                                now,
                                CommandKey.ofFact(LATE, settlement.id().toString()))
                        .attention(Attention.opens(OVERDUE).toString()));
    }

    private static Draft draft(Settlement settlement, String event, Instant now, CommandKey key) {
        ObjectNode data = Json.object();
        data.set("settlement", Json.tree(settlement));
        data.putObject("tells")
                .put("state", state(settlement))
                .put("reference", settlement.sums().reference());
        return Draft.of(event, data, now, Actor.RECONCILER, key);
    }

    private Draft due(ChainId id, Draft draft, Instant now, Instant when) {
        Mode mode = present.settings(id.marketplace()).mode();
        Instant later = when.isAfter(now) ? when : now.plusSeconds(60);
        return draft.due(Optional.of(Clocks.due(id, mode, now, later)));
    }

    public static String state(Settlement settlement) {
        if (!settlement.isAwaited()) {
            return "arrived";
        }
        return settlement.overdue() ? "overdue" : "awaited";
    }

    private static Settlement read(Entry entry) {
        return Json.read(Json.canonical(Json.object(entry.data()).path("settlement")), Settlement.class);
    }

    private static String owner(MarketplaceId marketplace, String gateway) {
        return TYPE + "#" + marketplace + "#" + gateway;
    }

    /** Newest first. */
    List<Found> list(MarketplaceId marketplace, String gateway, int limit) {
        return indexes.list(By.OWNER, owner(marketplace, gateway), limit, Optional.empty());
    }
}
