package dev.surety.sandbox;

import dev.surety.model.id.Id;
import dev.surety.model.id.PaymentId;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.simulator.Charge;
import dev.surety.simulator.PlayOutside;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The page at which a payer would confirm a payment to the bank. It needs no token: as with a bank's own page, its
 * address gives the right to decide. The address holds the payment's id, which is not guessable. The page repeats
 * nothing of the request, and redirects only to the shop's checked return URL.
 */
final class PageRoutes {
    private static final String PATH = "/sandbox/3ds/{id}";

    private final PlayOutside playing;

    PageRoutes(PlayOutside playing) {
        this.playing = playing;
    }

    List<Route<?>> table() {
        return List.of(
                Route.reads(PATH, Set.of(), Route.People.ANYONE, Request::plain, this::show),
                Route.takesForm(PATH, PageRoutes::outcome, this::decide));
    }

    private static Parsed<Boolean> outcome(Request request) {
        Fields form = request.fields();
        Optional<String> outcome = form.choice("outcome", OutsideRoutes.OUTCOMES);
        return form.build(() -> outcome.orElseThrow().equals("succeed"));
    }

    private Response show(Request asked, Request request) {
        Optional<Charge> charge = find(request);
        if (charge.isEmpty()) {
            return Pages.nothingHere();
        }
        return charge.get().waitsForPayer() ? Pages.question(charge.get()) : Pages.decided();
    }

    private Response decide(boolean succeeds, Request request) {
        Optional<Charge> charge = find(request);
        if (charge.isEmpty()) {
            return Pages.nothingHere();
        }
        playing.atPage(charge.get(), succeeds);
        return charge.get().returnUrl().<Response>map(Response.SeeOther::new).orElseGet(Pages::decided);
    }

    private Optional<Charge> find(Request request) {
        String id = request.parameter("id");
        return Id.isWellFormed(PaymentId.PREFIX, id) ? playing.behindPage(new PaymentId(id)) : Optional.empty();
    }
}
