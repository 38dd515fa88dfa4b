package dev.surety.payouts.app.statement;

/** Hears of lines that a rule of the settings, or a person, explains as a gateway's settlement. */
public interface SettlementLines {
    /** Does nothing for any other line, and nothing more if it hears of one again. */
    void booked(LineChains.Stored line);
}
