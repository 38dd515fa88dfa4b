package dev.surety.model.marketplace;

import java.util.List;
import java.util.Optional;

/**
 * How near a name has to be to an entry of a list of sanctioned parties before people look at it. Scores count in
 * ten-thousandths.
 *
 * @param thresholds those that differ from the shipped ones
 */
public record ScreeningRules(List<Threshold> thresholds) {
    /** Of every list and kind that the settings do not name. */
    public static final int REVIEW = 8_600;

    public static final int STRONG = 9_500;

    public static final ScreeningRules SHIPPED = new ScreeningRules(List.of());

    public ScreeningRules {
        thresholds = List.copyOf(thresholds);
    }

    /**
     * @param list the list's name
     * @param kind of the participant: individual or business
     * @param review the least score that opens a case
     * @param strong the least score of a hit that is shown as strong
     */
    public record Threshold(String list, String kind, int review, int strong) {}

    public Threshold of(String list, String kind) {
        return thresholds.stream()
                .filter(of -> of.list().equals(list) && of.kind().equals(kind))
                .findFirst()
                .orElseGet(() -> new Threshold(list, kind, REVIEW, STRONG));
    }

    /** The least score that opens a case in any list. */
    public int least(String kind) {
        return thresholds.stream()
                .filter(of -> of.kind().equals(kind))
                .mapToInt(Threshold::review)
                .reduce(REVIEW, Math::min);
    }

    /** The rules that settings hold, or the shipped ones. */
    public static ScreeningRules orShipped(Optional<ScreeningRules> own) {
        return own.orElse(SHIPPED);
    }
}
