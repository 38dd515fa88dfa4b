/** Reading camt.052, camt.053 and camt.054 part by part, in versions .02 to .14, as banks write them. */
@NullMarked
package dev.surety.messages.camt;

import org.jspecify.annotations.NullMarked;
