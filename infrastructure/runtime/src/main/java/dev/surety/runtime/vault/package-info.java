/** Personal data and free text, encrypted, outside the journal. */
@NullMarked
package dev.surety.runtime.vault;

import org.jspecify.annotations.NullMarked;
