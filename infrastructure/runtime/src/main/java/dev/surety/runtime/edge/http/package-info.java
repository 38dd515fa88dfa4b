/** From HTTP API events to routes and back; strict, and never throwing. */
@NullMarked
package dev.surety.runtime.edge.http;

import org.jspecify.annotations.NullMarked;
