/** An event and its stamp; no I/O. */
@NullMarked
package dev.surety.events.domain;

import org.jspecify.annotations.NullMarked;
