package dev.surety.messages.camt;

import java.util.List;
import java.util.Optional;

/**
 * The ids by which a payment can be found again.
 *
 * @param endToEndId empty, too, if the bank writes {@code NOTPROVIDED}
 * @param servicerReference the bank's own
 * @param proprietary others, without their types
 */
public record References(
        Optional<String> endToEndId,
        Optional<String> instructionId,
        Optional<String> uetr,
        Optional<String> messageId,
        Optional<String> paymentInformationId,
        Optional<String> transactionId,
        Optional<String> servicerReference,
        Optional<String> mandateId,
        Optional<String> clearingReference,
        List<String> proprietary) {
    static final References NONE = new References(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());

    public References {
        proprietary = List.copyOf(proprietary);
    }
}
