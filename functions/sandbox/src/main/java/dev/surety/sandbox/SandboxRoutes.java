package dev.surety.sandbox;

import static dev.surety.model.refusal.CommonReason.CLOCK_NOT_SANDBOX;
import static dev.surety.model.refusal.CommonReason.INVALID;
import static dev.surety.runtime.edge.http.Route.People.MARKETPLACE_ONLY;

import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.runtime.clock.Clocks.TestClock;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The routes of the test clock. */
final class SandboxRoutes {
    private static final Set<String> OPERATOR = Set.of("operator");
    private static final String CLOCK = "/v1/sandbox/clock";

    private final AdvanceClock advancing;
    private final Clocks worlds;
    private final RequestKeys keys;

    SandboxRoutes(AdvanceClock advancing, Clocks worlds, RequestKeys keys) {
        this.advancing = advancing;
        this.worlds = worlds;
        this.keys = keys;
    }

    List<Route<?>> table() {
        return List.of(
                Route.reads(CLOCK, OPERATOR, MARKETPLACE_ONLY, Request::plain, this::read),
                Route.changes("POST", CLOCK, OPERATOR, MARKETPLACE_ONLY, SandboxRoutes::parse, this::advance)
                        .refuses(INVALID, CLOCK_NOT_SANDBOX));
    }

    private static Parsed<Instant> parse(Request request) {
        Fields body = request.fields();
        Optional<Instant> to = body.time("advanceTo");
        return body.build(to::orElseThrow);
    }

    private Response read(Request asked, Request request) {
        var marketplace = request.caller().marketplace();
        Optional<TestClock> clock = worlds.read(marketplace);
        Optional<Instant> target = clock.flatMap(TestClock::target);
        return Response.ok(Json.object()
                .put("now", Times.text(worlds.now(marketplace, Mode.SANDBOX)))
                .put("advancingTo", target.map(Times::text).orElse(null))
                .put("status", target.isPresent() ? "advancing" : "ready"));
    }

    private Response advance(Instant to, Request request) {
        return advancing
                .advance(CommandEnvelope.of(request, keys, Optional.empty()), to)
                .answer(entry -> Response.of(
                        202,
                        Json.object()
                                .put("id", entry.chain().id())
                                .put("advanceTo", Times.text(ClockAdvanced.from(entry).to()))
                                .put("status", "advancing")));
    }
}
