package dev.surety.onboarding.app.rescreening;

import dev.surety.model.journal.ChainId;

/** Screens a participant anew, against the index in force. */
public interface ScreenAgain {
    /** @param cause the run; asking twice for one cause appends one entry */
    void again(ChainId participant, String cause);
}
