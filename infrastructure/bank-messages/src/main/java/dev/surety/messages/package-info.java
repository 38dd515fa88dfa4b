/** The banks' messages as files: credit transfers that we write; statements and status reports that we read. */
@NullMarked
package dev.surety.messages;

import org.jspecify.annotations.NullMarked;
