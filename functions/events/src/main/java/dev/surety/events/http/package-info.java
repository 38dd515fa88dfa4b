/** The routes of the feed. */
@NullMarked
package dev.surety.events.http;

import org.jspecify.annotations.NullMarked;
