/** From the journal's stream to events. */
@NullMarked
package dev.surety.events.inbox;

import org.jspecify.annotations.NullMarked;
