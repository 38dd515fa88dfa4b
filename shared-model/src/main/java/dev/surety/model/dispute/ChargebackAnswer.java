package dev.surety.model.dispute;

import dev.surety.model.id.PaymentId;
import java.util.Optional;

/**
 * A case's demand that the gateway be answered. An entry of a case carries this as {@code answer} while the outcome is
 * not known. The case's last entry is then the reason of the command {@link #SUBMIT} or {@link #ACCEPT}.
 *
 * @param v the version of this shape, {@link #VERSION}; a reader skips members that it does not know
 * @param chargeback the gateway's own name for it
 * @param n of this case's answers; each number is carried out once
 * @param file the key of the file of evidence; empty for an acceptance
 * @param sha256 of that file, in hex
 */
public record ChargebackAnswer(
        int v, PaymentId payment, String chargeback, int n, Kind kind, Optional<String> file, Optional<String> sha256) {
    public static final int VERSION = 1;

    /** The member of an entry's data. */
    public static final String MEMBER = "answer";

    /** The command that hands the gateway a file of evidence. */
    public static final String SUBMIT = "submit-evidence";

    /** The command that gives the chargeback up. */
    public static final String ACCEPT = "accept-chargeback";

    public enum Kind {
        EVIDENCE,
        ACCEPTANCE
    }

    /** The gateway's key of the answer: the same reference is the same answer. */
    public String reference(String caseId) {
        return caseId + "-" + n;
    }
}
