/** Reading XML of strangers: encodings, limits, and elements by their local names. */
@NullMarked
package dev.surety.messages.xml;

import org.jspecify.annotations.NullMarked;
