package dev.surety.messages.nacha;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;

/**
 * The first record of a file. Origin, day and modifier together name the file: the bank refuses a second one with them.
 *
 * @param destination routing number of the bank that reads the file
 * @param origin 10 characters that the bank gave us, or a routing number of 9
 * @param createdOn of the entry in the rail's zone, not of the writing, so that a second writing gives the same bytes
 * @param modifier A to Z and 0 to 9: unlike that of every other file of the day
 * @param reference empty, or up to 8 characters
 */
public record FileHeader(
        String destination,
        String destinationName,
        String origin,
        String originName,
        LocalDate createdOn,
        LocalTime createdAt,
        String modifier,
        String reference) {
    static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuMMdd");
    private static final int NAME = 23;
    private static final int REFERENCE = 8;

    public FileHeader {
        Field.routing("destination", destination);
        Field.text("name of the destination", destinationName, NAME);
        Field.form("origin", origin, Field.ORIGIN);
        Field.text("name of the origin", originName, NAME);
        Field.form("modifier", modifier, Field.MODIFIER);
        Field.textOrNone("reference of the file", reference, REFERENCE);
    }

    /** The file as a bank names it in reports and statements: origin, day and modifier. */
    public String fileId() {
        return origin + "-" + DAY.format(createdOn) + modifier;
    }
}
