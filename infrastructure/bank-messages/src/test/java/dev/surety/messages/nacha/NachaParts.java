package dev.surety.messages.nacha;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.surety.messages.BankMessage;
import dev.surety.messages.xml.Limits;
import dev.surety.messages.xml.Note;
import dev.surety.messages.xml.Unreadable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A whole NACHA file, read; for tests that look at its parts in any order. */
record NachaParts(List<NachaPart> parts) {
    static NachaParts of(byte[] file) throws IOException {
        return of(file, Limits.STANDARD);
    }

    static NachaParts of(byte[] file, Limits limits) throws IOException {
        var message = BankMessage.open(new ByteArrayInputStream(file), limits);
        if (message instanceof BankMessage.Refused(var why)) {
            return new NachaParts(List.of(new NachaPart.Broken(why)));
        }
        NachaReader reader = assertInstanceOf(BankMessage.Nacha.class, message).reader();
        List<NachaPart> parts = new ArrayList<>();
        for (var part = reader.next(); part.isPresent(); part = reader.next()) {
            parts.add(part.get());
        }
        assertEquals(Optional.empty(), reader.next(), "the end stays the end");
        return new NachaParts(parts);
    }

    static NachaParts of(String file) throws IOException {
        return of(file.getBytes(StandardCharsets.ISO_8859_1));
    }

    <T extends NachaPart> List<T> all(Class<T> type) {
        return parts.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<NachaEntry> entries() {
        return all(NachaEntry.class);
    }

    NachaEntry entry() {
        assertEquals(1, entries().size(), () -> "entries in " + parts);
        return entries().getFirst();
    }

    NachaPart.FileHead head() {
        return assertInstanceOf(NachaPart.FileHead.class, parts.getFirst());
    }

    NachaPart.FileEnd end() {
        return assertInstanceOf(NachaPart.FileEnd.class, parts.getLast());
    }

    Unreadable broken() {
        return assertInstanceOf(NachaPart.Broken.class, parts.getLast()).why();
    }

    /** All notes, as {@code line field text}. */
    List<String> notes() {
        return parts.stream()
                .map(part -> switch (part) {
                    case NachaPart.FileHead head -> head.notes();
                    case NachaPart.BatchHead head -> head.notes();
                    case NachaEntry entry -> entry.notes();
                    case NachaPart.BatchEnd end -> end.notes();
                    case NachaPart.FileEnd end -> end.notes();
                    case NachaPart.Broken _ -> List.<Note>of();
                })
                .flatMap(List::stream)
                .map(note -> note.line() + " " + note.field() + " " + note.text())
                .toList();
    }
}
