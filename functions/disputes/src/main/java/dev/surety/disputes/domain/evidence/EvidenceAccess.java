package dev.surety.disputes.domain.evidence;

/**
 * The rule of who may read an item of evidence. As long as a side's submission is sealed, the other side reads no byte
 * of it and does not learn what it holds.
 */
public final class EvidenceAccess {
    private EvidenceAccess() {}

    /** The caller's relation to the item. */
    public enum Reader {
        /** The side that added it. */
        OWNER,
        OTHER_SIDE,
        /** The case's mediator, arbiter or confirming arbiter. */
        ASSIGNED,
        STRANGER
    }

    /** @param isSealed whether the submission of the item's side is sealed */
    public static boolean mayRead(Reader reader, EvidenceItem item, boolean isSealed) {
        return switch (reader) {
            case OWNER -> true;
            case OTHER_SIDE -> !isSealed && item.isAttached();
            case ASSIGNED -> item.isAttached();
            case STRANGER -> false;
        };
    }
}
