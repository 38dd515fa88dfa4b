package dev.surety.escrow.http;

import dev.surety.escrow.app.UseCases;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.vault.Vault;
import java.util.List;
import java.util.stream.Stream;

/** Every route of the escrow function. */
public final class EscrowDoor {
    private EscrowDoor() {}

    public static List<Route<?>> routes(
            UseCases use, Vault vault, RequestKeys keys, Cursors cursors, Actions actions) {
        var view = new EscrowView(actions, use.escrows(), new Notes(use.escrows(), vault));
        var answers = new EscrowResponses(view);
        return Stream.of(
                        new EscrowRoutes(
                                        use.escrows(),
                                        use.creating(),
                                        use.prevailing(),
                                        vault,
                                        keys,
                                        cursors,
                                        view,
                                        answers)
                                .table(),
                        new TransitionRoutes(use.escrows(), use.funding(), use.moving(), vault, keys, answers).table(),
                        new PaymentRoutes(use, vault, keys, cursors, new PaymentView(actions)).table(),
                        new WebhookRoutes(use.hearing()).table(),
                        new UnmatchedWebhookRoutes(use.closing(), vault, keys).table())
                .flatMap(List::stream)
                .toList();
    }
}
