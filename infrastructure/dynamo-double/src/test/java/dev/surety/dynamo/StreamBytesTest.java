package dev.surety.dynamo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.surety.dynamo.clock.FixedClock;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The bytes are such as Lambda's own serializer reads. */
class StreamBytesTest {
    @Test
    void lambdaReadsTheBytesBack() {
        MemoryDynamo db = MemoryDynamo.surety(FixedClock.at("2026-11-22T10:00:00Z"));
        db.putItem(put -> put.tableName("journal")
                .item(Map.of(
                        "pk", AttributeValue.fromS("escrow#demo#1"),
                        "sk", AttributeValue.fromN("1"),
                        "bytes", AttributeValue.fromB(SdkBytes.fromUtf8String("b")),
                        "postings",
                                AttributeValue.fromL(List.of(AttributeValue.fromM(
                                        Map.of("a", AttributeValue.fromS("fees"), "m", AttributeValue.fromN("-5")))))))
                .conditionExpression("attribute_not_exists(pk)"));
        byte[] bytes = StreamBytes.of(db.stream("journal"));
        DynamodbEvent event = LambdaEventSerializers.serializerFor(
                        DynamodbEvent.class, getClass().getClassLoader())
                .fromJson(new ByteArrayInputStream(bytes));
        DynamodbEvent.DynamodbStreamRecord record = event.getRecords().getFirst();
        assertEquals("INSERT", record.getEventName());
        assertTrue(record.getEventSourceARN().contains(":table/journal/stream/"));
        assertEquals("1", record.getDynamodb().getKeys().get("sk").getN());
        assertEquals(
                "-5",
                record.getDynamodb().getNewImage().get("postings").getL().getFirst().getM().get("m").getN());
        assertNull(record.getDynamodb().getOldImage());
        assertEquals(
                "2026-11-22T10:00:00Z",
                record.getDynamodb().getApproximateCreationDateTime().toInstant().toString());
        assertEquals(25, record.getDynamodb().getSequenceNumber().length());
    }
}
