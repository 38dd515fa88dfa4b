package dev.surety.runtime.command;

import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * A command that one function sends another over its queue: the request, and the entry that is the reason. It says
 * nothing else. The receiver reads the cause, so a message that is forged, late or doubled can ask for no more than the
 * journal says.
 *
 * @param number of the entry in the cause's chain; the command stands only while it is the last one there
 */
public record CausedCommand(String command, ChainId cause, int number) {
    public static CausedCommand of(String command, Entry cause) {
        return new CausedCommand(command, cause.chain(), cause.number());
    }

    /** Reads a message; any other content is a breach, and ends with the dead letters. */
    static CausedCommand from(JsonNode message) {
        JsonNode cause = message.path("cause");
        return new CausedCommand(
                message.path("command").stringValue(),
                ChainId.parse(cause.path("chain").stringValue()),
                cause.path("number").intValue());
    }

    /** As the body of a message. */
    public String body() {
        var message = Json.object().put("command", command);
        message.putObject("cause").put("chain", cause.toString()).put("number", number);
        return Json.text(message);
    }

    /** The receiver's command key: the same cause asks for the same thing once. */
    public CommandKey key() {
        return CommandKey.ofFact("caused", command, cause.toString(), Integer.toString(number));
    }
}
