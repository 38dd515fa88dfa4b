package dev.surety.disputes.app.dispute;

import dev.surety.model.journal.Entry;

/** Sends commands to a dispute's escrow. A lost one is sent again by the dispute's own deadline. */
public interface EscrowCommands {
    /** @param cause the dispute's entry that asks for it; the escrow reads the demands there */
    void send(String command, Entry cause);
}
