package dev.surety.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.messages.camt.Entry;
import dev.surety.messages.camt.StatementEnd;
import dev.surety.messages.camt.StatementHead;
import dev.surety.messages.camt.StatementPart;
import dev.surety.messages.nacha.NachaPart;
import dev.surety.messages.status.StatusPart;
import dev.surety.messages.xml.Limits;
import dev.surety.messages.xml.Note;
import dev.surety.messages.xml.Unreadable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A whole file, read; for tests that look at its parts in any order. */
public record Reading(BankMessage message, List<StatementPart> parts, List<StatusPart> statuses) {

    public static Reading of(byte[] file, Limits limits) throws IOException {
        BankMessage message = BankMessage.open(new ByteArrayInputStream(file), limits);
        List<StatementPart> parts = new ArrayList<>();
        List<StatusPart> statuses = new ArrayList<>();
        switch (message) {
            case BankMessage.Statements(_, _, var reader) -> {
                for (var part = reader.next(); part.isPresent(); part = reader.next()) {
                    parts.add(part.get());
                }
                assertEquals(Optional.empty(), reader.next(), "the end stays the end");
            }
            case BankMessage.StatusReport(_, var reader) -> {
                for (var part = reader.next(); part.isPresent(); part = reader.next()) {
                    statuses.add(part.get());
                }
                assertEquals(Optional.empty(), reader.next(), "the end stays the end");
            }
            // Its parts are looked at by tests of their own; here it is read to its end.
            case BankMessage.Nacha(var reader) -> {
                var last = reader.next();
                for (var part = last; part.isPresent(); part = reader.next()) {
                    last = part;
                }
                assertTrue(
                        last.orElseThrow() instanceof NachaPart.FileEnd
                                || last.orElseThrow() instanceof NachaPart.Broken,
                        "a file ends whole or broken");
            }
            case BankMessage.Refused _ -> {}
        }
        return new Reading(message, parts, statuses);
    }

    public static Reading of(byte[] file) throws IOException {
        return of(file, Limits.STANDARD);
    }

    public static Reading of(String xml) throws IOException {
        return of(xml.getBytes(StandardCharsets.UTF_8));
    }

    /** The reason why the file could not be read to its end, if it could not. */
    public Optional<Unreadable> unreadable() {
        if (message instanceof BankMessage.Refused(Unreadable why)) {
            return Optional.of(why);
        }
        Stream<Unreadable> broken = Stream.concat(
                parts.stream().filter(StatementPart.Broken.class::isInstance)
                        .map(part -> ((StatementPart.Broken) part).why()),
                statuses.stream().filter(StatusPart.Broken.class::isInstance)
                        .map(part -> ((StatusPart.Broken) part).why()));
        return broken.findFirst();
    }

    public <T> List<T> all(Class<T> type) {
        return Stream.concat(parts.stream(), statuses.stream())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    public List<Entry> entries() {
        return all(Entry.class);
    }

    /** The only entry of the file. */
    public Entry entry() {
        assertEquals(1, entries().size(), () -> "entries in " + parts);
        return entries().getFirst();
    }

    /** The only head of the file. */
    public StatementHead head() {
        assertEquals(1, all(StatementHead.class).size(), () -> "heads in " + parts);
        return all(StatementHead.class).getFirst();
    }

    public StatementEnd end() {
        return assertInstanceOf(StatementEnd.class, parts.getLast());
    }

    /** All that breaks the schema or was remarked, as {@code field text}. */
    public List<String> notes(boolean breakingSchema) {
        Stream<List<Note>> ofParts = parts.stream().map(part -> switch (part) {
            case StatementHead head -> head.notes();
            case Entry entry -> entry.notes();
            case StatementEnd end -> end.notes();
            case StatementPart.RefusedEntry _, StatementPart.RefusedStatement _, StatementPart.Broken _ ->
                List.<Note>of();
        });
        Stream<List<Note>> ofStatuses = statuses.stream().map(part -> switch (part) {
            case StatusPart.GroupStatus group -> group.notes();
            case StatusPart.PaymentStatus payment -> payment.notes();
            case StatusPart.TransactionStatus transaction -> transaction.notes();
            case StatusPart.Broken _ -> List.<Note>of();
        });
        return Stream.concat(ofParts, ofStatuses)
                .flatMap(List::stream)
                .filter(note -> note.breaksSchema() == breakingSchema)
                .map(note -> note.field() + " " + note.text())
                .toList();
    }
}
