/** The AWS clients and what they lack. */
@NullMarked
package dev.surety.runtime.aws;

import org.jspecify.annotations.NullMarked;
