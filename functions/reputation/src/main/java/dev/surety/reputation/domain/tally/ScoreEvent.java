package dev.surety.reputation.domain.tally;

import dev.surety.model.id.ParticipantId;
import dev.surety.model.money.Money;
import dev.surety.reputation.domain.score.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A fact of a sale's score chain. Each says which scores it changes, and by how much. */
public sealed interface ScoreEvent {
    List<ScoreLine> lines();

    /**
     * The sale has ended. The rest of the chain goes by these numbers.
     *
     * @param retained the fees that the marketplace kept at the end
     * @param unit the fee of a typical sale, in minor units; 0 where the marketplace has set none
     */
    record Ended(ParticipantId payer, ParticipantId payee, Money retained, long unit, List<ScoreLine> lines)
            implements ScoreEvent {
        public Ended {
            lines = List.copyOf(lines);
        }
    }

    /** An opinion was weighed, or that the payer had none in time. */
    record Weighed(Opinion opinion, List<ScoreLine> lines) implements ScoreEvent {
        public Weighed {
            lines = List.copyOf(lines);
        }
    }

    /** A fact was weighed. */
    record FactCounted(String cause, List<ScoreLine> lines) implements ScoreEvent {
        public FactCounted {
            lines = List.copyOf(lines);
        }
    }

    /** A bank has decided otherwise since. */
    record Overturned(String cause, List<ScoreLine> lines) implements ScoreEvent {
        public Overturned {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Fees went back, or came again, after the end.
     *
     * @param entry the number of the escrow's entry
     */
    record Reversed(int entry, Money change, List<ScoreLine> lines) implements ScoreEvent {
        public Reversed {
            lines = List.copyOf(lines);
        }
    }

    /** A moderator took the opinion away. */
    record Removed(Role reviewer, List<ScoreLine> lines) implements ScoreEvent {
        public Removed {
            lines = List.copyOf(lines);
        }
    }

    /** The opinion counts again. */
    record Restored(Role reviewer, List<ScoreLine> lines) implements ScoreEvent {
        public Restored {
            lines = List.copyOf(lines);
        }
    }

    /**
     * @param isSilence whether the reviewer said nothing, which counts as a small good opinion
     * @param at when it was published, or the time for it was over
     * @param commitment to the words of the review
     */
    record Opinion(Role reviewer, boolean isGood, boolean isSilence, Instant at, Optional<String> commitment) {}
}
