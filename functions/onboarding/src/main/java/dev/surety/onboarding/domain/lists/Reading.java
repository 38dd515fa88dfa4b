package dev.surety.onboarding.domain.lists;

import java.util.Map;

/** The outcome of one try to read a list from its publisher. */
public sealed interface Reading {
    /** @param files SHA-256 in hex by the name of the file */
    record Whole(String version, Map<String, String> files, int entries, int names) implements Reading {
        public Whole {
            files = Map.copyOf(files);
        }
    }

    record Broken(String file, int line, String rule, String bound) implements Reading {}

    /** The publisher did not answer: nothing is known about its list. */
    record Unreached() implements Reading {}
}
