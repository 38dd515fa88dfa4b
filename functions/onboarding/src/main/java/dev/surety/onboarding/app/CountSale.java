package dev.surety.onboarding.app;

import dev.surety.model.id.EscrowId;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.journal.Posting;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.MarketplaceSettings.NewPayeeHold;
import dev.surety.model.standing.SalesRecord;
import dev.surety.model.standing.Standing;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.Chain;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Contended;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.LostRace;
import dev.surety.runtime.world.Marketplaces;
import dev.surety.runtime.world.Worlds;
import java.util.Optional;

/**
 * Counts a settled escrow to the payee's record, once however often it is heard of, and only as far as the hold for new
 * payees asks: where nobody asks, nothing is counted.
 *
 * <p>Who was paid is read from the postings, which have one form for all of the journal; an escrow in which nobody was
 * paid, because all went back, is no sale. Done late, it leaves a payee new for longer, and does no other harm: nothing
 * here moves money.
 */
public final class CountSale {
    /** Beyond this nobody can ask (see the settings), and a participant's chain has an end. */
    public static final int MOST_COUNTED = 100;

    private static final String SETTLED = "escrow.settled.";
    /** An award that ends an escrow is its end, and says so; one after which it goes on does not. */
    private static final String AWARDED = "escrow.awarded.";

    private static final String SETTLES = "settles";

    private final Journal journal;
    private final Marketplaces marketplaces;
    private final Worlds worlds;

    public CountSale(Journal journal, Marketplaces marketplaces, Worlds worlds) {
        this.journal = journal;
        this.marketplaces = marketplaces;
        this.worlds = worlds;
    }

    /** @param number of the entry by which the escrow was settled; if it is something else, nothing is counted */
    public void count(ChainId escrow, int number) {
        Optional<MarketplaceSettings> settings = marketplaces.find(escrow.marketplace());
        int asked = settings.flatMap(MarketplaceSettings::newPayees)
                .map(NewPayeeHold::settledEscrows)
                .orElse(0);
        if (asked == 0) {
            return;
        }
        Chain sale = journal.load(escrow);
        boolean settled = number >= 1
                && number <= sale.version()
                && isEnd(sale.entries().get(number - 1));
        Optional<String> payee = settled ? payee(sale) : Optional.empty();
        if (payee.isPresent()) {
            count(escrow, CreateParticipant.chain(escrow.marketplace(), payee.get()), asked, settings.get().mode());
        }
    }

    private static boolean isEnd(Entry entry) {
        return entry.event().startsWith(SETTLED)
                || (entry.event().startsWith(AWARDED) && Json.object(entry.data()).hasNonNull(SETTLES));
    }

    private void count(ChainId escrow, ChainId payee, int asked, MarketplaceSettings.Mode mode) {
        var key = CommandKey.ofFact("sale counted", escrow.toString());
        for (int race = 0; race < Limits.LOST_RACES; race++) {
            LostRace.pause(race);
            Chain chain = journal.load(payee);
            if (chain.isEmpty() || chain.seen(key).isPresent() || chain.version() >= Journal.MOST_BY_PARTIES) {
                return;
            }
            var participant = new Participant(chain.first(), chain.last());
            SalesRecord before = participant.sales();
            if (before.settledEscrows() >= Math.min(asked, MOST_COUNTED)) {
                return;
            }
            Standing standing = participant.standing();
            var counted = new Participant.SaleCounted(
                    new EscrowId(escrow.id()),
                    new Standing(
                            standing.state(),
                            standing.active(),
                            standing.inflowBlocked(),
                            standing.outflowBlocked(),
                            Optional.of(new SalesRecord(before.since(), before.settledEscrows() + 1))));
            var now = worlds.now(payee.marketplace(), mode);
            Draft draft = Draft.of(Participant.SALE_COUNTED, counted, now, Actor.EVENT, key);
            if (journal.append(chain, draft) instanceof Append.Done) {
                return;
            }
        }
        throw new Contended("the participant is being written by too many");
    }

    /** Whoever was credited what may be, or may one day be, paid out. */
    private static Optional<String> payee(Chain sale) {
        return sale.entries().stream()
                .flatMap(entry -> entry.postings().stream())
                .filter(posting -> !posting.money().isNegative())
                .map(Posting::account)
                .filter(account -> account.kind() == AccountKind.PAYABLE || account.kind() == AccountKind.MATURING)
                .map(account -> account.holder())
                .findFirst();
    }
}
