package dev.surety.payouts.app.debt;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.money.Money;
import dev.surety.payouts.domain.debt.KeptDay;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.Chain;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.ledger.GuardedAppend;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Releases the money that escrows keep in a payee's reserve, a local day at a time. The day's first release opens the
 * day's chain, and its timer ends it.
 */
public final class ReleaseReserve {
    public static final String TYPE = "reserve_release";
    public static final String PREFIX = "rsv";
    public static final String KEPT = "reserve.kept_back.v1";
    public static final String RELEASED = "reserve.released.v1";

    private final Journal journal;
    private final GuardedAppend guarded;
    private final Books books;
    private final World world;

    public ReleaseReserve(Journal journal, GuardedAppend guarded, Books books, World world) {
        this.journal = journal;
        this.guarded = guarded;
        this.books = books;
        this.world = world;
    }

    /** Opens the day on which a release kept money, if an earlier release of the day has not. */
    public void kept(MarketplaceId marketplace, KeptDay day) {
        String id = Id.derive(PREFIX, day.payee().value(), day.currency().code(), day.date().toString());
        var chain = new Chain(new ChainId(TYPE, marketplace, id));
        if (journal.has(chain.id(), 1)) {
            return;
        }
        Instant now = world.now(marketplace);
        Draft draft = Draft.of(KEPT, told(Json.tree(day), day), now, Actor.EVENT, key(chain.id(), "kept"))
                .indexed(new Entry.Index(TYPE + "#" + marketplace + "#" + day.payee(), "", ""))
                .due(world.due(chain.id(), now, day.releasedAt()));
        // Lost means that another release of the day was faster.
        Append _ = journal.append(chain, draft);
    }

    /**
     * @param number of the entry that left the deadline
     * @return whether the wake is done; if not, it has to come again
     */
    public boolean wake(ChainId id, int number) {
        Chain chain = journal.load(id);
        Optional<Boolean> isDue = world.isDue(chain, number);
        if (isDue.filter(due -> due).isPresent()) {
            KeptDay day = Json.read(Json.object(chain.first().data()), KeptDay.class);
            boolean _ = Contention.retry("a reserve", () -> released(chain, day));
        }
        return isDue.orElse(chain.version() >= number);
    }

    /** Nothing if a debt took of the reserve meanwhile. */
    private Optional<Boolean> released(Chain chain, KeptDay day) {
        MarketplaceId marketplace = chain.id().marketplace();
        var reserve = new LedgerAccount(marketplace, Account.of(AccountKind.RESERVE, day.payee()), day.currency());
        Money kept = reserve.money(books.credits(reserve, day.from(), day.until()));
        Money released = KeptDay.released(kept, reserve.money(books.balance(reserve)));
        var data = Json.object();
        data.set("amount", Json.tree(released));
        data.set("kept", Json.tree(kept));
        Draft draft = Draft.of(
                RELEASED, told(data, day), world.now(marketplace), Actor.TIMER, key(chain.id(), "released"));
        if (released.isZero()) {
            return journal.append(chain, draft) instanceof Append.Done ? Optional.of(true) : Optional.empty();
        }
        return switch (guarded.append(chain, draft.with(day.postings(released)), List.of(), List.of())) {
            case GuardedAppend.Outcome.Appended _ -> Optional.of(true);
            case GuardedAppend.Outcome.Insufficient _, GuardedAppend.Outcome.Changed _ -> Optional.empty();
        };
    }

    private static ObjectNode told(Object data, KeptDay day) {
        var told = (ObjectNode) data;
        told.putObject("tells").put("reference", day.payee().value());
        return told;
    }

    private static CommandKey key(ChainId chain, String what) {
        return CommandKey.ofFact(TYPE, chain.id(), what);
    }
}
