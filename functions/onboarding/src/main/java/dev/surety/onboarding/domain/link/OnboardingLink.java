package dev.surety.onboarding.domain.link;

import dev.surety.onboarding.domain.Requirement.Awaiting;
import dev.surety.onboarding.domain.Requirement.Status;
import dev.surety.onboarding.domain.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A link to the onboarding page in its present state; each entry of its chain carries it. It can be opened once. The
 * browser that opened it then has a session.
 *
 * @param returnUrl where the page leads in the end
 * @param refreshUrl where the marketplace makes another link
 * @param collect what the page asks for
 * @param until when it can be opened no more; once it is opened, when the session ends
 */
public record OnboardingLink(
        String participant,
        String returnUrl,
        String refreshUrl,
        Collect collect,
        State state,
        Instant createdAt,
        Instant until) {
    public static final String PREFIX = "onl";

    private static final Duration TO_OPEN = Duration.ofMinutes(10);
    private static final Duration SESSION = Duration.ofHours(1);

    public enum State {
        CREATED,
        OPENED,
        COMPLETED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum Collect {
        /** Only requirements that restrict, or have a deadline. */
        CURRENTLY_DUE,
        /** Those, and the ones that a higher volume will need. */
        EVENTUALLY_DUE;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Collect> find(String code) {
            return Arrays.stream(values()).filter(of -> of.code().equals(code)).findFirst();
        }
    }

    public static OnboardingLink created(
            String participant, String returnUrl, String refreshUrl, Collect collect, Instant now) {
        return new OnboardingLink(
                participant, returnUrl, refreshUrl, collect, State.CREATED, now, now.plus(TO_OPEN));
    }

    public boolean isOpenable(Instant now) {
        return state == State.CREATED && now.isBefore(until);
    }

    public boolean isInSession(Instant now) {
        return state != State.CREATED && now.isBefore(until);
    }

    public OnboardingLink opened(Instant now) {
        return new OnboardingLink(
                participant, returnUrl, refreshUrl, collect, State.OPENED, createdAt, now.plus(SESSION));
    }

    public OnboardingLink completed() {
        return new OnboardingLink(
                participant, returnUrl, refreshUrl, collect, State.COMPLETED, createdAt, until);
    }

    /** Whether the page asks the participant for it. */
    public boolean asksFor(Requirement open) {
        boolean isDue = open.status() == Status.CURRENTLY_DUE || open.status() == Status.PAST_DUE;
        boolean isWanted = isDue || (collect == Collect.EVENTUALLY_DUE && open.status() == Status.EVENTUALLY_DUE);
        return open.awaiting() == Awaiting.PARTICIPANT && isWanted;
    }
}
