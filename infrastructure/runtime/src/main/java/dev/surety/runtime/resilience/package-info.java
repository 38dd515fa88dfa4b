/** Every time-out, retry and breaker number. */
@NullMarked
package dev.surety.runtime.resilience;

import org.jspecify.annotations.NullMarked;
