package dev.surety.messages.nacha;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Addendum 99: why an entry comes back. Of disputes between banks, R61 and on, the information holds more traces.
 *
 * @param code as the bank wrote it; known or not
 * @param originalTrace of the entry as it went out
 * @param dateOfDeath of R14 and R15
 * @param originalRdfi 8 digits of the bank that the entry went to
 * @param information words of the returning bank
 */
public record NachaReturn(
        String code,
        String originalTrace,
        Optional<LocalDate> dateOfDeath,
        String originalRdfi,
        Optional<String> information) {

    static NachaReturn of(Line record) {
        String code = record.text(4, 6);
        boolean isOfHolder = code.equals("R14") || code.equals("R15");
        return new NachaReturn(
                code,
                record.text(7, 21),
                isOfHolder ? record.day("date of death", 22) : Optional.empty(),
                record.text(28, 35),
                record.find(36, 79));
    }
}
