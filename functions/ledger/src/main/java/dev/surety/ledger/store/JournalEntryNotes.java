package dev.surety.ledger.store;

import dev.surety.ledger.domain.books.EntryNotes;
import dev.surety.ledger.domain.posting.Arrival;
import dev.surety.ledger.domain.report.LineSources;
import dev.surety.model.journal.ChainId;
import dev.surety.model.ledger.Line;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.json.Json;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads the entries of lines, and of a bank line the first, which has the bank's date. */
public final class JournalEntryNotes implements EntryNotes {
    private static final String BANK_LINE = "bank_line";

    private final LedgerTable journal;
    private final LineSources sources;

    public JournalEntryNotes(DynamoDbClient dynamo, String table, LineSources sources) {
        this.journal = new LedgerTable(dynamo, table);
        this.sources = sources;
    }

    @Override
    public Map<String, Note> of(Collection<Line> lines) {
        Map<ChainId, String> escrows =
                sources.references(lines.stream().map(Line::chain).distinct().toList());
        Map<ChainId, String> days = days(lines);
        Map<String, Note> notes = new HashMap<>();
        List<Map<String, AttributeValue>> keys = lines.stream()
                .map(line -> LedgerItems.entryKey(line.chain(), line.number()))
                .distinct()
                .toList();
        for (Map<String, AttributeValue> item : journal.get(keys)) {
            if (EntryImages.inserted(EntryImages.place(item), item) instanceof Arrival.Moved(var moved)) {
                Optional<String> told = text(item, "tells", "reference");
                Optional<String> reference = Optional.ofNullable(escrows.get(moved.chain())).or(() -> told);
                Optional<String> day = Optional.ofNullable(days.get(moved.chain()));
                notes.put(
                        Line.entry(moved.chain(), moved.number()), new Note(moved.postings(), day, reference));
            }
        }
        return notes;
    }

    private Map<ChainId, String> days(Collection<Line> lines) {
        List<Map<String, AttributeValue>> firsts = lines.stream()
                .map(Line::chain)
                .filter(chain -> chain.type().equals(BANK_LINE))
                .distinct()
                .map(chain -> LedgerItems.entryKey(chain, 1))
                .toList();
        Map<ChainId, String> days = new HashMap<>();
        for (Map<String, AttributeValue> item : journal.get(firsts)) {
            text(item, "bookedOn").ifPresent(day -> days.put(ChainId.parse(Items.text(item, "pk")), day));
        }
        return days;
    }

    private static Optional<String> text(Map<String, AttributeValue> item, String... path) {
        try {
            JsonNode at = Json.object(Items.findText(item, "data").orElse("{}"));
            for (String member : path) {
                at = at.path(member);
            }
            return at.asStringOpt();
        } catch (JacksonException | ClassCastException noObject) {
            return Optional.empty();
        }
    }
}
