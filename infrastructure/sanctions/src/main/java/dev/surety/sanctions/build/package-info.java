/** A command that builds an index of published files on a disk. */
@NullMarked
package dev.surety.sanctions.build;

import org.jspecify.annotations.NullMarked;
