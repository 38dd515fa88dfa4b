/** The feed in DynamoDB. */
@NullMarked
package dev.surety.events.store;

import org.jspecify.annotations.NullMarked;
