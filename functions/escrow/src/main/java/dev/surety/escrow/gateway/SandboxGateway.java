package dev.surety.escrow.gateway;

import dev.surety.escrow.app.Gateway;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;
import dev.surety.runtime.aws.Items;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The gateway of sandbox stacks. It has books of its own in the sandbox table, an item per reference that is put once,
 * so that it behaves as gateways do: the same reference again is the same charge, a cancelled one is never made, and
 * with some methods it executes and does not answer.
 */
public final class SandboxGateway implements Gateway {
    private static final String CAPTURED = "captured";

    private final DynamoDbClient dynamo;
    private final String table;

    public SandboxGateway(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public String name() {
        return "sandbox";
    }

    @Override
    public Answer charge(Charge charge) {
        return switch (charge.method()) {
            case "card_ok" -> book(charge, CAPTURED, "");
            case "card_declined" -> book(charge, "declined", "card_declined");
            case "card_insufficient_funds" -> book(charge, "declined", "insufficient_funds");
            case "card_timeout_done" -> silently(book(charge, CAPTURED, ""));
            case "card_timeout_declined" -> silently(book(charge, "declined", "card_declined"));
            case "card_timeout_lost" -> new Answer.Unknown();
            default -> book(charge, "declined", "method_not_supported");
        };
    }

    @Override
    public Optional<Answer> find(MarketplaceId marketplace, PaymentId reference) {
        try {
            var item = dynamo.getItem(get ->
                            get.tableName(table).key(key(marketplace, reference)).consistentRead(true))
                    .item();
            return item == null || item.isEmpty() ? Optional.empty() : Optional.of(answer(item));
        } catch (SdkException e) {
            return Optional.of(new Answer.Unknown());
        }
    }

    @Override
    public Answer cancel(MarketplaceId marketplace, PaymentId reference) {
        return put(marketplace, reference, Map.of("status", Items.of("cancelled"), "code", Items.of("not_completed")));
    }

    private Answer book(Charge charge, String status, String code) {
        return put(
                charge.marketplace(),
                charge.reference(),
                Map.of(
                        "status", Items.of(status),
                        "code", Items.of(code),
                        "method", Items.of(charge.method()),
                        "amount", Items.of(charge.amount().amountMinor()),
                        "currency", Items.of(charge.amount().currency().code())));
    }

    private Answer put(MarketplaceId marketplace, PaymentId reference, Map<String, AttributeValue> facts) {
        Map<String, AttributeValue> item = new HashMap<>(key(marketplace, reference));
        item.putAll(facts);
        try {
            dynamo.putItem(put ->
                    put.tableName(table).item(item).conditionExpression("attribute_not_exists(pk)"));
            return answer(item);
        } catch (ConditionalCheckFailedException known) {
            return find(marketplace, reference).orElseGet(Answer.Unknown::new);
        } catch (SdkException e) {
            return new Answer.Unknown();
        }
    }

    private static Answer silently(Answer done) {
        return done instanceof Answer.Unknown ? done : new Answer.Unknown();
    }

    private static Answer answer(Map<String, AttributeValue> item) {
        return Items.text(item, "status").equals(CAPTURED)
                ? new Answer.Done("sandbox_" + Items.text(item, "sk"))
                : new Answer.Declined(Items.text(item, "code"));
    }

    private static Map<String, AttributeValue> key(MarketplaceId marketplace, PaymentId reference) {
        return Map.of("pk", Items.of("gateway#" + marketplace), "sk", Items.of(reference.value()));
    }
}
