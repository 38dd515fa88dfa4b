/** Lists in one compact index: built once a version, loaded once an instance, compared with an older one. */
@NullMarked
package dev.surety.sanctions.index;

import org.jspecify.annotations.NullMarked;
