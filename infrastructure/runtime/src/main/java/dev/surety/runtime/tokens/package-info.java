/** Access tokens looked at once more, behind the authorizer. */
@NullMarked
package dev.surety.runtime.tokens;

import org.jspecify.annotations.NullMarked;
