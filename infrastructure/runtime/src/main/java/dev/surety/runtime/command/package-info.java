/** The one path of every command: load, seen, what stands in the way, decide, append, and again after a lost race. */
@NullMarked
package dev.surety.runtime.command;

import org.jspecify.annotations.NullMarked;
