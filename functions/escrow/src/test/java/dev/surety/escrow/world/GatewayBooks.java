package dev.surety.escrow.world;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.dynamo.SuretyTables;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.json.Times;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What happens outside, as the sandbox's gateway has it in its own books, and what it then tells of. */
public final class GatewayBooks {
    private final EscrowWorld world;

    public GatewayBooks(EscrowWorld world) {
        this.world = world;
    }

    public String payment(String escrow) {
        return world.get("/v1/escrows/" + escrow).body().path("payment").path("id").asString("");
    }

    /** One payment of as many escrows, of 10.00, 20.00 and so on. */
    public List<String> paid(String method, int escrows) {
        List<String> ids = IntStream.rangeClosed(1, escrows)
                .mapToObj(i -> world.created(1000L * i, "create-000000000" + i))
                .toList();
        String body = "{\"payer\":\"" + EscrowWorld.PAYER + "\",\"method\":\"" + method + "\",\"escrows\":[\""
                + String.join("\",\"", ids) + "\"]}";
        var answer = world.post("/v1/payments", body, "payment-00000001");
        assertEquals(200, answer.status(), answer.bytes());
        return ids;
    }

    /** The payer's bank draws, or has decided. */
    public void bank(String payment, long amountMinor, String does) {
        put(
                "cb_" + payment,
                Map.of(
                        "amount", Items.of(amountMinor),
                        "currency", Items.of("EUR"),
                        "bank", Items.of(does),
                        "changedAt", Items.of(Times.text(world.clock.instant()))));
    }

    /** A charge that the gateway declined was made all the same. */
    public void captured(String payment, long amountMinor, String method) {
        put(
                payment,
                Map.of(
                        "amount", Items.of(amountMinor),
                        "currency", Items.of("EUR"),
                        "status", Items.of("captured"),
                        "method", Items.of(method),
                        "code", Items.of("")));
    }

    /** A refund that the gateway would not make was made all the same. */
    public void sent(String payment, String refund, long amountMinor) {
        put(
                refund,
                Map.of(
                        "amount", Items.of(amountMinor),
                        "currency", Items.of("EUR"),
                        "status", Items.of("done"),
                        "payment", Items.of(payment),
                        "code", Items.of("")));
    }

    /** The gateway says that there is news; gives how many messages come again. */
    public int tell(String payment) {
        return world.wake("payment#demo#" + payment, 0);
    }

    public void heard(String payment) {
        assertEquals(0, tell(payment));
    }

    /** Over whatever stood there: these books are not ours, and the gateway changes its mind. */
    private void put(String name, Map<String, AttributeValue> says) {
        Map<String, AttributeValue> item = new HashMap<>(says);
        item.put("pk", Items.of("gateway#demo"));
        item.put("sk", Items.of(name));
        world.store.putItem(put -> put.tableName(SuretyTables.SANDBOX)
                .item(item)
                .conditionExpression("attribute_not_exists(pk) OR attribute_exists(pk)"));
    }
}
