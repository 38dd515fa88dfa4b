/** Test doubles that are stricter than the real thing, faults to order, and a check of everything a store can show. */
@NullMarked
package dev.surety.testkit;

import org.jspecify.annotations.NullMarked;
