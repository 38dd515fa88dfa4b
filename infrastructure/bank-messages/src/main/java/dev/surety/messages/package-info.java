/** The banks' messages as files: credits that we write; statements, status reports and returns that we read. */
@NullMarked
package dev.surety.messages;

import org.jspecify.annotations.NullMarked;
