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
import java.time.Instant;
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
 * first entry {@code order.resolves}. Any other form reads as nothing. The line then stays its own chain's.
 */
public final class JournalLineParts implements LineParts {
    private static final String PAYMENT = "payment";
    private static final String BANK_LINE = "bank_line";
    private static final String ADJUSTMENT = "adjustment";
    private static final Set<String> WITH_PARTS = Set.of(PAYMENT, BANK_LINE, ADJUSTMENT);

    /** The types of chain that leave money which an adjustment clears, by the beginning of the id. */
    private static final Map<String, String> RESOLVED = Map.of("bl", BANK_LINE, "gl", "gateway_line");

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
        List<Line> wanted = lines.stream()
                .filter(line -> WITH_PARTS.contains(line.chain().type()))
                .toList();
        Map<String, List<Part>> byEntry = new HashMap<>();
        for (Map<String, AttributeValue> item : journal.get(wanted.stream()
                .map(line -> LedgerItems.entryKey(line.chain(), teller(line)))
                .distinct()
                .toList())) {
            ChainId chain = ChainId.parse(Items.text(item, "pk"));
            byEntry.put(
                    Line.entry(chain, (int) Items.number(item, "sk")),
                    parts(chain, Items.findText(item, "data").orElse("")));
        }
        Map<String, List<Part>> found = new HashMap<>();
        wanted.forEach(line -> found.put(
                line.entry(), byEntry.getOrDefault(Line.entry(line.chain(), teller(line)), List.of())));
        return found;
    }

    /** The entry that tells the parts: of an adjustment the first, which asks for it, and not the one that posts. */
    private static int teller(Line line) {
        return line.chain().type().equals(ADJUSTMENT) ? 1 : line.number();
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
                String resolves = read.path("order").path("resolves").asString("");
                RESOLVED.entrySet().stream()
                        .filter(of -> Id.isWellFormed(of.getKey(), resolves))
                        .map(of -> new ChainId(of.getValue(), chain.marketplace(), resolves))
                        .forEach(cleared -> parts.add(new Part(cleared, Part.WHOLE)));
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
    public Set<ChainId> booked(Collection<ChainId> payouts, Instant until) {
        return SideBySide.map(
                        Limits.LIST_READS_AT_ONCE,
                        List.copyOf(payouts),
                        payout -> PastEntries.last(chains, payout, until))
                .stream()
                .flatMap(Optional::stream)
                .filter(last -> !NOT_BOOKED.contains(
                        object(last.data()).path("tells").path("state").asString("")))
                .map(Entry::chain)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
