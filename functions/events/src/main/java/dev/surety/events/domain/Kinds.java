package dev.surety.events.domain;

import java.util.Set;

/** The read scope that a caller needs to see each kind of work. */
public final class Kinds {
    /** A token needs one of these to see any work at all. */
    public static final Set<String> SCOPES = Set.of("escrows:read", "ledger:read", "operator");

    private Kinds() {}

    /** A kind that is not in this table is the operator's. */
    public static String scope(String kind) {
        return switch (kind) {
            case "refund_undeliverable", "refund_failed", "chargeback", "late_money", "late_refund", "gateway_notice" ->
                "escrows:read";
            case "entry_parked", "difference_found" -> "ledger:read";
            default -> "operator";
        };
    }

    /** The kind as a metric may name it: one of a closed list. */
    public static String counted(String kind) {
        return scope(kind).equals("operator") ? "other" : kind;
    }
}
