package dev.surety.disputes.inbox;

import dev.surety.disputes.app.dispute.EscrowCommands;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.aws.Messages;
import dev.surety.runtime.command.CausedCommand;
import dev.surety.runtime.resilience.Outage;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends commands over the queue of the escrow function. */
public final class EscrowWakes implements EscrowCommands {
    private static final Logger LOG = LoggerFactory.getLogger(EscrowWakes.class);

    private final Messages messages;
    private final String queueUrl;

    public EscrowWakes(Messages messages, String queueUrl) {
        this.messages = messages;
        this.queueUrl = queueUrl;
    }

    @Override
    public void send(String command, Entry cause) {
        try {
            messages.send(queueUrl, List.of(CausedCommand.of(command, cause).body()));
        } catch (Outage lost) {
            LOG.atWarn().setCause(lost).log("a command to an escrow is lost until its deadline");
        }
    }
}
