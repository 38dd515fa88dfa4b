/** Settings of marketplaces and what time it is in them. */
@NullMarked
package dev.surety.runtime.world;

import org.jspecify.annotations.NullMarked;
