package dev.surety.ledger.store;

import dev.surety.ledger.domain.open.LineParts;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.Id;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.ledger.Line;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.SideBySide;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads of a payment's entry {@code tells.parts}, of a bank line's entry its {@code parts}, and of an adjustment's
 * {@code tells.resolves}. Any other form reads as nothing: the line then stays its own chain's.
 */
public final class JournalLineParts implements LineParts {
    private static final String PAYMENT = "payment";
    private static final String BANK_LINE = "bank_line";
    private static final String ADJUSTMENT = "adjustment";
    private static final Set<String> WITH_PARTS = Set.of(PAYMENT, BANK_LINE, ADJUSTMENT);

    /** Of these states of a payout the bank still has the money to book. */
    private static final Set<String> NOT_BOOKED =
            Set.of("awaiting_approval", "scheduled", "sending", "unknown", "sent");

    private final LedgerTable journal;
    private final Journal chains;

    public JournalLineParts(DynamoDbClient dynamo, String table) {
        this.journal = new LedgerTable(dynamo, table);
        this.chains = new Journal(dynamo, table);
    }

    @Override
    public Map<String, List<Part>> of(Collection<Line> lines) {
        List<Map<String, AttributeValue>> keys = lines.stream()
                .filter(line -> WITH_PARTS.contains(line.chain().type()))
                .map(line -> LedgerItems.entryKey(line.chain(), line.number()))
                .distinct()
                .toList();
        Map<String, List<Part>> found = new HashMap<>();
        for (Map<String, AttributeValue> item : journal.get(keys)) {
            ChainId chain = ChainId.parse(Items.text(item, "pk"));
            int number = (int) Items.number(item, "sk");
            found.put(Line.entry(chain, number), parts(chain, Items.findText(item, "data").orElse("")));
        }
        return found;
    }

    private static List<Part> parts(ChainId chain, String data) {
        JsonNode read = object(data);
        List<Part> parts = new ArrayList<>();
        switch (chain.type()) {
            case PAYMENT -> read.path("tells").path("parts").forEach(part ->
                    add(parts, chain, "escrow", EscrowId.PREFIX, part.path("escrow"), part.path("amountMinor")));
            case BANK_LINE -> read.path("parts").forEach(part ->
                    add(parts, chain, "payout", "po", part.path("payout"), part.path("amountMinor")));
            default -> {
                JsonNode resolves = read.path("tells").path("resolves");
                if (resolves.isString() && Id.isWellFormed("bl", resolves.stringValue())) {
                    parts.add(new Part(
                            new ChainId(BANK_LINE, chain.marketplace(), resolves.stringValue()), Part.WHOLE));
                }
            }
        }
        return parts;
    }

    private static void add(
            List<Part> parts, ChainId of, String type, String prefix, JsonNode id, JsonNode amountMinor) {
        boolean isPart = id.isString()
                && Id.isWellFormed(prefix, id.stringValue())
                && amountMinor.isIntegralNumber()
                && amountMinor.canConvertToLong()
                && amountMinor.longValue() > 0;
        if (isPart) {
            parts.add(new Part(new ChainId(type, of.marketplace(), id.stringValue()), amountMinor.longValue()));
        }
    }

    private static JsonNode object(String data) {
        try {
            return Json.object(data);
        } catch (JacksonException | ClassCastException noObject) {
            return Json.object();
        }
    }

    @Override
    public Set<ChainId> booked(Collection<ChainId> payouts) {
        return SideBySide.map(Limits.LIST_READS_AT_ONCE, List.copyOf(payouts), chains::last).stream()
                .flatMap(Optional::stream)
                .filter(last -> !NOT_BOOKED.contains(
                        object(last.data()).path("tells").path("state").asString("")))
                .map(Entry::chain)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
