/** Use cases: post, read, audit. */
@NullMarked
package dev.surety.ledger.app;

import org.jspecify.annotations.NullMarked;
