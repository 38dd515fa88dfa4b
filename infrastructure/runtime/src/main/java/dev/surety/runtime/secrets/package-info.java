/** Secrets by name and version. */
@NullMarked
package dev.surety.runtime.secrets;

import org.jspecify.annotations.NullMarked;
