package dev.surety.ledger.domain.report;

import dev.surety.model.journal.ChainId;
import dev.surety.model.ledger.Line;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A debt by the sales that made it, oldest first. A sale's own credits pay its own debt; all others pay the oldest
 * first.
 */
public final class Debts {
    private final OpenChains chains = new OpenChains();

    public void add(Line line) {
        chains.add(line);
    }

    /** The balance of the account, negative where something is owed. */
    public long sumMinor() {
        return chains.sumMinor();
    }

    public long lines() {
        return chains.lines();
    }

    /** When the chain's debt began. */
    public Instant since(ChainId chain) {
        return chains.since(chain);
    }

    /** The amount owed for each chain, positive; nothing where the account has a credit. */
    public Map<ChainId, Long> owed() {
        Map<ChainId, Long> open = chains.open();
        long paid = open.values().stream().filter(net -> net > 0).reduce(0L, Math::addExact);
        Map<ChainId, Long> owed = new LinkedHashMap<>();
        for (Map.Entry<ChainId, Long> each : open.entrySet()) {
            if (each.getValue() < 0) {
                long owing = Math.negateExact(each.getValue());
                long covered = Math.min(paid, owing);
                paid -= covered;
                if (owing > covered) {
                    owed.put(each.getKey(), owing - covered);
                }
            }
        }
        return owed;
    }
}
