/** Reviews of sales, and scores that every reader can compute again. */
package dev.surety.reputation;
