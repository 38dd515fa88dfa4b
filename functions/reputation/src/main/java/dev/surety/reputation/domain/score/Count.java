package dev.surety.reputation.domain.score;

import java.util.Arrays;
import java.util.Optional;

/** The things that are counted beside the score. */
public enum Count {
    /** Weights of any kind; a newcomer has few. */
    WEIGHED("weighed"),
    SETTLED("settled"),
    REVIEWED("reviewed"),
    GOOD("good"),
    BAD("bad"),
    DISPUTES_LOST("disputesLost"),
    LATE("late"),
    CANCELLED("cancelled"),
    /** Sales in a currency for which no typical fee is set; they weigh nothing. */
    UNPRICED("unpriced");

    private final String code;

    Count(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    public static Optional<Count> find(String code) {
        return Arrays.stream(values()).filter(count -> count.code.equals(code)).findFirst();
    }
}
