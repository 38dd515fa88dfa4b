package dev.surety.simulator.bank.files;

/**
 * An entry of a NACHA file as far as a return or a notice of change repeats it.
 *
 * @param trace 15 digits, of which the first 8 are the bank of the customer
 * @param savings whether it goes to a savings account, else to a checking account
 * @param routing of the payee's bank, 9 digits
 * @param batchClass PPD or CCD
 */
public record AchEntry(
        String trace,
        boolean savings,
        String routing,
        String account,
        String name,
        String company,
        String companyId,
        String batchClass,
        String origin) {
    /** The bank's customer sees the number nowhere but in its own files. */
    @Override
    public String toString() {
        return "entry " + trace;
    }
}
