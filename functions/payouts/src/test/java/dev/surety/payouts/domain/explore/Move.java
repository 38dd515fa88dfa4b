package dev.surety.payouts.domain.explore;

/** A step of one party, and the world after it. */
record Move(String says, Model then) {}
