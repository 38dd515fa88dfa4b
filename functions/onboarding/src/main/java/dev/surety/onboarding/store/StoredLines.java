package dev.surety.onboarding.store;

import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.ChainId;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.ledger.Line;
import dev.surety.model.ledger.StoredLine;
import dev.surety.model.money.Currency;
import dev.surety.onboarding.app.export.AccountLines;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.ledger.LineItems;
import dev.surety.runtime.resilience.Outage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The ledger's lines of participants' accounts, as the ledger's table has them. */
public final class StoredLines implements AccountLines {
    /** A sort key after that of every line. */
    static final String LAST = LineItems.LINE + "~";

    private final DynamoDbClient dynamo;
    private final String ledger;

    public StoredLines(DynamoDbClient dynamo, String ledger) {
        this.dynamo = dynamo;
        this.ledger = ledger;
    }

    @Override
    public Stream<Line> of(ChainId participant, Set<Currency> currencies) {
        return Arrays.stream(AccountKind.values())
                .filter(AccountKind::isParticipants)
                .flatMap(kind -> currencies.stream().sorted().map(currency -> new LedgerAccount(
                        participant.marketplace(), Account.of(kind, participant.id()), currency)))
                .flatMap(account -> of(account, LineItems.LINE, LAST));
    }

    /** The lines of an account from one sort key to another, the oldest first. */
    Stream<Line> of(LedgerAccount account, String from, String to) {
        List<StoredLine> lines = new ArrayList<>();
        Map<String, AttributeValue> start = Map.of();
        try {
            do {
                Map<String, AttributeValue> after = start;
                var page = dynamo.query(query -> {
                    query.tableName(ledger)
                            .consistentRead(true)
                            .keyConditionExpression("pk = :pk AND sk BETWEEN :from AND :to")
                            .expressionAttributeValues(Map.of(
                                    ":pk", Items.of(account.key()), ":from", Items.of(from), ":to", Items.of(to)));
                    if (!after.isEmpty()) {
                        query.exclusiveStartKey(after);
                    }
                });
                page.items().forEach(item -> lines.addAll(LineItems.read(account, item).lines()));
                start = page.lastEvaluatedKey();
            } while (!start.isEmpty());
        } catch (SdkException e) {
            throw new Outage("the ledger does not answer", e);
        }
        return lines.stream().map(StoredLine::line);
    }
}
