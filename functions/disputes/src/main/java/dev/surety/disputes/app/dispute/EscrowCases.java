package dev.surety.disputes.app.dispute;

import dev.surety.model.dispute.EscrowDisputes;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The disputes of escrows, as the last entry of each says. */
public final class EscrowCases {
    public static final String TYPE = "escrow";

    private final Journal journal;

    public EscrowCases(Journal journal) {
        this.journal = journal;
    }

    public static ChainId chain(MarketplaceId marketplace, EscrowId escrow) {
        return new ChainId(TYPE, marketplace, escrow.value());
    }

    /** Nothing if it is no escrow, or never had a dispute. */
    public Optional<EscrowDisputes> find(ChainId escrow) {
        return escrow.type().equals(TYPE) && Id.isWellFormed(EscrowId.PREFIX, escrow.id())
                ? journal.last(escrow).flatMap(EscrowCases::read)
                : Optional.empty();
    }

    private static Optional<EscrowDisputes> read(Entry entry) {
        JsonNode member = Json.object(entry.data()).path(EscrowDisputes.MEMBER);
        return member instanceof ObjectNode told
                ? Optional.of(Json.shared(told, EscrowDisputes.class, EscrowDisputes.VERSION))
                : Optional.empty();
    }
}
