package dev.surety.local;

import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows one escrow from creation to payout of the seller's balance over HTTP. */
final class Demo {
    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);

    void run(URI base) {
        LOG.debug("Nothing is shown at {} yet.", base);
    }
}
