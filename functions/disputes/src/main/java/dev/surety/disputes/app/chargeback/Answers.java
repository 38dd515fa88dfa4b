package dev.surety.disputes.app.chargeback;

import dev.surety.disputes.app.chargeback.ChargebackChains.Stored;
import dev.surety.model.dispute.ChargebackAnswer;
import dev.surety.model.journal.Entry;

/** Sends the command that has a gateway answered. A lost one is sent again by the case's own deadline. */
public interface Answers {
    /** @param cause the case's last entry; the escrow function reads the answer there */
    void send(String command, Entry cause);

    default void sendIfPending(Stored of) {
        of.state()
                .pending()
                .map(answer -> switch (answer.kind()) {
                    case EVIDENCE -> ChargebackAnswer.SUBMIT;
                    case ACCEPTANCE -> ChargebackAnswer.ACCEPT;
                })
                .ifPresent(command -> send(command, of.last()));
    }
}
