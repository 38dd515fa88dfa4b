package dev.surety.local;

import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives a fresh world its marketplaces. Runs at every start, so it must be harmless the second time. */
final class Seed {
    private static final Logger LOG = LoggerFactory.getLogger(Seed.class);

    void run(URI base) {
        LOG.debug("Nothing is seeded at {} yet.", base);
    }
}
