/** From the journal's stream to records and back. */
@NullMarked
package dev.surety.runtime.edge.stream;

import org.jspecify.annotations.NullMarked;
