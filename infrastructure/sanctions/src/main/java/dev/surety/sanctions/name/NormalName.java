package dev.surety.sanctions.name;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A name as it is compared.
 *
 * @param readings each a way to read the name in plain letters, with its words in order of their letters; none if it
 *     has no word of Latin, Greek or Cyrillic
 * @param ownSpelling of a name with other scripts: its words as written, without marks, in order
 * @param doubts why a search does not suffice
 */
public record NormalName(List<List<Token>> readings, Optional<String> ownSpelling, Set<Doubt> doubts) {}
