package dev.surety.disputes.app.evidence;

import dev.surety.disputes.domain.evidence.EvidenceFault;
import java.io.IOException;

/** A file is no evidence, for this reason. PDFBox lets only an {@link IOException} through. */
final class UnfitFile extends IOException {
    private static final long serialVersionUID = 1;

    private final EvidenceFault fault;

    UnfitFile(EvidenceFault fault, String detail) {
        super(detail);
        this.fault = fault;
    }

    UnfitFile(EvidenceFault fault, String detail, Throwable cause) {
        super(detail, cause);
        this.fault = fault;
    }

    EvidenceFault fault() {
        return fault;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
