package dev.surety.escrow.http;

import dev.surety.escrow.domain.funds.PaymentFact;
import dev.surety.model.id.PaymentId;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a payer goes who has to do something before the money is taken: a page under our own address, which never
 * expires in an answer; what lies behind it is the gateway's.
 *
 * @param publicUrl the API's own address without a slash at its end; empty where it is not set, then the path alone
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
