/** The ledger's keys and items, for everyone who writes to it: the poster, and who appends guarded entries. */
@NullMarked
package dev.surety.runtime.ledger;

import org.jspecify.annotations.NullMarked;
