package dev.surety.onboarding.app.export;

import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.journal.Chain;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes.By;
import dev.surety.runtime.journal.JournalIndexes.Found;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.resilience.SideBySide;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The chains that name a participant, of all functions. The journal's indexes list them by the participant's id; those
 * that no index lists by it have the id of another that one does.
 */
final class NamingChains {
    /** More than these do not fit into a worker's time. */
    static final int MOST = 20_000;

    private static final int PAGE = 100;
    private static final int AT_ONCE = 16;

    private static final String ESCROW = "escrow";
    private static final String PAYMENT = "payment";
    private static final String CHARGEBACK = "chargeback";

    /** A review is sealed until both sides have written, or time is over: neither may see that the other has. */
    private static final String REVIEW = "review";

    private static final List<String> UNSEALED = List.of("review.published.v1", "review.window_closed.v1");

    private record Source(String type, By by, String role) {}

    private static final List<Source> SOURCES = List.of(
            new Source(ESCROW, By.OWNER, "payer"),
            new Source(ESCROW, By.COUNTERPARTY, "payee"),
            new Source(PAYMENT, By.OWNER, "payer"),
            new Source(CHARGEBACK, By.COUNTERPARTY, "payee"),
            new Source("dispute", By.OWNER, "payer"),
            new Source("dispute", By.COUNTERPARTY, "payee"),
            new Source("complaint", By.OWNER, "complainant"),
            new Source(REVIEW, By.OWNER, "payer"),
            new Source(REVIEW, By.COUNTERPARTY, "payee"),
            new Source("payout", By.OWNER, "payee"),
            new Source("reserve_release", By.OWNER, "payee"),
            new Source("debt", By.OWNER, "payee"),
            new Source("document", By.OWNER, "owner"),
            new Source("identity_check", By.OWNER, "owner"),
            new Source("onboarding_link", By.OWNER, "owner"),
            new Source(Exports.TYPE, By.OWNER, "owner"));

    private final Journal journal;
    private final JournalIndexes hints;

    NamingChains(Journal journal, JournalIndexes hints) {
        this.journal = journal;
        this.hints = hints;
    }

    /** @param role of the participant in it */
    record Naming(Chain chain, String role) {
        /** Those that the participant may see today. */
        List<Entry> entries() {
            List<Entry> all = chain.entries();
            boolean isSealed = chain.id().type().equals(REVIEW)
                    && all.stream().map(Entry::event).noneMatch(UNSEALED::contains);
            return isSealed ? all.subList(0, 1) : all;
        }
    }

    /** Hands over each chain that names the participant, newest first within its kind. */
    void forEach(ChainId participant, Consumer<Naming> each) {
        var left = new Counter();
        ownRecord(participant).forEach(found -> each.accept(new Naming(found, "owner")));
        for (Source source : SOURCES) {
            String listed = source.type() + "#" + participant.marketplace() + "#" + participant.id();
            Optional<Found> after = Optional.empty();
            do {
                List<Found> page = hints.list(source.by(), listed, PAGE, after);
                left.take(page.size());
                load(page.stream().map(Found::chain).toList())
                        .forEach(chain -> each.accept(new Naming(chain, source.role())));
                page.forEach(found -> beside(source, found.chain())
                        .forEach(chain -> each.accept(new Naming(chain, source.role()))));
                after = Optional.of(page).filter(full -> full.size() == PAGE).map(List::getLast);
            } while (after.isPresent());
        }
    }

    private List<Chain> load(List<ChainId> chains) {
        return SideBySide.map(AT_ONCE, chains, journal::load).stream()
                .filter(chain -> !chain.entries().isEmpty())
                .toList();
    }

    /** Its counts of sales, which have its own id. */
    private List<Chain> ownRecord(ChainId participant) {
        return load(List.of(new ChainId("record", participant.marketplace(), participant.id())));
    }

    /** The chargebacks of a payment, and a payee's score of a sale. */
    private List<Chain> beside(Source source, ChainId chain) {
        return switch (source.type()) {
            case PAYMENT -> load(hints.all(
                            By.REFERENCE, CHARGEBACK + "#" + chain.marketplace() + "#" + chain.id(), PAGE)
                    .map(Found::chain)
                    .toList());
            case ESCROW -> load(List.of(new ChainId("score", chain.marketplace(), chain.id())));
            default -> List.of();
        };
    }

    static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static final class Counter {
        private int left = MOST;

        void take(int some) {
            left -= some;
            if (left < 0) {
                throw new TooMany();
            }
        }
    }
}
