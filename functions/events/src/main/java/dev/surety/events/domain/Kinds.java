package dev.surety.events.domain;

import static java.util.Map.entry;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The scope that a caller needs to see each kind of work. */
public final class Kinds {
    /** Chains of the whole stack have this in the place of a marketplace. */
    public static final MarketplaceId STACK = new MarketplaceId("stack");

    /** Work on what all marketplaces share, so that each may see it. It tells nothing of any of them. */
    private static final Set<String> OF_STACK = Set.of("screening_list_refused", "screening_list_stale");

    /** A kind that is not in the table is the operator's. */
    private static final String OTHERS = "operator";

    private static final Map<String, Set<String>> BY_SCOPE = Map.of(
            "escrows:read",
                    Set.of(
                            "refund_undeliverable",
                            "refund_failed",
                            "chargeback",
                            "late_money",
                            "late_refund",
                            "gateway_notice",
                            "case_untold"),
            "disputes:read",
                    Set.of(
                            "no_notice",
                            "no_arbiter",
                            "ruling_overdue",
                            "enforcing_stuck",
                            "chargeback_due",
                            "chargeback_unanswered",
                            "long_stop_fired"),
            "ledger:read", Set.of("entry_parked", "difference_found"),
            "participants:read",
                    Set.of(
                            "shared_method",
                            "method_correction",
                            "identity_check_delayed",
                            "screening_case",
                            "document_waits",
                            "screening_list_refused",
                            "screening_list_stale"),
            "reputation:read", Set.of("review_flagged", "reputation_signal"),
            "payouts:read",
                    Set.of(
                            "run_stuck",
                            "file_unanswered",
                            "file_refused",
                            "file_differs",
                            "hand_over_unconfirmed",
                            "payout_unanswered",
                            "line_unmatched",
                            "gateway_line_unmatched",
                            "gateway_report_differs",
                            "settlement_overdue",
                            "statement_gap",
                            "notice_unread",
                            "change_noticed",
                            "destination_differs",
                            "return_waits",
                            "rail_paused",
                            "debt_aged"),
            "disputes:rule", Set.of("chargeback_approval"),
            "payouts:approve", Set.of("run_approval", "payout_approval", "file_void_approval"),
            "ledger:approve", Set.of("adjustment_approval", "period_approval"),
            "settings:approve", Set.of("settings_approval"));

    /** A token needs one of these to see any work at all. */
    public static final Set<String> SCOPES = scopes();

    /** Any named person with this scope approves: the settings do not list who may rule, but who is an arbiter. */
    static final String RULING = "disputes:rule";

    /** A token needs one of these to approve anything. */
    public static final Set<String> APPROVING = SCOPES.stream()
            .filter(scope -> scope.endsWith(":approve") || scope.equals(RULING))
            .collect(Collectors.toUnmodifiableSet());

    private static final Pattern SUBJECT = Pattern.compile("[a-z0-9_-]{5,45}");

    /** A period's chain is named by its month. */
    private static final Pattern MONTH = Pattern.compile("[0-9]{4}-[0-9]{2}");

    /** The type of a chain by the beginning of its id. */
    private static final Map<String, String> TYPES = Map.ofEntries(
            entry("acc", "payee_account"),
            entry("adj", "adjustment"),
            entry("bba", "bank_book"),
            entry("bl", "bank_line"),
            entry("bs", "bank_statement"),
            entry("chb", "chargeback"),
            entry("chk", "identity_check"),
            entry("dbt", "debt"),
            entry("doc", "document"),
            entry("dsp", "dispute"),
            entry("esc", "escrow"),
            entry("gl", "gateway_line"),
            entry("gr", "gateway_report"),
            entry("gs", "gateway_settlement"),
            entry("ntc", "notice"),
            entry("par", "participant"),
            entry("pay", "payment"),
            entry("pf", "payout_file"),
            entry("po", "payout"),
            entry("prk", "parked"),
            entry("rev", "review"),
            entry("run", "run"),
            entry("scr", "screening_case"),
            entry("sig", "signal"));

    private Kinds() {}

    private static Set<String> scopes() {
        Set<String> scopes = new TreeSet<>(BY_SCOPE.keySet());
        scopes.add(OTHERS);
        return Set.copyOf(scopes);
    }

    public static String scope(String kind) {
        return BY_SCOPE.entrySet().stream()
                .filter(row -> row.getValue().contains(kind))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(OTHERS);
    }

    public static boolean isOfStack(String kind) {
        return OF_STACK.contains(kind);
    }

    /** Whether work of this kind waits for an approval. */
    public static boolean isApproval(String kind) {
        return APPROVING.contains(scope(kind));
    }

    /** The chain that a subject's id names, for subjects that have work. */
    public static Optional<ChainId> chain(MarketplaceId marketplace, String subject) {
        return SUBJECT.matcher(subject).matches()
                ? type(subject).map(type -> new ChainId(type, marketplace, subject))
                : Optional.empty();
    }

    private static Optional<String> type(String subject) {
        if (subject.equals("settings")) {
            return Optional.of("settings");
        }
        if (subject.startsWith("rail-")) {
            return Optional.of("pause");
        }
        if (MONTH.matcher(subject).matches()) {
            return Optional.of("period");
        }
        return subject.startsWith("differences-")
                ? Optional.of("audit")
                : Optional.ofNullable(TYPES.get(subject.split("_", 2)[0]));
    }

    /** The kind as a metric may name it: one of a closed list. */
    public static String counted(String kind) {
        return scope(kind).equals(OTHERS) ? "other" : kind;
    }
}
