package dev.surety.onboarding.app;

import dev.surety.model.id.EscrowId;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.marketplace.MarketplaceSettings.NewPayeeHold;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.standing.SalesRecord;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import java.util.Optional;

/**
 * Counts an escrow that has ended to the payee's record, once however often it is heard of, and only as far as the hold
 * for new payees asks: where nobody asks, nothing is counted.
 *
 * <p>The record is a chain of its own, {@code record#<marketplace>#<participant>}, so that counting never races with a
 * decision about the participant. Its last entry is the record; until it has one, the participant's own chain says what
 * former releases counted there. Done late, it leaves a payee new for longer, and does no other harm: nothing here
 * moves money.
 */
public final class CountSale {
    public static final String RECORD = "record";
    public static final String COUNTED = "record.sale_counted.v1";
    /** Beyond this nobody can ask (see the settings), and no sale is counted. */
    public static final int MOST_COUNTED = 100;

    private final Journal journal;
    private final EndedSales ended;
    private final Marketplaces marketplaces;
    private final Clocks worlds;

    public CountSale(Journal journal, Marketplaces marketplaces, Clocks worlds) {
        this.journal = journal;
        this.ended = new EndedSales(journal);
        this.marketplaces = marketplaces;
        this.worlds = worlds;
    }

    /** What is stored when a sale was counted: of which escrow, and the record since. */
    public record Counted(EscrowId escrow, SalesRecord record) {}

    public static ChainId record(MarketplaceId marketplace, String participant) {
        return new ChainId(RECORD, marketplace, participant);
    }

    /** @param number of the entry by which the escrow ended; if it is another, nothing is counted */
    public void count(ChainId escrow, int number) {
        Optional<MarketplaceSettings> settings = marketplaces.find(escrow.marketplace());
        int asked = settings.flatMap(MarketplaceSettings::newPayees)
                .map(NewPayeeHold::settledEscrows)
                .orElse(0);
        if (asked == 0) {
            return;
        }
        int most = Math.min(asked, MOST_COUNTED);
        Mode mode = settings.get().mode();
        ended.payee(escrow, number)
                .ifPresent(payee -> Contention.retry("the record", () -> count(escrow, payee, most, mode)));
    }

    /** Nothing if another sale took the place. */
    private Optional<Boolean> count(ChainId escrow, String payee, int most, Mode mode) {
        MarketplaceId marketplace = escrow.marketplace();
        StateChain chain = journal.state(record(marketplace, payee));
        StateChain participant = journal.state(CreateParticipant.chain(marketplace, payee));
        var key = CommandKey.ofFact("sale counted", escrow.toString());
        boolean known = journal.seen(chain, key).isPresent()
                || journal.seen(participant, key).isPresent();
        if (participant.isEmpty() || known) {
            return Optional.of(false);
        }
        SalesRecord before = chain.last()
                .map(last -> Json.shared(
                        Json.object(last.data()).path(RECORD), SalesRecord.class, SalesRecord.VERSION))
                .orElseGet(() -> Participant.find(journal, participant.id()).orElseThrow().sales());
        if (before.settledEscrows() >= most) {
            return Optional.of(false);
        }
        var counted = new Counted(
                new EscrowId(escrow.id()), new SalesRecord(before.since(), before.settledEscrows() + 1));
        Draft draft = Draft.of(COUNTED, counted, worlds.now(marketplace, mode), Actor.EVENT, key);
        return journal.append(chain, draft) instanceof Append.Done ? Optional.of(true) : Optional.empty();
    }
}
