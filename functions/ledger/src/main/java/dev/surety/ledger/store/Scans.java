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
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** Reads a whole table, page after page, until its end or a deadline. */
record Scans(DynamoDbClient dynamo, String table, InstantSource clock) {
    /** False if the deadline came before the end. */
    boolean each(Instant deadline, Consumer<Map<String, AttributeValue>> item) {
        Map<String, AttributeValue> from = Map.of();
        do {
            if (!clock.instant().isBefore(deadline)) {
                return false;
            }
            var page = page(from);
            page.items().forEach(item);
            from = page.lastEvaluatedKey();
        } while (!from.isEmpty());
        return true;
    }

    /** A page after a key; the first where that is empty. */
    ScanResponse page(Map<String, AttributeValue> from) {
        ScanRequest.Builder scan = ScanRequest.builder().tableName(table).consistentRead(true);
        if (!from.isEmpty()) {
            scan.exclusiveStartKey(from);
        }
        try {
            return dynamo.scan(scan.build());
        } catch (SdkException e) {
            throw new Outage("a table could not be scanned", e);
        }
    }
}
