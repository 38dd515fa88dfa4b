package dev.surety.reputation.store;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.reputation.app.score.People;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.marketplace.Participants;
import dev.surety.runtime.resilience.ContentionPause;
import dev.surety.runtime.resilience.Outage;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Participants by the first entries of their chains. */
public final class JournalPeople implements People {
    private static final int MOST_TRIES = 8;

    private final DynamoDbClient dynamo;
    private final String table;

    public JournalPeople(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public Set<ParticipantId> known(MarketplaceId marketplace, Collection<ParticipantId> ids) {
        Map<String, ParticipantId> wanted = new LinkedHashMap<>();
        ids.forEach(id -> wanted.put(Participants.TYPE + "#" + marketplace + "#" + id, id));
        Set<ParticipantId> known = new HashSet<>();
        List<Map<String, AttributeValue>> left = wanted.keySet().stream()
                .map(pk -> Map.of("pk", Items.of(pk), "sk", Items.of(1)))
                .toList();
        for (int tries = 0; tries < MOST_TRIES && !left.isEmpty(); tries++) {
            ContentionPause.pause(tries);
            left = ask(left, item -> known.add(wanted.get(Items.text(item, "pk"))));
        }
        if (!left.isEmpty()) {
            throw new Outage("the journal left keys of a batch unanswered");
        }
        return known;
    }

    private interface Found {
        void item(Map<String, AttributeValue> item);
    }

    /** @return the keys that the store left for another call */
    private List<Map<String, AttributeValue>> ask(List<Map<String, AttributeValue>> keys, Found found) {
        KeysAndAttributes asked = KeysAndAttributes.builder()
                .keys(keys)
                .consistentRead(true)
                .projectionExpression("pk")
                .build();
        try {
            var answer = dynamo.batchGetItem(get -> get.requestItems(Map.of(table, asked)));
            answer.responses().getOrDefault(table, List.of()).forEach(found::item);
            return Optional.ofNullable(answer.unprocessedKeys().get(table))
                    .map(KeysAndAttributes::keys)
                    .orElse(List.of());
        } catch (SdkException e) {
            throw new Outage("the journal does not answer", e);
        }
    }
}
