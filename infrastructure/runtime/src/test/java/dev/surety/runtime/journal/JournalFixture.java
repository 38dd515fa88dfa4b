package dev.surety.runtime.journal;

import dev.surety.dynamo.EmbeddedDynamo;
import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A journal in the store in memory or in DynamoDB Local, and short words for filling it. */
public abstract class JournalFixture {
    protected static final MarketplaceId DEMO = new MarketplaceId("demo");
    static final ChainId CHAIN = new ChainId("escrow", DEMO, "esc_1");
    protected static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    protected DynamoDbClient db;
    protected Journal journal;

    /** The stores that must agree. */
    public enum Engine {
        MEMORY,
        DYNAMODB_LOCAL
    }

    @Parameter
    Engine engine;

    private AutoCloseable running;

    @BeforeEach
    void begin() {
        switch (engine) {
            case MEMORY -> {
                MemoryDynamo memory = MemoryDynamo.surety(FixedClock.at("2026-11-22T12:00:00Z"));
                memory.pageBytes(700);
                db = memory;
                running = memory;
            }
            case DYNAMODB_LOCAL -> {
                EmbeddedDynamo embedded = EmbeddedDynamo.start(SuretyTables.all());
                db = embedded.client();
                running = embedded;
            }
        }
        journal = new Journal(db, SuretyTables.JOURNAL);
    }

    @AfterEach
    void end() throws Exception {
        running.close();
    }

    static Draft draft(String key) {
        return draft(key, NOON);
    }

    static Draft draft(String key, Instant at) {
        return Draft.of("escrow.noted.v1", Map.of("note", key), at, Actor.TIMER, CommandKey.ofFact(key));
    }

    Append append(String key) {
        return journal.append(journal.load(CHAIN), draft(key));
    }

    /** Everything stored of a chain, read without the code under test. */
    List<Map<String, AttributeValue>> stored(ChainId chain) {
        return db.queryPaginator(query -> query.tableName(SuretyTables.JOURNAL)
                        .consistentRead(true)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(chain.toString()))))
                .items()
                .stream()
                .toList();
    }
}
