/** Orders to our bank: credit transfers in files of the message pain.001.001.09. */
@NullMarked
package dev.surety.messages.pain;

import org.jspecify.annotations.NullMarked;
