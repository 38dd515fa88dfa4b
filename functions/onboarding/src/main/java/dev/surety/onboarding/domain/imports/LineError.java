package dev.surety.onboarding.domain.imports;

import java.util.Optional;

/**
 * Why a line of a file creates no participant. It has no word of the file, so it may be stored and shown.
 *
 * @param line the first line of the file, which has the names of its columns, is line 1
 * @param column the name of the column; empty if it is about the whole line
 * @param rule such as {@code missing}, {@code format} or {@code bound}
 * @param bound the limit and what was there, if the rule is a limit
 */
public record LineError(int line, Optional<String> column, String rule, Optional<Bound> bound) {
    public record Bound(long max, long was) {}

    public static LineError whole(int line, String rule) {
        return new LineError(line, Optional.empty(), rule, Optional.empty());
    }
}
