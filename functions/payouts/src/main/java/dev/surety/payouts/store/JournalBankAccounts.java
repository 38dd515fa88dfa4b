package dev.surety.payouts.store;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.payouts.app.bank.AccountStore;
import dev.surety.payouts.domain.bank.BankAccount;
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
import java.util.Optional;
import java.util.Set;

/** Accounts at banks as chains of the journal. The due index leads to the next question. */
public final class JournalBankAccounts implements AccountStore {
    public static final String TYPE = "bank";

    private static final Set<String> EVENTS = Set.of("bank.opened.v1", "bank.expected.v1", "bank.asked.v1");

    private final Journal journal;
    private final Marketplaces marketplaces;

    public JournalBankAccounts(Journal journal, Marketplaces marketplaces) {
        this.journal = journal;
        this.marketplaces = marketplaces;
    }

    @Override
    public Stored load(MarketplaceId marketplace, String account) {
        StateChain chain = journal.state(new ChainId(TYPE, marketplace, account));
        return new Stored(chain.last().map(JournalBankAccounts::read), chain);
    }

    @Override
    public boolean append(Stored after, BankAccount account, String why, Instant now) {
        StateChain chain = after.chain();
        Instant at = after.last().map(Entry::at).filter(now::isBefore).orElse(now);
        Mode mode = marketplaces
                .find(chain.id().marketplace())
                .map(MarketplaceSettings::mode)
                .orElse(Mode.LIVE);
        String partition =
                Clocks.partition(TYPE, chain.id().marketplace(), mode, chain.id().toString());
        CommandKey key = CommandKey.ofFact(why, chain.id().toString(), Integer.toString(chain.version()));
        Draft draft = Draft.of("bank." + why + ".v1", account, at, Actor.RECONCILER, key)
                .due(Optional.of(Clocks.due(partition, at, account.askAt())));
        return journal.append(chain, draft) instanceof Append.Done;
    }

    static BankAccount read(Entry entry) {
        if (!EVENTS.contains(entry.event())) {
            throw new Outage("this release does not know the event " + entry.event());
        }
        return Json.read(entry.data(), BankAccount.class);
    }
}
