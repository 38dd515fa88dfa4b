/** The journal in DynamoDB: load, append, replay by key, hints. */
@NullMarked
package dev.surety.runtime.journal;

import org.jspecify.annotations.NullMarked;
