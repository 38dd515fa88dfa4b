package dev.surety.escrow.store;

import dev.surety.escrow.app.payment.GatewayAccounts;
import dev.surety.escrow.domain.payment.GatewayAccount;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.resilience.Outage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Accounts at gateways as chains of the journal. The due index leads to the daily question. */
public final class JournalGatewayAccounts implements GatewayAccounts {
    public static final String TYPE = "gateway";

    private static final String OPENED = "gateway.opened.v1";
    private static final String ASKED = "gateway.asked.v1";

    /** The most accounts remembered as open. A forgotten account costs one more read. */
    private static final int MOST_REMEMBERED = 10_000;

    private final Journal journal;
    private final Marketplaces marketplaces;
    private final Set<ChainId> open = ConcurrentHashMap.newKeySet();

    public JournalGatewayAccounts(Journal journal, Marketplaces marketplaces) {
        this.journal = journal;
        this.marketplaces = marketplaces;
    }

    @Override
    public void open(MarketplaceId marketplace, String gateway, Instant now) {
        var id = new ChainId(TYPE, marketplace, gateway);
        if (open.contains(id)) {
            return;
        }
        StateChain chain = journal.state(id);
        if (chain.isEmpty()) {
            // A lost race means that another payment has opened the account.
            journal.append(
                    chain,
                    draft(OPENED, id, GatewayAccount.opened(now), now, CommandKey.ofFact("opened", id.toString())));
        }
        if (open.size() >= MOST_REMEMBERED) {
            open.clear();
        }
        open.add(id);
    }

    @Override
    public Optional<Stored> find(MarketplaceId marketplace, String gateway) {
        StateChain chain = journal.state(new ChainId(TYPE, marketplace, gateway));
        return chain.last().map(entry -> new Stored(read(entry), chain));
    }

    @Override
    public boolean append(Stored after, GatewayAccount account, Instant now, CommandKey key) {
        StateChain chain = after.chain();
        Instant before = chain.last().orElseThrow().at();
        Instant at = before.isAfter(now) ? before : now;
        return journal.append(chain, draft(ASKED, chain.id(), account, at, key)) instanceof Append.Done;
    }

    private Draft draft(String event, ChainId id, GatewayAccount account, Instant now, CommandKey key) {
        Mode mode = marketplaces
                .find(id.marketplace())
                .map(MarketplaceSettings::mode)
                .orElse(Mode.LIVE);
        String partition = Clocks.partition(TYPE, id.marketplace(), mode, id.toString());
        return Draft.of(event, account, now, Actor.RECONCILER, key)
                .due(Optional.of(Clocks.due(partition, now, account.askAt(now))));
    }

    private static GatewayAccount read(Entry entry) {
        if (!List.of(OPENED, ASKED).contains(entry.event())) {
            throw new Outage("this release does not know the event " + entry.event());
        }
        return Json.read(entry.data(), GatewayAccount.class);
    }
}
