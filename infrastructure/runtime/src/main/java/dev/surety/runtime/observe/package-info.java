/** Logs that hold no secret, and metrics. */
@NullMarked
package dev.surety.runtime.observe;

import org.jspecify.annotations.NullMarked;
