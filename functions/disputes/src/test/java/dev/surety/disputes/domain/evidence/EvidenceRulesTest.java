package dev.surety.disputes.domain.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.surety.disputes.domain.evidence.EvidenceAccess.Reader;
import dev.surety.disputes.domain.evidence.EvidenceItem.State;
import dev.surety.files.AnnouncedFile;
import dev.surety.files.FileType;
import dev.surety.model.Invariants.Breach;
import dev.surety.model.id.Id;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidenceRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");

    private static EvidenceItem item(long bytes) {
        var file = new AnnouncedFile(FileType.PDF, bytes, "0".repeat(64));
        return EvidenceItem.awaiting(
                Id.derive("ev", Long.toString(bytes)), EvidenceKind.ORDER, file, Optional.empty(), NOW);
    }

    private static EvidenceItem in(State state) {
        EvidenceItem item = item(1);
        return switch (state) {
            case AWAITING_UPLOAD -> item;
            case RECEIVED -> item.received();
            case CHECKED -> item.after(new CheckOutcome.Sound(1), false);
            case ATTACHED -> item.after(new CheckOutcome.Sound(1), true);
            case REJECTED -> item.after(new CheckOutcome.Unsound(EvidenceFault.TRUNCATED, ""), true);
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            reader     | sealed | may read
            OWNER      | true   | AWAITING_UPLOAD RECEIVED CHECKED ATTACHED REJECTED
            OWNER      | false  | AWAITING_UPLOAD RECEIVED CHECKED ATTACHED REJECTED
            OTHER_SIDE | true   | ''
            OTHER_SIDE | false  | ATTACHED
            ASSIGNED   | true   | ATTACHED
            ASSIGNED   | false  | ATTACHED
            STRANGER   | true   | ''
            STRANGER   | false  | ''
            """)
    void whoMayReadWhichItem(Reader reader, boolean sealed, String mayRead) {
        String read = Arrays.stream(State.values())
                .filter(state -> EvidenceAccess.mayRead(reader, in(state), sealed))
                .map(State::name)
                .collect(Collectors.joining(" "));
        assertEquals(mayRead, read);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            items | bytes of each | next     | refused
            0     | 0             | 10000000 | ''
            0     | 0             | 10000001 | file_bytes
            19    | 1             | 1        | ''
            20    | 1             | 1        | evidence_items
            4     | 10000000      | 10000000 | ''
            5     | 10000000      | 1        | side_bytes
            5     | 9999999       | 5        | ''
            5     | 9999999       | 6        | side_bytes
            """)
    void aSideHasLimits(int items, long bytes, long next, String refused) {
        List<EvidenceItem> side = Collections.nCopies(items, item(bytes).received());
        assertEquals(refused, rule(side, item(next)));
    }

    @Test
    void aRejectedItemTakesNoRoom() {
        assertEquals("", rule(Collections.nCopies(40, in(State.REJECTED)), item(1)));
    }

    private static String rule(List<EvidenceItem> side, EvidenceItem next) {
        return EvidenceLimits.refused(side, next)
                .map(refusal -> refusal.errors().getFirst().reason())
                .orElse("");
    }

    @Test
    void wordsCountAtOnceAndAFileOnlyOnceItIsChecked() {
        var words = EvidenceItem.ofWords(Id.derive("ev", "a"), EvidenceKind.WORDS, "a commitment", NOW);
        assertEquals(State.ATTACHED, words.state());
        assertEquals(State.AWAITING_UPLOAD, item(1).state());
        assertEquals(Optional.of(EvidenceFault.TRUNCATED), in(State.REJECTED).fault());
    }

    @Test
    void evidenceIsAFileOrWords() {
        assertThrows(
                Breach.class,
                () -> new EvidenceItem(
                        Id.derive("ev", "a"),
                        EvidenceKind.OTHER,
                        Optional.empty(),
                        Optional.empty(),
                        NOW,
                        State.ATTACHED,
                        0,
                        Optional.empty()));
    }

    @Test
    void everyCodeIsFoundAgain() {
        for (EvidenceKind kind : EvidenceKind.values()) {
            assertEquals(Optional.of(kind), EvidenceKind.find(kind.code()));
        }
        for (FileType type : FileType.values()) {
            assertEquals(Optional.of(type), FileType.find(type.contentType()));
        }
        assertEquals(Optional.empty(), EvidenceKind.find("PHOTO"));
        assertEquals(Optional.empty(), FileType.find("text/html"));
    }
}
