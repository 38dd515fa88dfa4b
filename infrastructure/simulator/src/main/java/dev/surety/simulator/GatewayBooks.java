package dev.surety.simulator;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.id.RefundId;
import dev.surety.model.money.Money;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.secrets.Sealed;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * The simulated gateway's books in the sandbox table. No other class knows their items. Each write has a condition on
 * the state that its caller read. If another writer was first, the write returns false and the caller reads again.
 *
 * <p>A store that does not answer is an {@link Outage}: the write may have been made.
 */
final class GatewayBooks {
    static final String CHARGEBACK = "cb_";
    private static final String SETTLEMENT = "settlement_";
    private static final int NONCE_BYTES = 16;

    private final DynamoDbClient dynamo;
    private final String table;

    GatewayBooks(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    /** A chargeback and the moment of its last change, by the system's clock, which no test clock moves. */
    record Changed(Chargeback chargeback, String changedAt) {}

    Optional<Charge> charge(MarketplaceId marketplace, PaymentId payment) {
        return item(key(marketplace, payment.value())).map(item -> charge(marketplace, payment, item));
    }

    /** The charge behind a page. The page has no token, so its address alone leads to the marketplace. */
    Optional<Charge> behindPage(PaymentId payment) {
        return item(page(payment))
                .map(page -> new MarketplaceId(Items.text(page, "marketplace")))
                .flatMap(marketplace -> charge(marketplace, payment));
    }

    /** Returns false if the charge exists. Writes the page first for a charge that waits for its payer. */
    boolean open(Charge charge) {
        if (charge.is(Charge.Status.ACTION_NEEDED)) {
            Map<String, AttributeValue> page = page(charge.payment());
            page.put("marketplace", Items.of(charge.marketplace().value()));
            asked(() -> dynamo.putItem(put -> put.tableName(table).item(page)));
        }
        return put(isNew(item(charge)));
    }

    /** Returns false if the charge no longer has the status that the caller read. */
    boolean move(Charge charge, Charge.Status before) {
        return put(ifStill(charge, before));
    }

    Optional<Refund> refund(MarketplaceId marketplace, RefundId id) {
        return item(key(marketplace, id.value())).map(item -> refund(marketplace, id, item));
    }

    /** Books a declined refund. Returns false if the refund exists, declined or made. */
    boolean decline(Refund refund) {
        return put(isNew(item(refund)));
    }

    /**
     * Books the refund, and the charge's new refunded amount, in one transaction. Returns false if the refund exists,
     * or another refund of the charge was first.
     */
    boolean refund(Refund refund, Charge charge, long refundedMinor) {
        var moved = Put.builder().tableName(table).item(item(charge.refunded(refundedMinor)));
        moved.expressionAttributeNames(Map.of("#refunded", "refunded"));
        if (charge.refundedMinor() == 0) {
            moved.conditionExpression("attribute_not_exists(#refunded)");
        } else {
            moved.conditionExpression("#refunded = :before")
                    .expressionAttributeValues(Map.of(":before", Items.of(Long.toString(charge.refundedMinor()))));
        }
        return together(isNew(item(refund)), moved.build());
    }

    /** All charges of a marketplace, by payment. */
    List<Charge> charges(MarketplaceId marketplace) {
        return all(marketplace, PaymentId.PREFIX + "_").stream()
                .map(item -> charge(marketplace, new PaymentId(Items.text(item, "sk")), item))
                .toList();
    }

    /** All refunds of a marketplace, by refund. */
    List<Refund> refunds(MarketplaceId marketplace) {
        return all(marketplace, RefundId.PREFIX + "_").stream()
                .map(item -> refund(marketplace, new RefundId(Items.text(item, "sk")), item))
                .toList();
    }

    private static Refund refund(MarketplaceId marketplace, RefundId id, Map<String, AttributeValue> item) {
        return new Refund(
                marketplace, id, new PaymentId(Items.text(item, "payment")), money(item), Items.text(item, "code"));
    }

    /** The settlements of a marketplace, by reference. */
    List<GatewaySettlement> settlements(MarketplaceId marketplace) {
        return all(marketplace, SETTLEMENT).stream()
                .map(item -> Json.read(Items.text(item, "settlement"), GatewaySettlement.class))
                .toList();
    }

    Optional<GatewaySettlement> settlement(MarketplaceId marketplace, String reference) {
        return item(key(marketplace, SETTLEMENT + reference))
                .map(item -> Json.read(Items.text(item, "settlement"), GatewaySettlement.class));
    }

    /**
     * Books a settlement and its number. Returns false if it exists, or another settlement has its number: then the
     * other may have the same rows.
     */
    boolean settle(MarketplaceId marketplace, GatewaySettlement settlement, int number) {
        Map<String, AttributeValue> item = key(marketplace, SETTLEMENT + settlement.reference());
        item.put("settlement", Items.of(Json.text(Json.tree(settlement))));
        Map<String, AttributeValue> place = key(marketplace, "settled_" + number);
        place.put("reference", Items.of(settlement.reference()));
        return together(isNew(item), isNew(place));
    }

    Optional<Chargeback> chargeback(MarketplaceId marketplace, PaymentId payment) {
        return item(key(marketplace, Chargeback.id(payment))).map(item -> chargeback(payment, item));
    }

    /** All chargebacks of a marketplace. */
    List<Changed> chargebacks(MarketplaceId marketplace) {
        return all(marketplace, CHARGEBACK).stream()
                .map(item -> new Changed(
                        chargeback(new PaymentId(Items.text(item, "sk").substring(CHARGEBACK.length())), item),
                        Items.findText(item, "changedAt").orElse("")))
                .toList();
    }

    private List<Map<String, AttributeValue>> all(MarketplaceId marketplace, String prefix) {
        return asked(() -> dynamo
                .queryPaginator(query -> query.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("pk = :pk AND begins_with(sk, :named)")
                        .expressionAttributeValues(
                                Map.of(":pk", Items.of(books(marketplace)), ":named", Items.of(prefix))))
                .items()
                .stream()
                .toList());
    }

    /** Returns false if the charge has a chargeback. */
    boolean draw(MarketplaceId marketplace, Chargeback chargeback, Instant now) {
        return put(isNew(item(marketplace, chargeback, now)));
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
     * Books the bank's debit or, if {@code before} is there, its decision. Returns false if another writer was first.
     */
    boolean playBank(
            MarketplaceId marketplace,
            Optional<Chargeback> before,
            Chargeback after,
            Instant now,
            CommandKey key,
            Played played) {
        var item = item(marketplace, after, now);
        Put put = before.map(known -> ifStill(item, known)).orElseGet(() -> isNew(item));
        return together(isNew(item(marketplace, key, played)), put);
    }

    /** Books the first answer to a chargeback. Returns false if another writer was first. */
    boolean answer(MarketplaceId marketplace, Chargeback before, Chargeback.Answer answer, Instant now) {
        return put(ifStill(item(marketplace, before.answered(answer), now), before));
    }

    /** On condition of the status and of the answer, because both the bank and its customer write here. */
    private Put ifStill(Map<String, AttributeValue> after, Chargeback before) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":before", Items.of(before.status().word()));
        before.answer().ifPresent(answer -> values.put(":answer", Items.of(answer.reference())));
        return Put.builder()
                .tableName(table)
                .item(after)
                .conditionExpression("#bank = :before AND "
                        + (before.answer().isPresent() ? "#answer = :answer" : "attribute_not_exists(#answer)"))
                .expressionAttributeNames(Map.of("#bank", "bank", "#answer", "answer"))
                .expressionAttributeValues(values)
                .build();
    }

