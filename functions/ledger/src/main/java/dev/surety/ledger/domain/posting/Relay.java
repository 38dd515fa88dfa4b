package dev.surety.ledger.domain.posting;

import java.util.List;

/** The function that tells the bus and the feed of entries; it tells of these again. */
public interface Relay {
    void again(List<JournalScan.Scanned> entries);
}
