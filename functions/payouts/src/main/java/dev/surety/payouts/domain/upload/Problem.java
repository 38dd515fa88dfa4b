package dev.surety.payouts.domain.upload;

import java.util.List;
import java.util.stream.Stream;

/** @param where the place in the file; empty if it is the file itself */
public record Problem(String what, String where) {
    private static final int MOST = 50;

    /** The first of them that people have to look at. */
    public static List<Problem> first(List<Problem> known, List<Problem> more) {
        return Stream.concat(known.stream(), more.stream()).distinct().limit(MOST).toList();
    }
}
