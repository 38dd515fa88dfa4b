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
 * The page at which a payer would prove to their bank who they are. It needs no token: whoever knows the address may
 * decide, as with a bank's own, and the address holds the payment's id, which nobody guesses. Nothing of the request is
 * ever repeated on it, and it sends browsers only to where the shop said when it paid.
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
