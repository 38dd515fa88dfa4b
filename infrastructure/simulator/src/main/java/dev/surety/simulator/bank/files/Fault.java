package dev.surety.simulator.bank.files;

/**
 * The reason why the bank refuses a file, a group or a payment.
 *
 * @param code of ISO 20022's external status reasons
 * @param field the path of the element, as {@code CstmrCdtTrfInitn/GrpHdr/CtrlSum}
 * @param rule that the element breaks
 */
public record Fault(String code, String field, String rule) {}
