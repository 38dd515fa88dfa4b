/** The one mapper, strict; canonical JSON; times as text. */
@NullMarked
package dev.surety.runtime.json;

import org.jspecify.annotations.NullMarked;
