package dev.surety.onboarding.domain.lists;

import dev.surety.onboarding.domain.lists.ListState.StoredFile;
import java.util.List;

/** The outcome of one try to read a list from its publisher. */
public sealed interface Reading {
    /** A list that was read to its end. */
    record Whole(String version, List<StoredFile> files, int entries, int names) implements Reading {
        public Whole {
            files = List.copyOf(files);
        }
    }

    record Broken(String file, int line, String rule, String bound) implements Reading {}

    /** The publisher did not answer: nothing is known about its list. */
    record Unreached() implements Reading {}
}
