package dev.surety.escrow.domain.explore;

/** One thing that can happen next, in words, and what then is. */
record Move(String says, Model then) {
    Move also(String more) {
        return new Move(says + more, then);
    }
}
