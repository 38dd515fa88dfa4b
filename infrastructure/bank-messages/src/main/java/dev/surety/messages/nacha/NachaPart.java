package dev.surety.messages.nacha;

import dev.surety.messages.xml.Note;
import dev.surety.messages.xml.Unreadable;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/**
 * A part of a NACHA file: its head, then each batch as a head, entries and an end, then its end. Nothing of a file
 * counts before its {@link FileEnd}: only there hash, counts and totals have proved that it is whole.
 */
public sealed interface NachaPart
        permits NachaPart.FileHead,
                NachaPart.BatchHead,
                NachaEntry,
                NachaPart.BatchEnd,
                NachaPart.FileEnd,
                NachaPart.Broken {

    /**
     * @param destination of the file: of a file for us it may be our id
     * @param modifier of the file within its day
     */
    record FileHead(
            int line,
            String destination,
            String origin,
            String destinationName,
            String originName,
            Optional<LocalDate> createdOn,
            Optional<LocalTime> createdAt,
            String modifier,
            Optional<String> reference,
            List<Note> notes)
            implements NachaPart {
        public FileHead {
            notes = List.copyOf(notes);
        }
    }

    /**
     * @param serviceClass 200 mixed, 220 credits, 225 debits
     * @param entryClass {@code PPD}, {@code CCD}, of notices of change {@code COR}, or another of the standard's
     * @param settlementDay the day of the year, where the operator has put it in
     * @param odfi the first 8 digits of the routing number of the bank that sent the entries
     */
    record BatchHead(
            int line,
            int number,
            String serviceClass,
            String companyName,
            String companyId,
            String discretionaryData,
            String entryClass,
            String description,
            String descriptiveDate,
            Optional<LocalDate> effective,
            Optional<String> settlementDay,
            String odfi,
            List<Note> notes)
            implements NachaPart {
        public static final String CHANGES = "COR";
        static final String INTERNATIONAL = "IAT";

        public BatchHead {
            notes = List.copyOf(notes);
        }

        /** The batch as we name it in files of ours. */
        public String groupId() {
            return NachaBatch.groupId(companyId, number);
        }
    }

    /**
     * @param entries and addenda
     */
    record BatchEnd(int line, int number, int entries, long debitCents, long creditCents, List<Note> notes)
            implements NachaPart {
        public BatchEnd {
            notes = List.copyOf(notes);
        }
    }

    /**
     * The file was whole, and its hash, counts and totals are those of its entries.
     *
     * @param entries without their addenda
     * @param returns entries with a reason of return
     * @param changes entries with a notice of change
     */
    record FileEnd(
            int batches,
            int entries,
            int returns,
            int changes,
            long debitCents,
            long creditCents,
            List<Note> notes)
            implements NachaPart {
        public FileEnd {
            notes = List.copyOf(notes);
        }

        /** Whether a bank answers with it: each of its entries is a return or a notice of change. */
        public boolean isAnswer() {
            return entries > 0 && entries == returns + changes;
        }
    }

    /** The file cannot be read from here on, or is not whole. This is its last part. */
    record Broken(Unreadable why) implements NachaPart {}
}
