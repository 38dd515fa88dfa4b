/** Reviews of sales, and scores that anybody can compute again. */
package dev.surety.reputation;
