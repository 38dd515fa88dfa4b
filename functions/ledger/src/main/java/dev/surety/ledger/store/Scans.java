package dev.surety.ledger.store;

import dev.surety.runtime.resilience.Outage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** Reads a whole table, page after page, until its end or a deadline. */
record Scans(DynamoDbClient dynamo, String table, InstantSource clock) {
    /** False if the deadline came before the end. */
    boolean each(Instant deadline, Consumer<Map<String, AttributeValue>> item) {
        Map<String, AttributeValue> from = Map.of();
        do {
            if (!clock.instant().isBefore(deadline)) {
                return false;
            }
            ScanRequest.Builder scan = ScanRequest.builder().tableName(table).consistentRead(true);
            if (!from.isEmpty()) {
                scan.exclusiveStartKey(from);
            }
            try {
                var page = dynamo.scan(scan.build());
                page.items().forEach(item);
                from = page.lastEvaluatedKey();
            } catch (SdkException e) {
                throw new Outage("a table could not be scanned", e);
            }
        } while (!from.isEmpty());
        return true;
    }
}
