package dev.surety.reputation.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.dynamo.EmbeddedDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.reputation.domain.score.Role;
import dev.surety.reputation.score.LinesInAnyOrderTest.Told;
import dev.surety.reputation.store.DynamoScores;
import dev.surety.reputation.store.JournalPeople;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** DynamoDB Local takes the same lines as our memory does, and gives the same scores. */
final class ScoresInDynamoTest {
    @Test
    void theSameScoresAsInMemory() {
        List<Told> lines = new ArrayList<>(LinesInAnyOrderTest.lines(new SplittableRandom(11), 40));
        lines.addAll(lines.subList(0, 10));
        DynamoScores expected = LinesInAnyOrderTest.told(LinesInAnyOrderTest.memory(), lines);
        try (EmbeddedDynamo dynamo = EmbeddedDynamo.start(SuretyTables.all())) {
            DynamoScores scores = LinesInAnyOrderTest.told(dynamo.client(), lines);
            LinesInAnyOrderTest.same(expected, scores);
            var at = lines.getFirst().source().at().plus(Duration.ofHours(1));
            var about = lines.getFirst().line().about();
            assertEquals(
                    expected.before(ScoreWorld.DEMO, Role.PAYEE, about, at),
                    scores.before(ScoreWorld.DEMO, Role.PAYEE, about, at));
            var people = new JournalPeople(dynamo.client(), SuretyTables.JOURNAL);
            assertEquals(Set.of(), people.known(ScoreWorld.DEMO, List.of(about)));
        }
    }
}
