package dev.surety.simulator.bank;

import dev.surety.simulator.bank.files.AchEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A transfer that stood in a NACHA file, and what other banks say about it.
 *
 * @param notices also those whose time has not come
 */
record AchTransfer(AchEntry entry, List<Notice> notices) {
    AchTransfer {
        notices = List.copyOf(notices);
    }

    /**
     * A return or a notice of change.
     *
     * @param code R.. or C..
     * @param data the corrected data; of a return, none
     */
    record Notice(Instant at, String code, String data) {
        boolean isReturn() {
            return code.matches("R[0-9]{2}");
        }

        boolean isChange() {
            return code.matches("C[0-9]{2}");
        }
    }

    /** A return by a code that NACHA does not know is in the statement alone. */
    AchTransfer with(Notice notice) {
        if (!notice.isReturn() && !notice.isChange()) {
            return this;
        }
        List<Notice> all = new ArrayList<>(notices);
        all.add(notice);
        return new AchTransfer(entry, all);
    }
}
