package dev.surety.disputes.domain.evidence;

/** The outcome of looking at an uploaded file. */
public sealed interface CheckOutcome {
    /** @param pages those of a PDF; 1 for an image, 0 for text */
    record Sound(int pages) implements CheckOutcome {}

    /** @param detail a few words for a person, never any of the file's own */
    record Unsound(EvidenceFault fault, String detail) implements CheckOutcome {}
}
