package dev.surety.escrow.domain;

import dev.surety.model.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a bank finds in an escrow of what it drew: first what the payer disputes and no bank has drawn yet, then what is
 * free, then what was released and still matures.
 *
 * @param covered how much of what it drew is frozen
 * @param frozen what is frozen for it that was not before
 * @param ofMaturing how much of that was maturing
 * @param toMature how long that still had to mature
 */
record Reached(Money covered, Slice frozen, Slice ofMaturing, Duration toMature) {
    static Reached nothing(Agreement agreement) {
        Slice none = Slice.none(agreement);
        return new Reached(none.price(), none, none, Duration.ZERO);
    }

    static Reached of(Custody custody, Optional<Case> open, Money drawn, Instant now) {
        Holdings holdings = custody.holdings();
        Agreement agreement = holdings.agreement();
        Money none = Money.zero(drawn.currency());
        Money claimed = least(drawn, open.map(of -> of.unshared(agreement)).orElse(none));
        Money free = least(drawn.minus(claimed), holdings.free());
        Money maturing = least(drawn.minus(claimed).minus(free), custody.allMaturing().gross(agreement));
        Slice ofFree = free.isZero() ? Slice.none(agreement) : holdings.allFree().portionOfGross(agreement, free);
        if (maturing.isZero()) {
            return new Reached(claimed.plus(free), ofFree, Slice.none(agreement), Duration.ZERO);
        }
        Slice ofMaturing = custody.grossOfMaturing(maturing);
        Duration left = CaseRules.left(custody.maturing().getLast().at(), now);
        return new Reached(claimed.plus(free).plus(maturing), ofFree.plus(ofMaturing), ofMaturing, left);
    }

    boolean isNothing() {
        return covered.isZero();
    }

    private static Money least(Money one, Money other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
