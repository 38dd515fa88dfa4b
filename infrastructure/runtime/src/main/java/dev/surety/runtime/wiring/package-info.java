/** What all functions' wiring shares. The only place here that knows Spring. */
@NullMarked
package dev.surety.runtime.wiring;

import org.jspecify.annotations.NullMarked;
