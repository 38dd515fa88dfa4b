/** The only reader of environment variables. */
@NullMarked
package dev.surety.runtime.settings;

import org.jspecify.annotations.NullMarked;
