/** Relaying entries, reading the feed. */
@NullMarked
package dev.surety.events.app;

import org.jspecify.annotations.NullMarked;
