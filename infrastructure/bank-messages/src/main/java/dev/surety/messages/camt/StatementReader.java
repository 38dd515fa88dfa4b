package dev.surety.messages.camt;

import dev.surety.messages.xml.Dates;
import dev.surety.messages.xml.Elements;
import dev.surety.messages.xml.Limits;
import dev.surety.messages.xml.Notes;
import dev.surety.messages.xml.UnreadableFile;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * Reads a file of statements part by part, in memory for one entry. The file's writer is a stranger: nothing that it
 * writes ends in an exception. Not for use by several threads.
 */
public final class StatementReader {
    /** Where the reader stands: between statements, in one, at its first entry, behind its last, or behind all. */
    private enum At {
        MESSAGE, STATEMENT, FIRST_ENTRY, CLOSED, END
    }

    /** The amounts of a statement, without signs, add up to at most this, so that sums of them fit into 64 bits. */
    private static final long LARGEST_SUM = 9_000_000_000_000_000_000L;

    private final Family family;
    private final Elements in;
    private final Limits limits;
    private final Notes notes;

    private At at = At.MESSAGE;
    private String messageId = "";
    private Optional<LocalDateTime> createdAt = Optional.empty();
    private Pages pages = Pages.NONE;
    private HeadReader head;
    /** How many elements are open within the statement's own. */
    private int open;
    private int entries;
    private int refused;
    private long sum;

    /** Begins within the message's element, which has just been opened. */
    public StatementReader(Family family, Elements in, Limits limits, Notes notes) {
        this.family = family;
        this.in = in;
        this.limits = limits;
        this.notes = notes;
        this.head = new HeadReader(in, notes);
    }

    /**
     * The next part; empty after the last one.
     *
     * @throws IOException if the stream fails, which says nothing about the file
     */
    public Optional<StatementPart> next() throws IOException {
        try {
            return switch (at) {
                case MESSAGE -> nextStatement();
                case STATEMENT -> nextOfStatement();
                case FIRST_ENTRY -> Optional.of(entry());
                case CLOSED -> Optional.of(end());
                case END -> Optional.empty();
            };
        } catch (UnreadableFile e) {
            at = At.END;
            return Optional.of(new StatementPart.Broken(e.why()));
        }
    }

    private Optional<StatementPart> nextStatement() throws IOException {
        for (String name = in.child(); name != null; name = in.child()) {
            if (name.equals("GrpHdr")) {
                header();
            } else if (name.equals(family.statement())) {
                at = At.STATEMENT;
                open = in.depth();
                head = new HeadReader(in, notes);
                entries = 0;
                refused = 0;
                sum = 0;
                return nextOfStatement();
            } else {
                in.skip();
            }
        }
        in.finish(name -> name.equals("Document") || Family.find(name).isPresent());
        at = At.END;
        return Optional.empty();
    }

    private void header() throws IOException {
        for (String name = in.child(); name != null; name = in.child()) {
            switch (name) {
                case "MsgId" -> messageId = in.text();
                case "CreDtTm" -> createdAt = Dates.time(in.text(), notes, "GrpHdr/CreDtTm");
                case "MsgPgntn" -> pages = Pages.read(in, notes, "GrpHdr/MsgPgntn");
                default -> in.skip();
            }
        }
        if (messageId.isEmpty()) {
            notes.schema("GrpHdr/MsgId", "is missing");
        }
    }

    /** Before its first entry a statement has its head. After its head it may still have balances. */
    private Optional<StatementPart> nextOfStatement() throws IOException {
        for (String name = in.child(); name != null; name = in.child()) {
            if (!name.equals("Ntry")) {
                head.field(name);
            } else if (head.isTold()) {
                return Optional.of(entry());
            } else {
                at = At.FIRST_ENTRY;
                return Optional.of(told());
            }
        }
        if (head.isTold()) {
            return Optional.of(end());
        }
        at = At.CLOSED;
        return Optional.of(told());
    }

    private StatementPart told() throws IOException {
        var told = head.tell(messageId, createdAt, pages);
        if (told instanceof StatementPart.RefusedStatement) {
            in.closeTo(open - 1);
            at = At.MESSAGE;
        }
        return told;
    }

    private StatementPart end() {
        at = At.MESSAGE;
        return head.end(family, entries, refused);
    }

    private StatementPart entry() throws IOException {
        at = At.STATEMENT;
        entries++;
        var part = new EntryReader(family, in, limits).read(entries);
        if (part instanceof Entry entry) {
            if (sum > LARGEST_SUM - entry.amount().amountMinor()) {
                part = new StatementPart.RefusedEntry(
                        entries, entry.line(), "Amt", "adds up to at most " + LARGEST_SUM, entry.amount().toString());
            } else {
                sum += entry.amount().amountMinor();
            }
        }
        refused += part instanceof StatementPart.RefusedEntry ? 1 : 0;
        return part;
    }
}
