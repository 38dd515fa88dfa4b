/** Names as they are compared: folded, transliterated and cut into words. */
@NullMarked
package dev.surety.sanctions.name;

import org.jspecify.annotations.NullMarked;