    /** Books the payer's decision. Returns false if the charge no longer waits for it, or another call used the key. */
    boolean playPayer(Charge decided, CommandKey key, Played played) {
        return together(
                isNew(item(decided.marketplace(), key, played)),
                ifStill(decided, Charge.Status.ACTION_NEEDED));
    }

    private Put isNew(Map<String, AttributeValue> item) {
        return Put.builder()
                .tableName(table)
                .item(item)
                .conditionExpression("attribute_not_exists(pk)")
                .build();
    }

    private Put ifStill(Charge charge, Charge.Status before) {
        return Put.builder()
                .tableName(table)
                .item(item(charge))
                .conditionExpression("#status = :before")
                .expressionAttributeNames(Map.of("#status", "status"))
                .expressionAttributeValues(Map.of(":before", Items.of(before.word())))
                .build();
    }

    private boolean put(Put put) {
        var request = PutItemRequest.builder()
                .tableName(put.tableName())
                .item(put.item())
                .conditionExpression(put.conditionExpression());
        if (put.hasExpressionAttributeNames()) {
            request.expressionAttributeNames(put.expressionAttributeNames())
                    .expressionAttributeValues(put.expressionAttributeValues());
        }
        try {
            dynamo.putItem(request.build());
            return true;
        } catch (ConditionalCheckFailedException overtaken) {
            return false;
        } catch (SdkException e) {
            throw unanswered(e);
        }
    }

    /**
     * Each call has its own request token, so that of two calls with one key only one learns that it wrote. The SDK's
     * retry of a call repeats the call's token, and gets the first try's answer.
     */
    private boolean together(Put one, Put other) {
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(Sealed.random(NONCE_BYTES));
        try {
            dynamo.transactWriteItems(both -> both.clientRequestToken(token)
                    .transactItems(
                            TransactWriteItem.builder().put(one).build(),
                            TransactWriteItem.builder().put(other).build()));
            return true;
        } catch (TransactionCanceledException overtaken) {
            return false;
        } catch (SdkException e) {
            throw unanswered(e);
        }
    }

