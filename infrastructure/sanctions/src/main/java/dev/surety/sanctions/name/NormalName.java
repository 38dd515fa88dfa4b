package dev.surety.sanctions.name;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A name as it is compared.
 *
 * @param readings ways to read it in plain letters, each with its words sorted; none without a word of Latin, Greek or
 *     Cyrillic
 * @param ownSpelling of a name with other scripts: its words as written, without marks, sorted
 * @param doubts why a search does not suffice
 */
public record NormalName(List<List<Token>> readings, Optional<String> ownSpelling, Set<Doubt> doubts) {}
