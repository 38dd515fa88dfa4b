/** From the journal's stream and the schedule to use cases. */
@NullMarked
package dev.surety.ledger.inbox;

import org.jspecify.annotations.NullMarked;
