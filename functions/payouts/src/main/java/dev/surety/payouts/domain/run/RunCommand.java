package dev.surety.payouts.domain.run;

import java.util.Set;

/** A person's request to a run. */
public sealed interface RunCommand {
    record Submit(String by) implements RunCommand {}

    /**
     * @param hash of the plan that is approved
     * @param seen the ids of the warnings that the person has seen
     * @param evenIfShort whether to go on although the bank account holds less
     */
    record Approve(String person, String hash, Set<String> seen, boolean evenIfShort) implements RunCommand {
        public Approve {
            seen = Set.copyOf(seen);
        }
    }

    record Reject(String person) implements RunCommand {}

    record Abort(String by) implements RunCommand {}
}
