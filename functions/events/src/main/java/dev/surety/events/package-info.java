/** What happened, told to whoever listens: doors and wiring. */
@NullMarked
package dev.surety.events;

import org.jspecify.annotations.NullMarked;
