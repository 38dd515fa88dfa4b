package dev.surety.cli;

import dev.surety.model.plan.PlanFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fetches a run's plan and hashes it again, here, from the rows that a person can read. */
final class PlanCheck {
    private PlanCheck() {}

    static List<String> fetch(Api api, String run) {
        List<String> all = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            List<String> part = api.lines("/v1/payout-runs/" + run + "/plan"
                    + cursor.map(of -> "?cursor=" + Api.encoded(of)).orElse(""));
            all.addAll(part);
            cursor = PlanFile.more(part);
        } while (cursor.isPresent());
        return all;
    }

    /** The computed hash; a failure if any page, or the whole, has another than Surety says. */
    static String computed(List<String> file, String stated) {
        PlanFile.Checked checked = PlanFile.check(file);
        if (!checked.holds() || !checked.computed().equals(stated)) {
            throw Failure.refused("The plan has another hash than Surety says. Do not approve it. "
                    + "Computed %s, stated %s, wrong pages %d."
                            .formatted(checked.computed(), checked.stated(), checked.wrongPages()));
        }
        return "%s (computed here from %d rows, equal)".formatted(checked.computed(), checked.rows());
    }
}
