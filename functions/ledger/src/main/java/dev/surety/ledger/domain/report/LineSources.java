package dev.surety.ledger.domain.report;

import dev.surety.model.journal.ChainId;
import dev.surety.model.ledger.Line;
import java.util.Collection;
import java.util.Map;

/** Reads the journal for the entries of lines; empty for chains that are not escrows. */
public interface LineSources {
    /** By the entry's id; see {@link Line#entry}. */
    Map<String, LineSource> of(Collection<Line> lines);

    /** The references of the chains, where they have one. */
    Map<ChainId, String> references(Collection<ChainId> chains);
}
