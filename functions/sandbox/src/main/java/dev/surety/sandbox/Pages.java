package dev.surety.sandbox;

import dev.surety.model.money.Money;
import dev.surety.runtime.edge.http.Response;
import dev.surety.simulator.Charge;
import java.net.URI;
import java.util.Optional;

/** The page's texts, as plain HTML. A page loads nothing and runs no script. */
final class Pages {
    private Pages() {}

    /** The form has no address, so the browser posts it to the page's own. */
    static Response question(Charge charge) {
        String text = """
            <p>Here the payer's bank would ask whether they will pay <strong>%s</strong>. You decide for them.</p>
            <form method="post">
            <button type="submit" name="outcome" value="succeed">Confirm the payment</button>
            <button type="submit" name="outcome" value="fail">Refuse the payment</button>
            </form>\
            """.formatted(charge.amount().map(Money::toString).orElse(""));
        return page(200, "Confirm a payment", text, charge.returnUrl());
    }

    static Response decided() {
        String text = "<p>This payment does not wait for anyone any more. You can close this page.</p>";
        return page(200, "Nothing more to do", text, Optional.empty());
    }

    static Response nothingHere() {
        return page(404, "Nothing here", "<p>No payment waits at this address.</p>", Optional.empty());
    }

    private static Response page(int status, String title, String text, Optional<URI> leadsTo) {
        String marked = """
            <h1>%s</h1>
            <p><strong>This is a sandbox.</strong> No bank is asked and no money moves.</p>
            %s\
            """.formatted(title, text);
        return Response.Page.of(status, title + " – sandbox", marked, leadsTo);
    }
}
