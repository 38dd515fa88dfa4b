package dev.surety.escrow.gateway;

import dev.surety.escrow.app.Gateway.Changes;
import dev.surety.escrow.app.Gateway.Charge;
import dev.surety.escrow.app.Gateway.Drawn;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.money.Money;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.json.Times;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * What the payers' banks did, in the books of the sandbox's gateway: one case a charge, with the moment of its last
 * change by the system's clock, which no test clock moves. The sandbox's own function writes them, too.
 */
final class SandboxBanks {
    private static final String CASE = "cb_";

    /** How long a case may take to be written after the moment it names: what is younger is told again. */
    private static final Duration SETTLES = Duration.ofMinutes(1);

    private static final int MOST_CHANGES = 100;

    private final DynamoDbClient dynamo;
    private final String table;
    private final InstantSource clock;

    SandboxBanks(DynamoDbClient dynamo, String table, InstantSource clock) {
        this.dynamo = dynamo;
        this.table = table;
        this.clock = clock;
    }

    /** All of a charge is drawn; false if that is known already. */
    boolean draw(Charge charge) {
        Map<String, AttributeValue> drawn = new HashMap<>();
        drawn.put("pk", Items.of(books(charge.marketplace())));
        drawn.put("sk", Items.of(CASE + charge.reference()));
        drawn.put("amount", Items.of(charge.amount().amountMinor()));
        drawn.put("currency", Items.of(charge.amount().currency().code()));
        drawn.put("bank", Items.of("drawn"));
        drawn.put("changedAt", Items.of(Times.text(clock.instant())));
        try {
            dynamo.putItem(put ->
                    put.tableName(table).item(drawn).conditionExpression("attribute_not_exists(pk)"));
            return true;
        } catch (ConditionalCheckFailedException known) {
            return false;
        }
    }

    List<Drawn> drawn(MarketplaceId marketplace, PaymentId payment) {
        String name = CASE + payment;
        return cases(marketplace, name).stream()
                .map(item -> new Drawn(
                        name,
                        Money.of(Items.number(item, "amount"), Items.text(item, "currency")),
                        switch (Items.text(item, "bank")) {
                            case "won" -> Drawn.Bank.GAVE_BACK;
                            case "lost" -> Drawn.Bank.KEPT;
                            default -> Drawn.Bank.DECIDES;
                        }))
                .toList();
    }

    /** A cursor is a moment and, where it is a case's own, the payment that the case is about. */
    Changes changedSince(MarketplaceId marketplace, String cursor) {
        List<String> since = cases(marketplace, CASE).stream()
                .map(item -> Items.findText(item, "changedAt").orElse("") + " " + payment(item))
                .filter(place -> place.compareTo(cursor) > 0)
                .sorted()
                .toList();
        List<String> page = since.subList(0, Math.min(since.size(), MOST_CHANGES));
        String settled = Times.text(clock.instant().minus(SETTLES));
        boolean young = !page.isEmpty() && page.getLast().compareTo(settled) > 0;
        String to = page.isEmpty() ? cursor : young ? settled : page.getLast();
        return new Changes(
                page.stream().map(place -> place.substring(place.indexOf(' ') + 1)).toList(),
                to.compareTo(cursor) > 0 ? to : cursor,
                !young && since.size() > page.size());
    }

    private static String payment(Map<String, AttributeValue> item) {
        return Items.text(item, "sk").substring(CASE.length());
    }

    private List<Map<String, AttributeValue>> cases(MarketplaceId marketplace, String named) {
        return dynamo
                .queryPaginator(query -> query.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("pk = :pk AND begins_with(sk, :named)")
                        .expressionAttributeValues(
                                Map.of(":pk", Items.of(books(marketplace)), ":named", Items.of(named))))
                .items()
                .stream()
                .toList();
    }

    private static String books(MarketplaceId marketplace) {
        return "gateway#" + marketplace;
    }
}
