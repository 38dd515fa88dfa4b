/** The books of every marketplace, derived from the journal: doors and wiring. */
@NullMarked
package dev.surety.ledger;

import org.jspecify.annotations.NullMarked;
