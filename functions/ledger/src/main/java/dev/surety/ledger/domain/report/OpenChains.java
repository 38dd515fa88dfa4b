package dev.surety.ledger.domain.report;

import dev.surety.model.journal.ChainId;
import dev.surety.model.ledger.Line;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** An account's lines added up by the chain that moved them, oldest chain first. */
public final class OpenChains {
    private final Map<ChainId, Long> nets = new LinkedHashMap<>();
    private final Map<ChainId, Instant> since = new LinkedHashMap<>();
    private long sumMinor;
    private long lines;

    public void add(Line line) {
        add(line.chain(), line.amountMinor(), line.at());
        lines++;
    }

    /** Adds a part of a line that is another chain's than the line's own. */
    public void add(ChainId chain, long amountMinor, Instant at) {
        if (nets.getOrDefault(chain, 0L) == 0) {
            since.put(chain, at);
        }
        nets.merge(chain, amountMinor, Math::addExact);
        sumMinor = Math.addExact(sumMinor, amountMinor);
    }

    /** When the chain last began to leave something on the account. */
    public Instant since(ChainId chain) {
        return since.getOrDefault(chain, Instant.EPOCH);
    }

    public long sumMinor() {
        return sumMinor;
    }

    public long lines() {
        return lines;
    }

    /** Those that have left something on the account. */
    public Map<ChainId, Long> open() {
        Map<ChainId, Long> open = new LinkedHashMap<>(nets);
        open.values().removeIf(net -> net == 0);
        return open;
    }

    /** The poster has a debit before its credit: for the moment no chain's share is known. */
    public boolean isOutOfOrder() {
        return nets.values().stream().anyMatch(net -> net < 0);
    }
}
