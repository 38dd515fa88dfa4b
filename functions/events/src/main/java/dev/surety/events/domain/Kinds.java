package dev.surety.events.domain;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The read scope that a caller needs to see each kind of work. */
public final class Kinds {
    /** A token needs one of these to see any work at all. */
    public static final Set<String> SCOPES = Set.of("escrows:read", "ledger:read", "payouts:read", "operator");

    private static final Pattern SUBJECT = Pattern.compile("[a-z0-9_-]{5,40}");
    private static final Map<String, String> TYPES = Map.of(
            "esc", "escrow", "pay", "payment", "ntc", "notice", "prk", "parked", "po", "payout", "run", "run", "bl",
            "bank_line");

    private Kinds() {}

    /** A kind that is not in this table is the operator's. */
    public static String scope(String kind) {
        return switch (kind) {
            case "refund_undeliverable", "refund_failed", "chargeback", "late_money", "late_refund", "gateway_notice" ->
                "escrows:read";
            case "entry_parked", "difference_found" -> "ledger:read";
            case "run_stuck", "payout_unanswered", "line_unmatched", "return_waits", "rail_paused", "debt_aged" ->
                "payouts:read";
            default -> "operator";
        };
    }

    /** The chain that a subject's id names, for subjects that have work. */
    public static Optional<ChainId> chain(MarketplaceId marketplace, String subject) {
        String type = subject.startsWith("differences-")
                ? "audit"
                : TYPES.getOrDefault(subject.substring(0, Math.max(0, subject.indexOf('_'))), "");
        return type.isEmpty() || !SUBJECT.matcher(subject).matches()
                ? Optional.empty()
                : Optional.of(new ChainId(type, marketplace, subject));
    }

    /** The kind as a metric may name it: one of a closed list. */
    public static String counted(String kind) {
        return scope(kind).equals("operator") ? "other" : kind;
    }
}
