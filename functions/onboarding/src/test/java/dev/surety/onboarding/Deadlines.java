package dev.surety.onboarding;

import dev.surety.dynamo.SuretyTables;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import java.util.List;

/** Hands out the deadlines of participants and of their cases, as the timers do. */
final class Deadlines {
    private Deadlines() {}

    /** Hands out every deadline that is due until none is left, or none of them leads to an entry. */
    static void pass(OnboardingWorld world) {
        boolean isAgain = true;
        while (isAgain) {
            isAgain = false;
            for (ChainId chain : participants(world)) {
                Entry last = world.chain(chain).getLast();
                boolean isDue = last.due()
                        .filter(due -> !due.at().isAfter(world.clock.instant()))
                        .isPresent();
                if (isDue && world.wake(chain, last.number()).isEmpty()) {
                    isAgain = isAgain || world.chain(chain).size() > last.number();
                }
            }
        }
    }

    private static List<ChainId> participants(OnboardingWorld world) {
        return world.store.items(SuretyTables.JOURNAL).stream()
                .map(item -> item.get("pk").s())
                .filter(pk -> pk.matches("(participant|screening_case|identity_check|document|participant_export)#.*"))
                .distinct()
                .map(ChainId::parse)
                .toList();
    }
}
