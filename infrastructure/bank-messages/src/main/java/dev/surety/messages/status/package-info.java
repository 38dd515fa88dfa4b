/** Reading pain.002, the bank's answer to a file of credit transfers, part by part. */
@NullMarked
package dev.surety.messages.status;

import org.jspecify.annotations.NullMarked;
