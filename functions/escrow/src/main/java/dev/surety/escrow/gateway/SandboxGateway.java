package dev.surety.escrow.gateway;

import dev.surety.escrow.app.Gateway;
import dev.surety.escrow.domain.Deadlines;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.id.RefundId;
import dev.surety.model.money.Money;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.json.Times;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * The gateway of sandbox stacks. It has books of its own in the sandbox table, an item per reference, so that it
 * behaves as gateways do: the same reference again is the same charge, a cancelled one is never made, with some
 * methods it executes and does not answer, and it never sends back more than it took. What plays the world outside
 * (the payer at the 3-D Secure page, the payer's bank) writes into the same books from the sandbox's own function: the
 * {@code status} of a charge that is {@code action_needed}, and the item of the bank's case about a charge.
 */
public final class SandboxGateway implements Gateway {
    private static final String CAPTURED = "captured";
    private static final String DECLINED = "declined";
    private static final String ACTION_NEEDED = "action_needed";
    private static final String PROCESSING = "processing";

    private final DynamoDbClient dynamo;
    private final String table;
    private final Function<MarketplaceId, Instant> present;
    private final SandboxBanks banks;
    private final Notices notices;

    /** Whom the sandbox's gateway tells, by itself, that there is news of a charge. */
    public interface Notices {
        void tell(MarketplaceId marketplace, PaymentId payment);
    }

    /**
     * @param present what time it is for a marketplace's payers and banks
     * @param clock what time it is for the gateway's own books, which no test clock moves
     */
    public SandboxGateway(
            DynamoDbClient dynamo,
            String table,
            Function<MarketplaceId, Instant> present,
            InstantSource clock,
            Notices notices) {
        this.dynamo = dynamo;
        this.table = table;
        this.present = present;
        this.banks = new SandboxBanks(dynamo, table, clock);
        this.notices = notices;
    }

    @Override
    public String name() {
        return "sandbox";
    }

    @Override
    public Answer charge(Charge charge) {
        return switch (charge.method()) {
            case "card_ok", "refund_fails" -> book(charge, CAPTURED, "");
            case "card_declined" -> book(charge, DECLINED, "card_declined");
            case "card_insufficient_funds" -> book(charge, DECLINED, "insufficient_funds");
            case "card_3ds" -> book(charge, ACTION_NEEDED, "");
            case "card_timeout_done" -> silently(book(charge, CAPTURED, ""));
            case "card_timeout_declined" -> silently(book(charge, DECLINED, "card_declined"));
            case "card_timeout_lost" -> new Answer.Unknown();
            case "card_chargeback" -> chargedBack(charge);
            case Deadlines.SLOW_DEBIT -> book(charge, PROCESSING, "");
            default -> book(charge, DECLINED, "method_not_supported");
        };
    }

    /** The payer's bank draws the money at once, and the gateway tells of it. */
    private Answer chargedBack(Charge charge) {
        Answer answer = book(charge, CAPTURED, "");
        if (!(answer instanceof Answer.Done)) {
            // A bank draws only what was charged.
            return answer;
        }
        try {
            if (!banks.draw(charge)) {
                return answer;
            }
        } catch (SdkException e) {
            return new Answer.Unknown();
        }
        notices.tell(charge.marketplace(), charge.reference());
        return answer;
    }

    @Override
    public Optional<Answer> find(MarketplaceId marketplace, PaymentId reference) {
        try {
            return item(marketplace, reference.value()).map(item -> answer(marketplace, reference, item));
        } catch (SdkException e) {
            return Optional.of(new Answer.Unknown());
        }
    }

    @Override
    public Answer cancel(MarketplaceId marketplace, PaymentId reference) {
        try {
            Map<String, AttributeValue> cancelled =
                    item(marketplace, reference.value()).map(HashMap::new).orElseGet(() ->
                            new HashMap<>(key(marketplace, reference.value())));
            cancelled.put("status", Items.of("cancelled"));
            cancelled.put("code", Items.of("not_completed"));
            dynamo.putItem(put -> put.tableName(table)
                    .item(cancelled)
                    .conditionExpression("attribute_not_exists(pk) OR #status = :waits")
                    .expressionAttributeNames(Map.of("#status", "status"))
                    .expressionAttributeValues(Map.of(":waits", Items.of(ACTION_NEEDED))));
            return answer(marketplace, reference, cancelled);
        } catch (ConditionalCheckFailedException known) {
            return find(marketplace, reference).orElseGet(Answer.Unknown::new);
        } catch (SdkException e) {
            return new Answer.Unknown();
        }
    }

    /** Books the refund and what is left to send back in one transaction, so that never more goes back than came. */
    @Override
    public Answer refund(Refunding refund) {
        try {
            Optional<Map<String, AttributeValue>> charge = item(refund.marketplace(), refund.payment().value());
            if (charge.filter(item -> Items.text(item, "status").equals(CAPTURED)).isEmpty()) {
                return bookRefund(refund, DECLINED, "not_captured");
            }
            if (Items.text(charge.get(), "method").equals("refund_fails")) {
                return bookRefund(refund, DECLINED, "refund_refused");
            }
            long refunded = Items.findText(charge.get(), "refunded").map(Long::parseLong).orElse(0L);
            long after = Math.addExact(refunded, refund.amount().amountMinor());
            if (after > Items.number(charge.get(), "amount")) {
                return bookRefund(refund, DECLINED, "more_than_captured");
            }
            if (after > Math.subtractExact(Items.number(charge.get(), "amount"), drawn(refund))) {
                return bookRefund(refund, DECLINED, "charged_back");
            }
            return move(refund, charge.get(), after);
        } catch (TransactionCanceledException other) {
            // Somebody sends the same refund at this moment, or another of the same charge.
            return findRefund(refund.marketplace(), refund.reference()).orElseGet(Answer.Unknown::new);
        } catch (SdkException e) {
            return new Answer.Unknown();
        }
    }

    /** What the payer's bank has of this charge: it can be sent back only once. */
    private long drawn(Refunding refund) {
        return chargebacks(refund.marketplace(), refund.payment()).stream()
                .filter(of -> of.bank() != Drawn.Bank.GAVE_BACK)
                .mapToLong(of -> of.amount().amountMinor())
                .sum();
    }

    private Answer move(Refunding refund, Map<String, AttributeValue> charge, long after) {
        Map<String, AttributeValue> charged = new HashMap<>(charge);
        charged.put("refunded", Items.of(Long.toString(after)));
        Optional<String> before = Items.findText(charge, "refunded");
        String unmoved = before.isPresent() ? "#refunded = :before" : "attribute_not_exists(#refunded)";
        TransactWriteItem once = TransactWriteItem.builder()
                .put(put -> put.tableName(table)
                        .item(refundItem(refund, "done", ""))
                        .conditionExpression("attribute_not_exists(pk)"))
                .build();
        TransactWriteItem unchanged = TransactWriteItem.builder()
                .put(put -> {
                    put.tableName(table)
                            .item(charged)
                            .conditionExpression(unmoved)
                            .expressionAttributeNames(Map.of("#refunded", "refunded"));
                    before.ifPresent(text -> put.expressionAttributeValues(Map.of(":before", Items.of(text))));
                })
                .build();
        dynamo.transactWriteItems(
                both -> both.clientRequestToken(token(refund, after)).transactItems(once, unchanged));
        return new Answer.Done("sandbox_" + refund.reference());
    }

    private static String token(Refunding refund, long after) {
        String whole = refund.reference() + "/" + after;
        return UUID.nameUUIDFromBytes(whole.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private Answer bookRefund(Refunding refund, String status, String code) {
        try {
            dynamo.putItem(put -> put.tableName(table)
                    .item(refundItem(refund, status, code))
                    .conditionExpression("attribute_not_exists(pk)"));
            return new Answer.Declined(code);
        } catch (ConditionalCheckFailedException known) {
            return findRefund(refund.marketplace(), refund.reference()).orElseGet(Answer.Unknown::new);
        }
    }

    @Override
    public Optional<Answer> findRefund(MarketplaceId marketplace, RefundId reference) {
        try {
            return item(marketplace, reference.value())
                    .map(item -> Items.text(item, "status").equals("done")
                            ? new Answer.Done("sandbox_" + reference)
                            : new Answer.Declined(Items.text(item, "code")));
        } catch (SdkException e) {
            return Optional.of(new Answer.Unknown());
        }
    }

    @Override
    public List<Drawn> chargebacks(MarketplaceId marketplace, PaymentId reference) {
        return banks.drawn(marketplace, reference);
    }

    /**
     * What the payers' banks did. A charge or refund of the sandbox's is what our own call was answered with, or is
     * asked about while that is unknown, so that of these it has nothing more to tell.
     */
    @Override
    public Changes changedSince(MarketplaceId marketplace, String cursor) {
        return banks.changedSince(marketplace, cursor);
    }

    private Answer book(Charge charge, String status, String code) {
        Map<String, AttributeValue> item = key(charge.marketplace(), charge.reference().value());
        item.put("status", Items.of(status));
        item.put("code", Items.of(code));
        item.put("method", Items.of(charge.method()));
        item.put("amount", Items.of(charge.amount().amountMinor()));
        item.put("currency", Items.of(charge.amount().currency().code()));
        charge.returnUrl().ifPresent(url -> item.put("returnUrl", Items.of(url)));
        if (status.equals(PROCESSING)) {
            Instant readyAt = present.apply(charge.marketplace()).plus(Deadlines.SLOW_DEBIT_TAKES);
            item.put("readyAt", Items.of(Times.text(readyAt)));
        }
        try {
            if (status.equals(ACTION_NEEDED)) {
                page(charge);
            }
            dynamo.putItem(put ->
                    put.tableName(table).item(item).conditionExpression("attribute_not_exists(pk)"));
            return answer(charge.marketplace(), charge.reference(), item);
        } catch (ConditionalCheckFailedException known) {
            return find(charge.marketplace(), charge.reference()).orElseGet(Answer.Unknown::new);
        } catch (SdkException e) {
            return new Answer.Unknown();
        }
    }

    /** The page has no token, so it has to find the marketplace by the payment's id alone. */
    private void page(Charge charge) {
        Map<String, AttributeValue> page = new HashMap<>(Map.of(
                "pk", Items.of("action#" + charge.reference()),
                "sk", Items.of("page"),
                "marketplace", Items.of(charge.marketplace().value())));
        dynamo.putItem(put -> put.tableName(table).item(page));
    }

    private Answer answer(MarketplaceId marketplace, PaymentId reference, Map<String, AttributeValue> item) {
        return switch (Items.text(item, "status")) {
            case CAPTURED -> new Answer.Done("sandbox_" + reference);
            case ACTION_NEEDED -> new Answer.Action();
            case PROCESSING -> {
                Instant readyAt = Instant.parse(Items.text(item, "readyAt"));
                yield present.apply(marketplace).isBefore(readyAt)
                        ? new Answer.Unknown()
                        : arrived(marketplace, reference, item);
            }
            default -> new Answer.Declined(Items.text(item, "code"));
        };
    }

    /** A slow debit that has arrived is a captured charge. The gateway tells of it: several escrows may wait for it. */
    private Answer arrived(MarketplaceId marketplace, PaymentId reference, Map<String, AttributeValue> item) {
        Map<String, AttributeValue> captured = new HashMap<>(item);
        captured.put("status", Items.of(CAPTURED));
        try {
            dynamo.putItem(put -> put.tableName(table)
                    .item(captured)
                    .conditionExpression("#status = :processing")
                    .expressionAttributeNames(Map.of("#status", "status"))
                    .expressionAttributeValues(Map.of(":processing", Items.of(PROCESSING))));
            notices.tell(marketplace, reference);
            return new Answer.Done("sandbox_" + reference);
        } catch (ConditionalCheckFailedException moved) {
            return find(marketplace, reference).orElseGet(Answer.Unknown::new);
        } catch (SdkException e) {
            return new Answer.Unknown();
        }
    }

    private static Answer silently(Answer done) {
        return done instanceof Answer.Unknown ? done : new Answer.Unknown();
    }

    private Map<String, AttributeValue> refundItem(Refunding refund, String status, String code) {
        Map<String, AttributeValue> item = key(refund.marketplace(), refund.reference().value());
        item.put("status", Items.of(status));
        item.put("code", Items.of(code));
        item.put("payment", Items.of(refund.payment().value()));
        item.put("amount", Items.of(refund.amount().amountMinor()));
        item.put("currency", Items.of(refund.amount().currency().code()));
        return item;
    }

    private Optional<Map<String, AttributeValue>> item(MarketplaceId marketplace, String reference) {
        Map<String, AttributeValue> item = dynamo.getItem(
                        get -> get.tableName(table).key(key(marketplace, reference)).consistentRead(true))
                .item();
        return item == null || item.isEmpty() ? Optional.empty() : Optional.of(item);
    }

    private static Map<String, AttributeValue> key(MarketplaceId marketplace, String reference) {
        return new HashMap<>(Map.of("pk", Items.of("gateway#" + marketplace), "sk", Items.of(reference)));
    }
}
