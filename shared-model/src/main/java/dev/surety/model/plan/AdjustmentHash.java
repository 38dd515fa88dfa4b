package dev.surety.model.plan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The hash of an adjustment: SHA-256, in hex, of its canonical JSON (RFC 8785), followed by a line feed. Every member
 * is a plain word, so the JSON is written here. A client has the members from the adjustment's view.
 */
public final class AdjustmentHash {
    private AdjustmentHash() {}

    /** An account of the books, and the amount that is posted to it. */
    public record Line(String account, long amountMinor, String currency) {}

    /** @param commitment the vault's commitment to the words of people */
    public static String of(
            String id, List<Line> lines, String reason, Optional<String> resolves, Optional<String> commitment) {
        String json = "{\"commitment\":%s,\"id\":\"%s\",\"lines\":[%s],\"reason\":\"%s\",\"resolves\":%s}"
                .formatted(
                        orNull(commitment),
                        id,
                        lines.stream().map(AdjustmentHash::line).collect(Collectors.joining(",")),
                        reason,
                        orNull(resolves));
        return PlanHash.page(List.of(json));
    }

    private static String line(Line line) {
        return "{\"account\":\"%s\",\"amount\":{\"amount\":%d,\"currency\":\"%s\"}}"
                .formatted(line.account(), line.amountMinor(), line.currency());
    }

    private static String orNull(Optional<String> word) {
        return word.map(of -> "\"" + of + "\"").orElse("null");
    }
}
