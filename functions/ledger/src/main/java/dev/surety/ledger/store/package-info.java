/** The ledger table and the scans of an audit, in DynamoDB. */
@NullMarked
package dev.surety.ledger.store;

import org.jspecify.annotations.NullMarked;
