package dev.surety.sanctions.match;

import dev.surety.sanctions.list.NameKind;
import dev.surety.sanctions.list.PartyKind;

/**
 * A listed party that a query may mean, by the name or document that speaks for it most.
 *
 * @param entryId the list's own id
 * @param contentHash of the entry as it was found
 * @param alias the name as its list spells it
 * @param score in ten-thousandths
 */
public record Hit(
        String list,
        String entryId,
        PartyKind kind,
        String contentHash,
        String alias,
        NameKind aliasKind,
        int score,
        Explanation explanation) {}
