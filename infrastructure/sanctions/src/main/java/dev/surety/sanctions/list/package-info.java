/** Published lists of sanctioned parties: their layouts, read strictly into one model. */
@NullMarked
package dev.surety.sanctions.list;

import org.jspecify.annotations.NullMarked;
