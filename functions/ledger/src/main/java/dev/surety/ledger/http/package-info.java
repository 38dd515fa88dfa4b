/** Routes, what they ask for, and how answers look. */
@NullMarked
package dev.surety.ledger.http;

import org.jspecify.annotations.NullMarked;
