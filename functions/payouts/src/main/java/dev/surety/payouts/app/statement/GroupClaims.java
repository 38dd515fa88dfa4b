package dev.surety.payouts.app.statement;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The lines that debited a group. A line claims its group before it is booked. So a bank's second debit of the same
 * group waits until the first has told all its payouts. Then it finds nothing left to explain it.
 */
public final class GroupClaims {
    public static final String TYPE = "bank_group";

    /** The debits of one group; a bank that splits it further leaves the rest to people. */
    static final int MOST = 50;

    private final Journal journal;

    public GroupClaims(Journal journal) {
        this.journal = journal;
    }

    record Claims(StateChain chain, List<String> lines) {
        Claims {
            lines = List.copyOf(lines);
        }
    }

    private record Kept(List<String> lines) {
        Kept {
            lines = List.copyOf(lines);
        }
    }

    Claims find(MarketplaceId marketplace, String group) {
        StateChain chain = journal.state(new ChainId(TYPE, marketplace, Id.derive("bg", group)));
        return new Claims(
                chain,
                chain.last()
                        .map(entry -> Json.read(entry.data(), Kept.class).lines())
                        .orElse(List.of()));
    }

    /** Whether a line has debited the group. */
    public boolean isClaimed(MarketplaceId marketplace, String group) {
        return !find(marketplace, group).lines().isEmpty();
    }

    /** False if another line took the place. */
    boolean claim(Claims claims, String line, Instant now) {
        if (claims.lines().contains(line)) {
            return true;
        }
        List<String> lines = new ArrayList<>(claims.lines());
        lines.add(line);
        Instant at = claims.chain().last().map(last -> last.at()).filter(now::isBefore).orElse(now);
        Draft draft = Draft.of(
                "bank_group.claimed.v1",
                new Kept(lines),
                at,
                Actor.RECONCILER,
                CommandKey.ofFact(TYPE, claims.chain().id().toString(), line));
        return journal.append(claims.chain(), draft) instanceof Append.Done;
    }

    /** The group's debits before this line. */
    static List<String> others(Claims claims, String line) {
        return claims.lines().stream().filter(other -> !other.equals(line)).toList();
    }

    /** Whether one more debit may be booked for the group. */
    static Optional<Claims> room(Claims claims) {
        return claims.lines().size() < MOST ? Optional.of(claims) : Optional.empty();
    }
}
