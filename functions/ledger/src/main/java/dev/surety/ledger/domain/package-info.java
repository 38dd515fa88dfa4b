/** Accounts, lines, balances and what an audit finds; no I/O. */
@NullMarked
package dev.surety.ledger.domain;

import org.jspecify.annotations.NullMarked;
