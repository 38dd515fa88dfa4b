/** NACHA files: credits that we write; originations, returns and notices of change that we read. */
@NullMarked
package dev.surety.messages.nacha;

import org.jspecify.annotations.NullMarked;
