/** Lists of invented parties in the published layouts, for sandboxes, local runtimes and trials. */
@NullMarked
package dev.surety.sanctions.synthetic;

import org.jspecify.annotations.NullMarked;
