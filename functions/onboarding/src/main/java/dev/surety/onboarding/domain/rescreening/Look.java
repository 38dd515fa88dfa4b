package dev.surety.onboarding.domain.rescreening;

import java.util.Locale;

/**
 * The result of a look at one participant.
 *
 * @param place in the list of its shard
 * @param entry the number of the last entry of its chain, which names the words that were compared
 */
public record Look(String participant, String place, int entry, Verdict verdict) {
    public enum Verdict {
        /** No changed entry of a list may mean it. */
        UNTOUCHED,
        /** A changed entry may mean it, so it is screened anew. */
        NAMED,
        /** It was never screened, so it is now. */
        UNSCREENED,
        /** Its name was destroyed. */
        NAMELESS;

        /** Whether the participant is to be screened. */
        public boolean isToScreen() {
            return this == NAMED || this == UNSCREENED;
        }

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
