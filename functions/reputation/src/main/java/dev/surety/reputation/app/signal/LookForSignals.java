package dev.surety.reputation.app.signal;

import dev.surety.model.id.EscrowId;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.reputation.app.score.Scores;
import dev.surety.reputation.app.score.TypicalFees;
import dev.surety.reputation.domain.sale.Sale;
import dev.surety.reputation.domain.score.Count;
import dev.surety.reputation.domain.score.History;
import dev.surety.reputation.domain.score.Kind;
import dev.surety.reputation.domain.score.Role;
import dev.surety.reputation.domain.signal.Pattern;
import dev.surety.reputation.domain.signal.Rings;
import dev.surety.reputation.domain.signal.SignalRules.Trade;
import dev.surety.reputation.domain.signal.SignalRules;
import dev.surety.reputation.domain.tally.How;
import dev.surety.reputation.domain.tally.ScoreLine;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks for patterns where scores change: once a sale has ended, and once an opinion was weighed. It reads the newest
 * lines of the score, and of those whom it leads to. Signals are for people and change no weight.
 */
public final class LookForSignals {
    /** An end that is heard later than this tells of the past; its patterns would be told of too late. */
    private static final Duration NEWS = Duration.ofDays(7);

    private static final int LINES = 100;

    /** A claque is asked for at every fifth opinion only: it takes a query for each of twenty payers. */
    private static final int EVERY = 5;

    private final Scores scores;
    private final TypicalFees fees;
    private final SignalChains signals;

    public LookForSignals(Scores scores, TypicalFees fees, SignalChains signals) {
        this.scores = scores;
        this.fees = fees;
        this.signals = signals;
    }

    /** A sale has ended, and its lines are there. */
    public void ended(MarketplaceId marketplace, EscrowId escrow, Sale sale) {
        Instant now = fees.now(marketplace);
        Optional<Instant> settled = sale.end().filter(Sale.End::isSettled).map(Sale.End::at);
        if (settled.filter(at -> at.isAfter(now.minus(NEWS))).isEmpty()) {
            return;
        }
        var trade = new Trade(sale.payer(), sale.payee(), sale.price().amountMinor(), settled.get());
        var raising = new Raising(marketplace, sale.payee(), escrow, now);
        Map<ParticipantId, List<Trade>> known = new HashMap<>();
        Rings.Purchases purchases =
                payer -> known.computeIfAbsent(payer, of -> bought(marketplace, of));
        if (SignalRules.isRoundTrip(trade, purchases.of(sale.payee()))) {
            raising.raise(Pattern.ROUND_TRIP, List.of(sale.payer()));
        }
        Rings.closed(trade, purchases)
                .ifPresent(ring -> raising.raise(Pattern.RING, others(ring, sale.payee())));
        if (SignalRules.isDearFirst(trade, sold(marketplace, trade, sale.price().currency()))) {
            raising.raise(Pattern.DEAR_FIRST, List.of(sale.payer()));
        }
    }

    /** Raises signals about one participant. */
    private final class Raising {
        private final MarketplaceId marketplace;
        private final ParticipantId about;
        private final EscrowId sale;
        private final Instant now;

        private Raising(MarketplaceId marketplace, ParticipantId about, EscrowId sale, Instant now) {
            this.marketplace = marketplace;
            this.about = about;
            this.sale = sale;
            this.now = now;
        }

        private void raise(Pattern pattern, List<ParticipantId> others) {
            signals.raise(marketplace, pattern, about, others, sale, now);
        }
    }

    /** A line that tells of a deal, and the deal. */
    private record Told(ScoreLine line, ScoreLine.Deal deal) {}

    private List<Told> told(MarketplaceId marketplace, Role role, ParticipantId of, Kind kind, int limit) {
        return scores.newest(marketplace, role, of, limit).stream()
                .map(Scores.Stored::line)
                .filter(line -> line.kind() == kind)
                .flatMap(line -> line.deal().stream().map(deal -> new Told(line, deal)))
                .toList();
    }

    private List<Trade> bought(MarketplaceId marketplace, ParticipantId payer) {
        return told(marketplace, Role.PAYER, payer, Kind.SALE, LINES).stream()
                .map(Told::deal)
                .map(deal -> new Trade(payer, deal.other(), minor(deal), deal.at()))
                .toList();
    }

    private static long minor(ScoreLine.Deal deal) {
        return deal.price().map(Money::amountMinor).orElse(0L);
    }

    /** The payee's sales before this one. */
    private List<Trade> sold(MarketplaceId marketplace, Trade sale, Currency currency) {
        return told(marketplace, Role.PAYEE, sale.payee(), Kind.SALE, LINES).stream()
                .map(Told::deal)
                .filter(deal -> deal.at().isBefore(sale.at()))
                .filter(deal -> deal.price().filter(of -> of.currency().equals(currency)).isPresent())
                .map(deal -> new Trade(deal.other(), sale.payee(), minor(deal), deal.at()))
                .toList();
    }

    private static List<ParticipantId> others(List<ParticipantId> ring, ParticipantId about) {
        return ring.stream().filter(of -> !of.equals(about)).toList();
    }

    /** An opinion about a participant was weighed, and its line is there. */
    public void opinion(MarketplaceId marketplace, EscrowId escrow, ParticipantId about, Role role) {
        List<Told> opinions = told(marketplace, role, about, Kind.OPINION, LINES);
        List<ParticipantId> reviewers =
                opinions.stream().map(of -> of.deal().other()).toList();
        var raising = new Raising(marketplace, about, escrow, fees.now(marketplace));
        opinions.stream()
                .limit(EVERY)
                .filter(LookForSignals::sharesAccount)
                .findFirst()
                .ifPresent(of -> raising.raise(
                        Pattern.SHARED_ACCOUNT, List.of(of.deal().other())));
        List<Instant> published = opinions.stream()
                .map(of -> of.deal().at())
                .sorted(Comparator.reverseOrder())
                .toList();
        if (SignalRules.isBurst(published)) {
            raising.raise(Pattern.BURST, several(reviewers, SignalRules.BURST));
        }
        if (role == Role.PAYEE && isClaque(marketplace, about, reviewers)) {
            raising.raise(Pattern.CLAQUE, several(reviewers, SignalRules.LAST));
        }
    }

    private static boolean sharesAccount(Told opinion) {
        return opinion.line()
                .how()
                .flatMap(How::trust)
                .filter(How.Trust::sharesAccount)
                .isPresent();
    }

    private static List<ParticipantId> several(List<ParticipantId> of, int most) {
        return of.stream().limit(most).distinct().toList();
    }

    private boolean isClaque(MarketplaceId marketplace, ParticipantId about, List<ParticipantId> payers) {
        if (payers.size() < SignalRules.LAST || reviewed(marketplace, about) % EVERY != 0) {
            return false;
        }
        Map<ParticipantId, Set<ParticipantId>> payees = new HashMap<>();
        for (ParticipantId payer : several(payers, SignalRules.LAST)) {
            payees.put(
                    payer,
                    bought(marketplace, payer).stream().map(Trade::payee).collect(Collectors.toUnmodifiableSet()));
        }
        return SignalRules.isClaque(payers, payees);
    }

    private long reviewed(MarketplaceId marketplace, ParticipantId payee) {
        return scores.read(marketplace, Role.PAYEE, List.of(payee))
                .getOrDefault(payee, History.EMPTY)
                .count(Count.REVIEWED);
    }
}
