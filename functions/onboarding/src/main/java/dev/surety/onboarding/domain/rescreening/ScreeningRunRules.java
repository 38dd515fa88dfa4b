package dev.surety.onboarding.domain.rescreening;

import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import dev.surety.onboarding.domain.rescreening.Look.Verdict;
import dev.surety.onboarding.domain.rescreening.ScreeningRun.Counts;
import dev.surety.onboarding.domain.rescreening.ScreeningRun.State;
import dev.surety.onboarding.domain.rescreening.ScreeningRunCommand.End;
import dev.surety.onboarding.domain.rescreening.ScreeningRunCommand.Page;
import dev.surety.onboarding.domain.rescreening.ScreeningRunCommand.Slice;
import dev.surety.onboarding.domain.rescreening.ScreeningRunCommand.Start;
import dev.surety.onboarding.domain.rescreening.ScreeningRunEvent.Paged;
import dev.surety.onboarding.domain.rescreening.ScreeningRunEvent.Part;
import dev.surety.onboarding.domain.rescreening.ScreeningRunEvent.Rescreened;
import dev.surety.onboarding.domain.rescreening.ScreeningRunEvent.Started;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rules of a run: one begins, takes page after page, and ends. */
public final class ScreeningRunRules {
    private ScreeningRunRules() {}

    public sealed interface Decision {
        record Append(ScreeningRunEvent event, ScreeningRun after) implements Decision {}

        record Refused(Refusal refusal) implements Decision {}
    }

    /** @param run the one the command is for; nothing before it has begun */
    public static Decision decide(Optional<ScreeningRun> run, ScreeningRunCommand command, Instant now) {
        return switch (command) {
            case Start start ->
                run.isEmpty()
                        ? new Decision.Append(
                                new Started(), ScreeningRun.begun(start.order(), start.shards(), now))
                        : refused("The run has begun.");
            case Page page -> run.map(of -> page(of, page)).orElseGet(ScreeningRunRules::notBegun);
            case End _ -> run.map(of -> end(of, now)).orElseGet(ScreeningRunRules::notBegun);
        };
    }

    private static Decision page(ScreeningRun run, Page page) {
        return switch (run.state()) {
            case DONE -> refused("The run is done.");
            case WORKING -> {
                if (run.hasLookedAtAll()) {
                    yield refused("Every participant was looked at.");
                }
                List<Look> looks = page.slices().stream()
                        .flatMap(slice -> slice.looks().stream())
                        .toList();
                var event = new Paged(
                        page.slices().stream().map(ScreeningRunRules::part).toList(),
                        new Counts(
                                looks.size(),
                                count(looks, Verdict.NAMED),
                                count(looks, Verdict.UNSCREENED),
                                count(looks, Verdict.NAMELESS)),
                        Proof.next(run.proof(), looks));
                yield new Decision.Append(event, run.after(event));
            }
        };
    }

    private static Part part(Slice slice) {
        List<Look> looks = slice.looks();
        return new Part(
                slice.shard(),
                looks.stream().findFirst().map(Look::place),
                looks.isEmpty() ? Optional.empty() : Optional.of(looks.getLast().place()),
                looks.stream().map(Look::entry).toList(),
                slice.isEnd());
    }

    private static long count(List<Look> looks, Verdict verdict) {
        return looks.stream().filter(look -> look.verdict() == verdict).count();
    }

    private static Decision end(ScreeningRun run, Instant now) {
        return switch (run.state()) {
            case DONE -> refused("The run is done.");
            case WORKING ->
                run.hasLookedAtAll()
                        ? new Decision.Append(new Rescreened(), run.ended(now))
                        : refused("Participants are left to look at.");
        };
    }

    /** Whether another run may begin in the marketplace. An operator's may not beside one that works. */
    public static Optional<Refusal> beside(String id, ScreeningRun last) {
        return switch (last.state()) {
            case DONE -> Optional.empty();
            case WORKING ->
                Optional.of(CommonReason.TRANSITION_NOT_ALLOWED.with(
                        "There is one run at a time, and " + id + " is not done."));
        };
    }

    private static Decision notBegun() {
        return refused("The run has not begun.");
    }

    private static Decision refused(String detail) {
        return new Decision.Refused(CommonReason.TRANSITION_NOT_ALLOWED.with(detail));
    }
}
