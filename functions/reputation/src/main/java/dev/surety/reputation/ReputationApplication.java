package dev.surety.reputation;

import dev.surety.reputation.app.rebuild.OrderRebuild;
import dev.surety.reputation.app.rebuild.RebuildScores;
import dev.surety.reputation.app.review.DecideReview;
import dev.surety.reputation.app.review.EraseReviews;
import dev.surety.reputation.app.review.HearSale;
import dev.surety.reputation.app.review.ReadReviews;
import dev.surety.reputation.app.review.ReviewChains;
import dev.surety.reputation.app.review.Sales;
import dev.surety.reputation.app.review.WakeReview;
import dev.surety.reputation.app.score.CountOpinions;
import dev.surety.reputation.app.score.CountSale;
import dev.surety.reputation.app.score.PairPlaces;
import dev.surety.reputation.app.score.ReadScores;
import dev.surety.reputation.app.score.ScoreChains;
import dev.surety.reputation.app.signal.LookForSignals;
import dev.surety.reputation.app.signal.SignalChains;
import dev.surety.reputation.domain.score.ScoreRule;
import dev.surety.reputation.http.RebuildRoutes;
import dev.surety.reputation.http.ReviewRoutes;
import dev.surety.reputation.http.ScoreRoutes;
import dev.surety.reputation.inbox.ReputationMessages;
import dev.surety.reputation.inbox.ScoreNews;
import dev.surety.reputation.store.DynamoRepairs;
import dev.surety.reputation.store.DynamoScores;
import dev.surety.reputation.store.JournalAccounts;
import dev.surety.reputation.store.JournalPeople;
import dev.surety.reputation.store.JournalSales;
import dev.surety.reputation.store.SettingsFees;
import dev.surety.reputation.store.ShippedRules;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.queue.QueueEdge;
import dev.surety.runtime.marketplace.Participants;
import dev.surety.runtime.marketplace.Present;
import dev.surety.runtime.settings.Environment;
import dev.surety.runtime.wiring.Doors;
import dev.surety.runtime.wiring.Platform;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/** Wires the doors; decides nothing. */
@SpringBootConfiguration
public class ReputationApplication implements ApplicationContextInitializer<GenericApplicationContext> {
    /** Half of the inbox's time-out. */
    private static final Duration REBUILT_AT_ONCE = Duration.ofSeconds(30);

    @Override
    public void initialize(GenericApplicationContext context) {
        var platform = new Platform("reputation");
        new Doors(context)
                .http(ReputationApi.class, () -> api(platform))
                .queue(ReputationInbox.class, () -> inbox(platform));
    }

    private static HttpEdge api(Platform with) {
        var reading = new ReadScores(
                scores(with),
                new JournalPeople(with.dynamo(), with.journalTable()),
                fees(with),
                ShippedRules.current());
        ReviewChains reviews = reviews(with);
        var deciding = new DecideReview(reviews, new Sales(with.journal()));
        return with.http(
                new ScoreRoutes(reading, with.cursors()).table(),
                new RebuildRoutes(rebuild(with), with.keys()).table(),
                new ReviewRoutes(deciding, new ReadReviews(reviews), with.vault(), with.keys(), with.cursors())
                        .table());
    }

    private static QueueEdge inbox(Platform with) {
        CountSale counting = counting(with);
        var signals = new LookForSignals(scores(with), fees(with), new SignalChains(with.journal()));
        var opinions = new CountOpinions(counting, signals::opinion);
        ReviewChains reviews = reviews(with);
        return with.queue(new ReputationMessages(
                List.of(
                        new ScoreNews(counting, signals),
                        new HearSale(reviews, new Sales(with.journal()))::hear,
                        new EraseReviews(reviews)::hear),
                Map.of(
                        ReviewChains.TYPE, new WakeReview(reviews, opinions)::wake,
                        OrderRebuild.TYPE, rebuild(with)::wake)));
    }

    private static OrderRebuild rebuild(Platform with) {
        var opening = new HearSale(reviews(with), new Sales(with.journal()));
        DynamoScores scores = scores(with);
        var rebuilding = new RebuildScores(
                new Participants(with.indexes()),
                with.indexes(),
                counting(with),
                new ScoreChains(with.journal(), scores),
                scores,
                new DynamoRepairs(with.dynamo(), Environment.get("LEDGER_TABLE")),
                opening::open,
                ShippedRules.current());
        var present = new Present(with.marketplaces(), with.clocks());
        return new OrderRebuild(with.journal(), present, rebuilding, InstantSource.system(), REBUILT_AT_ONCE);
    }

    private static ReviewChains reviews(Platform with) {
        var present = new Present(with.marketplaces(), with.clocks());
        return new ReviewChains(with.journal(), with.indexes(), with.vault(), present);
    }

    private static DynamoScores scores(Platform with) {
        return new DynamoScores(with.dynamo(), Environment.get("LEDGER_TABLE"));
    }

    private static SettingsFees fees(Platform with) {
        return new SettingsFees(with.marketplaces(), with.clocks());
    }

    private static CountSale counting(Platform with) {
        ScoreRule rule = ShippedRules.current();
        DynamoScores scores = scores(with);
        return new CountSale(
                new ScoreChains(with.journal(), scores),
                scores,
                new JournalSales(with.journal()),
                fees(with),
                new PairPlaces(with.journal(), rule),
                new JournalAccounts(with.journal()),
                rule);
    }
}
