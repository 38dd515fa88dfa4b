package dev.surety.messages;

import dev.surety.messages.camt.Family;
import dev.surety.messages.camt.StatementReader;
import dev.surety.messages.nacha.NachaReader;
import dev.surety.messages.status.StatusReader;
import dev.surety.messages.xml.Elements;
import dev.surety.messages.xml.Limits;
import dev.surety.messages.xml.Unreadable;
import dev.surety.messages.xml.UnreadableFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Optional;

/** A message of a bank, opened but not yet read. Its element's local name says which it is; its namespace may lie. */
public sealed interface BankMessage {

    /**
     * Entries of accounts.
     *
     * @param version of the message, as far as its namespace tells it
     */
    record Statements(Family family, Optional<Integer> version, StatementReader reader) implements BankMessage {}

    /** The bank's answer to a file of ours. */
    record StatusReport(Optional<Integer> version, StatusReader reader) implements BankMessage {}

    /** A NACHA file: returns or notices of change of the bank, or credits such as ours. */
    record Nacha(NachaReader reader) implements BankMessage {}

    /** A file that is none of these messages, or cannot be read. */
    record Refused(Unreadable why) implements BankMessage {}

    /**
     * Reads as far as the message's element, or the first bytes of a NACHA file. The caller closes the stream.
     *
     * @throws IOException if the stream fails, which says nothing about the file
     */
    static BankMessage open(InputStream bytes, Limits limits) throws IOException {
        try {
            var sniffed = new PushbackInputStream(bytes, NachaReader.TOLD_WITHIN);
            byte[] head = bytes.readNBytes(NachaReader.TOLD_WITHIN);
            sniffed.unread(head);
            if (NachaReader.isNacha(head)) {
                return new Nacha(new NachaReader(sniffed, limits));
            }
            Elements in = new Elements(sniffed, limits);
            return new Opening(in, limits).open();
        } catch (UnreadableFile e) {
            return new Refused(e.why());
        }
    }
}
