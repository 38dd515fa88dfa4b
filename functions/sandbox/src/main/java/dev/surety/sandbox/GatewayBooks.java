package dev.surety.sandbox;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.money.Money;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.resilience.Outage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * The books of the sandbox's gateway, as the world outside writes in them. The escrow function's gateway is their other
 * writer; both write on condition of what they read. What a command plays is written in one transaction with its key,
 * so that its effect and its key are there together or not at all.
 */
final class GatewayBooks {
    private static final String CAPTURED = "captured";
    private static final String ACTION_NEEDED = "action_needed";
    private static final String DECLINED = "declined";
    private static final String AUTHENTICATION_FAILED = "authentication_failed";

    private final DynamoDbClient dynamo;
    private final String table;

    GatewayBooks(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    /** A charge as the gateway has it. */
    record Charge(MarketplaceId marketplace, PaymentId id, Map<String, AttributeValue> item) {
        boolean isCaptured() {
            return Items.text(item, "status").equals(CAPTURED);
        }

        boolean waitsForPayer() {
            return Items.text(item, "status").equals(ACTION_NEEDED);
        }

        /** Of a charge that was cancelled before it was made there is nothing but that. */
        Optional<Money> amount() {
            return Items.findText(item, "currency").map(currency -> Money.of(Items.number(item, "amount"), currency));
        }

        /** Where the payer's browser goes on to; the escrow function took it only if the settings know it. */
        Optional<URI> returnUrl() {
            return Items.findText(item, "returnUrl").map(URI::create);
        }
    }

    /** What the payer's bank has done with a charge: {@code drawn}, then perhaps {@code won} or {@code lost}. */
    record Chargeback(Money amount, String bank) {}

    /**
     * What a command has played, kept under its key.
     *
     * @param amount of a chargeback
     */
    record Played(String fingerprint, PaymentId payment, String outcome, Optional<Money> amount) {}

    Optional<Charge> charge(MarketplaceId marketplace, PaymentId id) {
        return item(key(marketplace, id.value())).map(item -> new Charge(marketplace, id, item));
    }

    /** The charge whose page this is; the page's address names no marketplace. */
    Optional<Charge> behindPage(PaymentId id) {
        return item(Map.of("pk", Items.of("action#" + id), "sk", Items.of("page")))
                .map(page -> new MarketplaceId(Items.text(page, "marketplace")))
                .flatMap(marketplace -> charge(marketplace, id));
    }

    Optional<Chargeback> chargeback(Charge charge) {
        return item(key(charge.marketplace(), chargeback(charge.id())))
                .map(item -> new Chargeback(money(item), Items.text(item, "bank")));
    }

    /** Under which the bank's case about a charge is found: there is one a charge. */
    static String chargeback(PaymentId payment) {
        return "cb_" + payment;
    }

    Optional<Played> played(MarketplaceId marketplace, CommandKey key) {
        return item(key(marketplace, "key_" + key.hash()))
                .map(item -> new Played(
                        Items.text(item, "fingerprint"),
                        new PaymentId(Items.text(item, "payment")),
                        Items.text(item, "outcome"),
                        item.containsKey("currency") ? Optional.of(money(item)) : Optional.empty()));
    }

    /**
     * The bank's first word or, where {@code before} is there, its second. Nothing if another writer was first.
     *
     * @param now by the system's clock; whoever lists what has changed goes by it
     */
    Optional<Played> playBank(
            Charge charge, Optional<Chargeback> before, Chargeback after, Instant now, CommandKey key) {
        Map<String, AttributeValue> item = key(charge.marketplace(), chargeback(charge.id()));
        item.put("amount", Items.of(after.amount().amountMinor()));
        item.put("currency", Items.of(after.amount().currency().code()));
        item.put("bank", Items.of(after.bank()));
        item.put("changedAt", Items.of(Times.text(now)));
        Put.Builder put = Put.builder().tableName(table).item(item);
        if (before.isEmpty()) {
            put.conditionExpression("attribute_not_exists(pk)");
        } else {
            put.conditionExpression("#bank = :before")
                    .expressionAttributeNames(Map.of("#bank", "bank"))
                    .expressionAttributeValues(Map.of(":before", Items.of(before.get().bank())));
        }
        var played = new Played(key.fingerprint(), charge.id(), after.bank(), Optional.of(after.amount()));
        return together(put.build(), charge, played, key);
    }

    /** What the payer does, for a command. Nothing if the charge waits for it no more. */
    Optional<Played> playPayer(Charge charge, boolean succeeds, String outcome, CommandKey key) {
        Put put = Put.builder()
                .tableName(table)
                .item(decided(charge, succeeds))
                .conditionExpression("#status = :waits")
                .expressionAttributeNames(Map.of("#status", "status"))
                .expressionAttributeValues(Map.of(":waits", Items.of(ACTION_NEEDED)))
                .build();
        return together(put, charge, new Played(key.fingerprint(), charge.id(), outcome, Optional.empty()), key);
    }

    /** What the payer does, at the page, for whose form the charge itself remembers. */
    boolean playPayer(Charge charge, boolean succeeds) {
        try {
            dynamo.putItem(put -> put.tableName(table)
                    .item(decided(charge, succeeds))
                    .conditionExpression("#status = :waits")
                    .expressionAttributeNames(Map.of("#status", "status"))
                    .expressionAttributeValues(Map.of(":waits", Items.of(ACTION_NEEDED))));
            return true;
        } catch (ConditionalCheckFailedException moved) {
            return false;
        } catch (SdkException e) {
            throw unanswered(e);
        }
    }

    private static Map<String, AttributeValue> decided(Charge charge, boolean succeeds) {
        Map<String, AttributeValue> item = new HashMap<>(charge.item());
        item.put("status", Items.of(succeeds ? CAPTURED : DECLINED));
        item.put("code", Items.of(succeeds ? "" : AUTHENTICATION_FAILED));
        return item;
    }

    private Optional<Played> together(Put effect, Charge charge, Played played, CommandKey key) {
        Map<String, AttributeValue> kept = key(charge.marketplace(), "key_" + key.hash());
        kept.put("fingerprint", Items.of(played.fingerprint()));
        kept.put("payment", Items.of(played.payment().value()));
        kept.put("outcome", Items.of(played.outcome()));
        played.amount().ifPresent(amount -> {
            kept.put("amount", Items.of(amount.amountMinor()));
            kept.put("currency", Items.of(amount.currency().code()));
        });
        Put once = Put.builder()
                .tableName(table)
                .item(kept)
                .conditionExpression("attribute_not_exists(pk)")
                .build();
        // The same words only for the same writes: another try of the SDK is then the same transaction.
        String words = key.hash() + "/" + key.fingerprint() + "/" + effect.item().hashCode();
        String token = UUID.nameUUIDFromBytes(words.getBytes(StandardCharsets.UTF_8)).toString();
        try {
            dynamo.transactWriteItems(both -> both.clientRequestToken(token)
                    .transactItems(
                            TransactWriteItem.builder().put(once).build(),
                            TransactWriteItem.builder().put(effect).build()));
            return Optional.of(played);
        } catch (TransactionCanceledException moved) {
            return Optional.empty();
        } catch (SdkException e) {
            throw unanswered(e);
        }
    }

    private Optional<Map<String, AttributeValue>> item(Map<String, AttributeValue> key) {
        try {
            Map<String, AttributeValue> item = dynamo.getItem(
                            get -> get.tableName(table).key(key).consistentRead(true))
                    .item();
            return item == null || item.isEmpty() ? Optional.empty() : Optional.of(item);
        } catch (SdkException e) {
            throw unanswered(e);
        }
    }

    private static Map<String, AttributeValue> key(MarketplaceId marketplace, String name) {
        return new HashMap<>(Map.of("pk", Items.of("gateway#" + marketplace), "sk", Items.of(name)));
    }

    private static Money money(Map<String, AttributeValue> item) {
        return Money.of(Items.number(item, "amount"), Items.text(item, "currency"));
    }

    private static Outage unanswered(SdkException e) {
        return new Outage("the books of the sandbox's gateway do not answer", e);
    }
}
