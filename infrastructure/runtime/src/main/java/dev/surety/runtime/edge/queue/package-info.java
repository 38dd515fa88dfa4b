/** From queue events to messages and back. */
@NullMarked
package dev.surety.runtime.edge.queue;

import org.jspecify.annotations.NullMarked;
