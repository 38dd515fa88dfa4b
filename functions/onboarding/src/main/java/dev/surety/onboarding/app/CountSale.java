package dev.surety.onboarding.app;

import dev.surety.model.id.EscrowId;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.marketplace.MarketplaceSettings.NewPayeeHold;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.OnboardingRules;
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
 * Counts an ended escrow as a sale of its payee, once per escrow. The marketplace's hold for new payees and its rules
 * for participants ask for a number of sales. Beyond it, or if neither asks, nothing is counted.
 *
 * <p>The record is a chain of its own, {@code record#<marketplace>#<participant>}, so a count never races with a
 * decision about the participant. The chain's last entry is the record. Before it has one, the participant's own chain
 * gives the count of earlier versions of the code. A late count keeps a payee new for longer, and does no other harm:
 * this class moves no money.
 */
public final class CountSale {
    public static final String RECORD = "record";
    public static final String COUNTED = "record.sale_counted.v1";
    /** The settings allow no higher limit, and no sale beyond it is counted. */
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

    /** The stored event of a counted sale: the escrow, and the record after it. */
    public record Counted(EscrowId escrow, SalesRecord record) {}

    public static ChainId record(MarketplaceId marketplace, String participant) {
        return new ChainId(RECORD, marketplace, participant);
    }

    /**
     * @param number of the entry that ended the escrow; any other entry counts nothing
     * @return the payee whose sales are counted
     */
    public Optional<String> count(ChainId escrow, int number) {
        Optional<MarketplaceSettings> settings = marketplaces.find(escrow.marketplace());
        int asked = Math.max(
                settings.flatMap(MarketplaceSettings::newPayees)
                        .map(NewPayeeHold::settledEscrows)
                        .orElse(0),
                settings.flatMap(RulesInForce::of).map(OnboardingRules::settledEscrows).orElse(0));
        if (asked == 0) {
            return Optional.empty();
        }
        int most = Math.min(asked, MOST_COUNTED);
        Mode mode = settings.get().mode();
        Optional<String> ofPayee = ended.payee(escrow, number);
        ofPayee.ifPresent(payee -> Contention.retry("the record", () -> count(escrow, payee, most, mode)));
        return ofPayee;
    }

    /** Returns nothing if another sale took the place in the chain. */
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
                .orElseGet(() -> Participant.find(journal, participant.id()).orElseThrow().state().sales());
        if (before.settledEscrows() >= most) {
            return Optional.of(false);
        }
        var counted = new Counted(
                new EscrowId(escrow.id()), new SalesRecord(before.since(), before.settledEscrows() + 1));
        Draft draft = Draft.of(COUNTED, counted, worlds.now(marketplace, mode), Actor.EVENT, key);
        return journal.append(chain, draft) instanceof Append.Done ? Optional.of(true) : Optional.empty();
    }
}
