package dev.surety.ledger.store;

import dev.surety.ledger.domain.LedgerScan;
import dev.surety.ledger.domain.Place;
import dev.surety.model.Invariants;
import dev.surety.runtime.aws.Items;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The ledger, whole. */
public final class DynamoLedgerScan implements LedgerScan {
    private final Scans scans;

    public DynamoLedgerScan(DynamoDbClient dynamo, String table, InstantSource clock) {
        this.scans = new Scans(dynamo, table, clock);
    }

    @Override
    public boolean each(Instant deadline, Consumer<Seen> item) {
        return scans.each(deadline, read -> item.accept(seen(read)));
    }

    private static Seen seen(Map<String, AttributeValue> item) {
        String pk = Items.text(item, "pk");
        String sk = Items.text(item, "sk");
        try {
            if (pk.startsWith("parked#")) {
                int tilde = pk.indexOf('~');
                return new Seen.OfParked(
                        new Place(Items.text(item, "chain"), (int) Items.number(item, "number")),
                        tilde < 0 ? 0 : Integer.parseInt(pk.substring(tilde + 1)));
            }
            if (pk.startsWith("breach#")) {
                return new Seen.OfBreach(pk.substring("breach#".length()));
            }
            if (pk.startsWith("accounts#") || pk.startsWith("parked-chain#")
                    || pk.startsWith(LedgerItems.JOB) || pk.startsWith(LedgerItems.ORDER)
                    || pk.startsWith(LedgerItems.GENERATION) || sk.startsWith(LedgerItems.DAY)) {
                return new Seen.OfList();
            }
            if (sk.equals(LedgerItems.BALANCE)) {
                return new Seen.OfBalance(LedgerItems.balance(item));
            }
            return new Seen.OfLine(LedgerItems.line(LedgerItems.account(pk), item));
        } catch (Invariants.Breach | IllegalArgumentException | DateTimeException | IndexOutOfBoundsException broken) {
            return new Seen.Unreadable(pk + " " + sk);
        }
    }
}
