/** Searches an index for names like those of a query, and says why each was found. */
@NullMarked
package dev.surety.sanctions.match;

import org.jspecify.annotations.NullMarked;
