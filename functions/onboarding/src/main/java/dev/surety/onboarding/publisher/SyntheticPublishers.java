package dev.surety.onboarding.publisher;

import dev.surety.onboarding.app.lists.Publishers;
import dev.surety.sanctions.synthetic.SyntheticLists;

/** Publishes the invented lists that are shipped, for local runtimes and sandboxes. */
public final class SyntheticPublishers implements Publishers {
    @Override
    public byte[] fetch(String list, String file) {
        return SyntheticLists.file(file);
    }
}
