package dev.surety.escrow.http;

import dev.surety.escrow.domain.funds.PaymentFact;
import dev.surety.model.id.PaymentId;
import tools.jackson.databind.node.ObjectNode;

/**
 * Links a payer to the page to complete before a charge. The page has an address of ours, so a stored answer never
 * expires. Behind it is the gateway's page.
 *
 * @param publicUrl the API's address without a slash at its end; if empty, the link is a path only
 */
public record Actions(String publicUrl) {
    void put(ObjectNode payment, PaymentFact.Status status, PaymentId id) {
        if (status == PaymentFact.Status.ACTION_NEEDED) {
            payment.putObject("action").put("type", "redirect").put("url", publicUrl + "/sandbox/3ds/" + id);
        } else {
            payment.putNull("action");
        }
    }
}
