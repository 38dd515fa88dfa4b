/** The event bus. */
@NullMarked
package dev.surety.events.bus;

import org.jspecify.annotations.NullMarked;
