package dev.surety.payouts.domain.run;

import dev.surety.model.id.FileId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.PayoutId;
import dev.surety.payouts.domain.file.FileOrder.Part;
import dev.surety.payouts.domain.plan.Tally.Share;
import java.util.List;

/** A fact of a run's chain. */
public sealed interface RunEvent {
    record Planning(RunOrder order) implements RunEvent {}

    /** The payees are divided into so many groups. */
    record Listed(int groups) implements RunEvent {}

    /** A group has planned its pages, whose hashes these are. */
    record GroupPlanned(int group, List<String> pages, Share items, Share exclusions) implements RunEvent {
        public GroupPlanned {
            pages = List.copyOf(pages);
        }
    }

    /**
     * The plan is whole.
     *
     * @param header its canonical JSON, which the hash begins with
     * @param warnings their ids
     */
    record Planned(String header, String hash, Share items, Share exclusions, List<String> warnings)
            implements RunEvent {
        public Planned {
            warnings = List.copyOf(warnings);
        }
    }

    /** More payees have money than a run can hold. */
    record TooLarge(int payees) implements RunEvent {}

    record Stale() implements RunEvent {}

    /** @param needed how many people have to approve, by the sums of that moment */
    record Submitted(String by, int needed) implements RunEvent {}

    /** @param needed how many people have to approve, as it was when this one did */
    record Approved(String person, int needed, boolean last) implements RunEvent {}

    record Rejected(String person) implements RunEvent {}

    record Expired() implements RunEvent {}

    record Aborted(String by) implements RunEvent {}

    record TakenOut(PayoutId payout, ParticipantId payee) implements RunEvent {}

    /** From here on the run cannot be aborted. */
    record Executing() implements RunEvent {}

    record GroupDone(int group, RunCounts counts) implements RunEvent {}

    /** All that goes out by files is debited, and these are its files. */
    record Filed(List<PartOfRun> files) implements RunEvent {
        public Filed {
            files = List.copyOf(files);
        }
    }

    /** A file and the pages of the run that it holds. */
    record PartOfRun(FileId file, List<Part> parts) {
        public PartOfRun {
            parts = List.copyOf(parts);
        }
    }

    record Executed(RunCounts counts) implements RunEvent {}

    /** A timer looked, and looks again later. */
    record Looked(String why) implements RunEvent {}
}
