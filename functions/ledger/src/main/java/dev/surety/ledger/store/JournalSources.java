package dev.surety.ledger.store;

import dev.surety.ledger.domain.posting.Arrival;
import dev.surety.ledger.domain.report.LineSource;
import dev.surety.ledger.domain.report.LineSources;
import dev.surety.model.journal.ChainId;
import dev.surety.model.ledger.Line;
import dev.surety.runtime.aws.Items;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads entries of escrows and payouts, and escrows' first ones for the reference that the list index has. */
public final class JournalSources implements LineSources {
    private static final String TYPE = "escrow";

    /** The types of chain whose entries post fees beside a participant's money. */
    private static final Set<String> WITH_FEES = Set.of(TYPE, "payout");

    private final LedgerTable journal;

    public JournalSources(DynamoDbClient dynamo, String table) {
        this.journal = new LedgerTable(dynamo, table);
    }

    @Override
    public Map<String, LineSource> of(Collection<Line> lines) {
        List<Line> wanted = lines.stream()
                .filter(line -> WITH_FEES.contains(line.chain().type()))
                .toList();
        Map<String, LineSource> sources = new HashMap<>();
        for (Map<String, AttributeValue> item : journal.get(
                wanted.stream().map(line -> LedgerItems.entryKey(line.chain(), line.number())).toList())) {
            if (EntryImages.inserted(EntryImages.place(item), item) instanceof Arrival.Moved(var moved)) {
                sources.put(Line.entry(moved.chain(), moved.number()), new LineSource(moved.postings()));
            }
        }
        return sources;
    }

    @Override
    public Map<ChainId, String> references(Collection<ChainId> chains) {
        Map<ChainId, String> references = new HashMap<>();
        List<Map<String, AttributeValue>> keys = chains.stream()
                .filter(chain -> chain.type().equals(TYPE))
                .map(chain -> LedgerItems.entryKey(chain, 1))
                .toList();
        for (Map<String, AttributeValue> item : journal.get(keys)) {
            ChainId chain = ChainId.parse(Items.text(item, "pk"));
            String prefix = TYPE + "#" + chain.marketplace() + "#";
            Items.findText(item, "reference")
                    .filter(reference -> reference.startsWith(prefix))
                    .ifPresent(reference -> references.put(chain, reference.substring(prefix.length())));
        }
        return references;
    }
}
