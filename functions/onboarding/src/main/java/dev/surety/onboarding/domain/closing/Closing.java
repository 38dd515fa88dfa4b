package dev.surety.onboarding.domain.closing;

import dev.surety.model.marketplace.Retention;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A participant that is closing or closed.
 *
 * @param since when it was asked for: nothing new from then on
 * @param lookAt when a timer looks next whether its money is settled
 * @param open what was not settled when we last looked
 * @param retention the settings' when it was asked for: the dates that were told stay
 * @param closedAt when its money was settled; from then on its data are destroyed, each kind at its date
 * @param destroyed the kinds that are
 */
public record Closing(
        Instant since,
        Instant lookAt,
        List<Open> open,
        Retention retention,
        Optional<Instant> closedAt,
        List<Kind> destroyed) {
    /** Commands that saw the participant active are over by then, and the ledger has their money. */
    public static final Duration COMMANDS_ARE_OVER = Duration.ofMinutes(15);

    /** A lost event delays the closing by so much. */
    private static final Duration LOOKS = Duration.ofDays(1);

    /** The recovery window of the table of wrapped keys, as the template has it. */
    public static final Duration RECOVERY = Duration.ofDays(7);

    public Closing {
        open = List.copyOf(open);
        destroyed = List.copyOf(destroyed);
    }

    /** Money that has to be settled first. */
    public enum Open {
        ESCROW,
        PAYOUT,
        BALANCE;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Data that are destroyed together. */
    public enum Kind {
        /** All words under the participant's own chain. */
        PROFILE,
        /** Files of documents, and evidence of screening. */
        KYC,
        /** Files of the bank: they name many payees, so no participant's closing destroys them. */
        FILES;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Closing asked(Instant now, Retention retention) {
        return new Closing(
                now, now.plus(COMMANDS_ARE_OVER), List.of(), retention, Optional.empty(), List.of());
    }

    /** Whether commands that saw the participant active may still run. */
    public boolean isFresh(Instant now) {
        return now.isBefore(since.plus(COMMANDS_ARE_OVER));
    }

    Closing lookedAt(Instant now, List<Open> found) {
        return new Closing(since, now.plus(LOOKS), found, retention, closedAt, destroyed);
    }

    /** A hold was lifted, so it is looked at soon. */
    Closing again(Instant now) {
        return new Closing(since, isFresh(now) ? lookAt : now, open, retention, closedAt, destroyed);
    }

    public Closing closed(Instant now) {
        return new Closing(since, lookAt, List.of(), retention, Optional.of(now), destroyed);
    }

    Closing without(Kind kind) {
        List<Kind> more = new ArrayList<>(destroyed);
        more.add(kind);
        return new Closing(since, lookAt, open, retention, closedAt, more);
    }

    /** When a kind is destroyed; the earliest instant while money is open. */
    public Instant at(Kind kind) {
        Instant from = closedAt.orElse(since.plus(COMMANDS_ARE_OVER));
        return switch (kind) {
            case PROFILE -> from;
            case KYC -> after(from, retention.kyc());
            case FILES -> after(from, retention.files());
        };
    }

    private static Instant after(Instant from, Period time) {
        return from.atZone(ZoneOffset.UTC).plus(time).toInstant();
    }

    /** When no backup holds the profile's key any more. */
    public Instant completeAt() {
        return at(Kind.PROFILE).plus(RECOVERY);
    }

    /** A kind whose date has come. */
    public Optional<Kind> due(Instant now) {
        return left().filter(kind -> closedAt.isPresent() && !at(kind).isAfter(now)).findFirst();
    }

    private Stream<Kind> left() {
        return Arrays.stream(Kind.values()).filter(kind -> kind != Kind.FILES && !destroyed.contains(kind));
    }

    public Optional<Instant> nextDue() {
        return closedAt.isPresent()
                ? left().map(this::at).min(Comparator.naturalOrder())
                : Optional.of(lookAt);
    }
}
