package dev.surety.events.app;

import dev.surety.events.domain.Handling;
import dev.surety.events.domain.WorkItem;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.refusal.CommonReason;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.CommandLoop;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.command.StateCommand;
import dev.surety.runtime.command.Verdict;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.vault.Vault;
import java.time.Instant;
import java.util.Optional;

/**
 * A person takes a place of the work list, writes a note to it, closes it. Each is an entry of the place's own chain,
 * which holds all that people said so far; the relay brings it to the list. Free text goes to the vault.
 */
public final class HandleWork {
    private static final String TEXT = "text";

    private final Journal journal;
    private final Marketplaces marketplaces;
    private final Clocks clocks;
    private final Vault vault;

    public HandleWork(Journal journal, Marketplaces marketplaces, Clocks clocks, Vault vault) {
        this.journal = journal;
        this.marketplaces = marketplaces;
        this.clocks = clocks;
        this.vault = vault;
    }

    /** A person's act on a place. */
    public sealed interface Act {
        /** @param person who is to have it */
        record Assign(String person) implements Act {}

        record Note(String text) implements Act {}

        record Close(String reason) implements Act {}
    }

    /** An entry's data. An absent text is empty; the entry names its own note beside it. */
    private record Stored(
            String place, String kind, int sequence, String assignee, String note, boolean closed) {}

    /** The present of a marketplace's world. */
    public Instant now(MarketplaceId marketplace) {
        Mode mode = marketplaces.find(marketplace).map(MarketplaceSettings::mode).orElse(Mode.LIVE);
        return clocks.now(marketplace, mode);
    }

    /** @param item the place as the list has it, open or closed */
    public Outcome<Entry> handle(CommandEnvelope envelope, WorkItem item, Act act) {
        ChainId chain = Handling.chain(item.chain(), item.kind());
        CommandEnvelope noting =
                switch (act) {
                    case Act.Assign _ -> envelope;
                    case Act.Note(var text) -> envelope.noting(() -> keep(chain, text));
                    case Act.Close(var reason) -> envelope.noting(() -> keep(chain, reason));
                };
        return CommandLoop.run(
                "work", noting, new StateCommand(journal, chain, before -> decide(before, envelope, item, act)));
    }

    private Optional<String> keep(ChainId chain, String text) {
        return Optional.of(vault.keep(chain, Json.object().put(TEXT, text)));
    }

    private Verdict<Draft> decide(StateChain before, CommandEnvelope envelope, WorkItem item, Act act) {
        Instant now = now(item.chain().marketplace());
        // Acts on an earlier opening of the place no longer count.
        Optional<Handling> last = before.last().map(HandleWork::read).filter(said -> said.sequence() == item.number());
        if (!item.isOpen() || last.filter(Handling::isClosed).isPresent()) {
            return new Verdict.Denied<>(CommonReason.TRANSITION_NOT_ALLOWED.with("The place is closed."));
        }
        if (act instanceof Act.Close && !item.isClosedByPeople(now)) {
            return new Verdict.Denied<>(
                    CommonReason.TRANSITION_NOT_ALLOWED.with("An entry closes this place; no person does."));
        }
        String assignee = act instanceof Act.Assign(var person) ? person : last.map(Handling::assignee).orElse("");
        var stored = new Stored(
                item.chain().toString(),
                item.kind(),
                item.number(),
                assignee,
                last.map(Handling::note).orElse(""),
                act instanceof Act.Close);
        return new Verdict.Allowed<>(
                Draft.of(name(act), stored, now, envelope.caller().actor(), envelope.key()));
    }

    private static String name(Act act) {
        return switch (act) {
            case Act.Assign _ -> "attention.assigned.v1";
            case Act.Note _ -> "attention.noted.v1";
            case Act.Close _ -> "attention.closed.v1";
        };
    }

    public static Handling read(Entry entry) {
        return read(entry.number(), entry.data(), entry.note());
    }

    /** An entry of a place's own chain: its data, and the note beside it. */
    public static Handling read(int number, String data, Optional<String> note) {
        Stored stored = Json.read(data, Stored.class);
        return new Handling(
                ChainId.parse(stored.place()),
                stored.kind(),
                stored.sequence(),
                number,
                stored.assignee(),
                note.orElse(stored.note()),
                stored.closed());
    }

    /** The last note; nothing without one. */
    public Optional<String> note(Handling handling) {
        return Optional.of(handling.note())
                .filter(commitment -> !commitment.isEmpty())
                .flatMap(commitment -> vault.find(handling.chain(), commitment))
                .map(words -> words.path(TEXT).asString(""));
    }
}
