package dev.surety.sandbox;

import dev.surety.model.money.Money;
import dev.surety.runtime.edge.http.Response;
import dev.surety.simulator.Charge;
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
        return new Response.Page(200, page("Confirm a payment", text), charge.returnUrl());
    }

    static Response decided() {
        String text = "<p>This payment does not wait for anyone any more. You can close this page.</p>";
        return new Response.Page(200, page("Nothing more to do", text), Optional.empty());
    }

    static Response nothingHere() {
        return new Response.Page(
                404, page("Nothing here", "<p>No payment waits at this address.</p>"), Optional.empty());
    }

    private static String page(String title, String text) {
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>%1$s – sandbox</title>
            </head>
            <body>
            <main>
            <h1>%1$s</h1>
            <p><strong>This is a sandbox.</strong> No bank is asked and no money moves.</p>
            %2$s
            </main>
            </body>
            </html>
            """.formatted(title, text);
    }
}
