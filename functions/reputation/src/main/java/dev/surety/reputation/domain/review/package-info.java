/** Decides what may be written about an ended sale, when it is published, and what is removed. */
package dev.surety.reputation.domain.review;
