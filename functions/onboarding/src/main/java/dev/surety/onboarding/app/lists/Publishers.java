package dev.surety.onboarding.app.lists;

import dev.surety.runtime.resilience.Outage;

/**
 * The port to the publishers of lists. An attacker who controls a publisher's server decides which names are listed. It
 * cannot make us drop more than half of the list that we have.
 */
public interface Publishers {
    /**
     * A file as it is published now.
     *
     * @throws Outage if the publisher does not answer with it
     */
    byte[] fetch(String list, String file);
}
