package dev.surety.sandbox;

import dev.surety.model.id.Id;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.journal.JournalIndexes.Deadline;
import dev.surety.runtime.timers.TimerMessages;
import dev.surety.simulator.identity.SimulatedIdentity.Session;
import dev.surety.simulator.identity.SimulatedIdentity;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The page at which a person would show a document to the provider of identity checks. It needs no token: as with a
 * provider's own page, its address gives the right to submit, and is not guessable.
 */
final class IdentityPageRoutes {
    private static final String PATH = "/sandbox/identity/{id}";
    private static final Set<String> OUTCOMES = Set.of("submit", "leave");

    private final SimulatedIdentity provider;
    private final TimerMessages wakes;
    private final InstantSource clock;

    IdentityPageRoutes(SimulatedIdentity provider, TimerMessages wakes, InstantSource clock) {
        this.provider = provider;
        this.wakes = wakes;
        this.clock = clock;
    }

    List<Route<?>> table() {
        return List.of(
                Route.reads(PATH, Set.of(), Route.People.ANYONE, Request::plain, this::show),
                Route.takesForm(PATH, IdentityPageRoutes::submits, this::decide));
    }

    private static Parsed<Boolean> submits(Request request) {
        Fields form = request.fields();
        Optional<String> outcome = form.choice("outcome", OUTCOMES);
        return form.build(() -> outcome.orElseThrow().equals("submit"));
    }

    private Response show(Request asked, Request request) {
        Optional<Session> session = find(request);
        if (session.isEmpty()) {
            return page(404, "Nothing here", "<p>No check waits at this address.</p>", Optional.empty());
        }
        return session.get().waitsForPerson() ? question(session.get().returnUrl()) : submitted();
    }

    private Response decide(boolean submits, Request request) {
        Optional<Session> session = find(request);
        if (session.isEmpty()) {
            return page(404, "Nothing here", "<p>No check waits at this address.</p>", Optional.empty());
        }
        if (submits) {
            provider.submit(session.get());
            tell(session.get());
        }
        return new Response.SeeOther(session.get().returnUrl());
    }

    /** Number 0 names no entry: it hints at news. */
    private void tell(Session session) {
        var check = new ChainId("identity_check", session.marketplace(), session.check());
        wakes.send(List.of(new Deadline(check, 0, clock.instant())));
    }

    private Optional<Session> find(Request request) {
        String id = request.parameter("id");
        return Id.isWellFormed("chk", id) ? provider.behindPage(id) : Optional.empty();
    }

    /** The form has no address, so the browser posts it to the page's own. */
    private static Response question(URI returnUrl) {
        String text = """
                <p>Here the provider would ask for a document and a picture. The name in the profile says what it
                finds.</p>
                <form method="post">
                <button type="submit" name="outcome" value="submit">Submit a document</button>
                <button type="submit" name="outcome" value="leave">Leave without one</button>
                </form>\
                """;
        return page(200, "Show who you are", text, Optional.of(returnUrl));
    }

    private static Response submitted() {
        return page(
                200,
                "Nothing more to do",
                "<p>A document was submitted. You can close this page.</p>",
                Optional.empty());
    }

    private static Response page(int status, String title, String text, Optional<URI> leadsTo) {
        String marked = """
                <h1>%s</h1>
                <p><strong>This is a sandbox.</strong> No document is looked at.</p>
                %s\
                """.formatted(title, text);
        return Response.Page.of(status, title + " – sandbox", marked, leadsTo);
    }
}
