package dev.surety.runtime.edge.http;

import dev.surety.model.id.MarketplaceId;
import dev.surety.runtime.tokens.Caller;
import java.util.Set;

/** The caller of a route that asks for no token: of no marketplace that exists, with no scope. */
final class Nobody {
    static final Caller CALLER = new Caller(new MarketplaceId("no-one"), Caller.Kind.BACKEND, "nobody", Set.of());

    private Nobody() {}
}