    private Optional<Map<String, AttributeValue>> item(Map<String, AttributeValue> key) {
        return Optional.ofNullable(asked(() -> dynamo.getItem(
                                get -> get.tableName(table).key(key).consistentRead(true)))
                        .item())
                .filter(item -> !item.isEmpty());
    }

    private static <T> T asked(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw unanswered(e);
        }
    }

    private static Outage unanswered(SdkException e) {
        return new Outage("the books of the simulated gateway do not answer", e);
    }

    private static Charge charge(MarketplaceId marketplace, PaymentId payment, Map<String, AttributeValue> item) {
        return new Charge(
                marketplace,
                payment,
                Charge.Status.of(Items.text(item, "status")),
                Items.text(item, "code"),
                Items.findText(item, "method").orElse(""),
                item.containsKey("currency") ? Optional.of(money(item)) : Optional.empty(),
                Items.findText(item, "refunded").map(Long::parseLong).orElse(0L),
                Items.findText(item, "returnUrl").map(URI::create),
                Items.findText(item, "readyAt").map(Instant::parse));
    }

    private static Map<String, AttributeValue> item(Charge charge) {
        Map<String, AttributeValue> item = key(charge.marketplace(), charge.payment().value());
        item.put("status", Items.of(charge.status().word()));
        item.put("code", Items.of(charge.code()));
        charge.amount().ifPresent(amount -> {
            item.put("method", Items.of(charge.method()));
            put(item, amount);
        });
        if (charge.refundedMinor() != 0) {
            item.put("refunded", Items.of(Long.toString(charge.refundedMinor())));
        }
        charge.returnUrl().ifPresent(url -> item.put("returnUrl", Items.of(url.toString())));
        charge.readyAt().ifPresent(at -> item.put("readyAt", Items.of(Times.text(at))));
        return item;
    }

    private static Map<String, AttributeValue> item(Refund refund) {
        Map<String, AttributeValue> item = key(refund.marketplace(), refund.id().value());
        item.put("status", Items.of(refund.isMade() ? "done" : Charge.Status.DECLINED.word()));
        item.put("code", Items.of(refund.code()));
        item.put("payment", Items.of(refund.payment().value()));
        put(item, refund.amount());
        return item;
    }

    private static Chargeback chargeback(PaymentId payment, Map<String, AttributeValue> item) {
        return new Chargeback(
                payment,
                money(item),
                Chargeback.Status.of(Items.text(item, "bank")),
                Items.findText(item, "reason"),
                Items.findText(item, "evidenceDueBy").map(Instant::parse),
                Items.findText(item, "answer")
                        .map(reference -> new Chargeback.Answer(
                                reference,
                                Chargeback.Kind.valueOf(Items.text(item, "answerKind")),
                                Items.text(item, "answerSha256"))));
    }

    private static Map<String, AttributeValue> item(MarketplaceId marketplace, Chargeback chargeback, Instant now) {
        Map<String, AttributeValue> item = key(marketplace, chargeback.id());
        put(item, chargeback.amount());
        item.put("bank", Items.of(chargeback.status().word()));
        item.put("changedAt", Items.of(Times.text(now)));
        chargeback.reason().ifPresent(reason -> item.put("reason", Items.of(reason)));
        chargeback.evidenceDueBy().ifPresent(at -> item.put("evidenceDueBy", Items.of(Times.text(at))));
        chargeback.answer().ifPresent(answer -> {
            item.put("answer", Items.of(answer.reference()));
            item.put("answerKind", Items.of(answer.kind().name()));
            item.put("answerSha256", Items.of(answer.sha256()));
        });
        return item;
    }

    private static Map<String, AttributeValue> item(MarketplaceId marketplace, CommandKey key, Played played) {
        Map<String, AttributeValue> item = key(marketplace, "key_" + key.hash());
        item.put("fingerprint", Items.of(played.fingerprint()));
        item.put("payment", Items.of(played.payment().value()));
        item.put("outcome", Items.of(played.outcome()));
        played.amount().ifPresent(amount -> put(item, amount));
        return item;
    }

    private static void put(Map<String, AttributeValue> item, Money amount) {
        item.put("amount", Items.of(amount.amountMinor()));
        item.put("currency", Items.of(amount.currency().code()));
    }

    private static Money money(Map<String, AttributeValue> item) {
        return Money.of(Items.number(item, "amount"), Items.text(item, "currency"));
    }

    private static Map<String, AttributeValue> key(MarketplaceId marketplace, String name) {
        return new HashMap<>(Map.of("pk", Items.of(books(marketplace)), "sk", Items.of(name)));
    }

    private static Map<String, AttributeValue> page(PaymentId payment) {
        return new HashMap<>(Map.of("pk", Items.of("action#" + payment), "sk", Items.of("page")));
    }

    private static String books(MarketplaceId marketplace) {
        return "gateway#" + marketplace;
    }
}
