/** Deadlines, handed out as wakes. */
@NullMarked
package dev.surety.runtime.timers;

import org.jspecify.annotations.NullMarked;
