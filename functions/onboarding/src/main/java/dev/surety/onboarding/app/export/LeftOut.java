package dev.surety.onboarding.app.export;

import tools.jackson.databind.node.ArrayNode;

/**
 * The parts that no export has, and where they can be read. The list is always the same, so it tells nothing about the
 * participant.
 */
final class LeftOut {
    private record Part(String what, String why, String where) {}

    private static final Part[] PARTS = {
        new Part(
                "reasons and facts behind the word under_review, and those of a legal hold",
                "a law forbids to tell them, or they protect an investigation",
                "nowhere"),
        new Part(
                "who else has the same account or the same document, and signals about ratings",
                "they are about others",
                "nowhere"),
        new Part(
                "words and evidence of disputes, chargebacks and complaints",
                "their function alone has the key to them",
                "GET /v1/disputes/{id}, /v1/chargebacks/{id}, /v1/complaints/{id}, with the participant's token"),
        new Part(
                "words of reviews",
                "their function alone has the key to them",
                "GET /v1/escrows/{id}/review, /v1/participants/{id}/reviews"),
        new Part(
                "description and metadata of an escrow, and reasons that its sides gave",
                "their function alone has the key to them",
                "GET /v1/escrows/{id}"),
        new Part(
                "plans of payouts, and the bytes of payment files and bank statements",
                "they name other payees, too; the participant's own payouts are in this file",
                "GET /v1/payouts/{id}"),
        new Part(
                "a review that is sealed",
                "neither side may see whether the other has written",
                "GET /v1/escrows/{id}/review, once it is published"),
        new Part(
                "who of the marketplace's people acted, and places in their work lists",
                "they are data about these people",
                "the marketplace")
    };

    private LeftOut() {}

    static void list(ArrayNode into) {
        for (Part part : PARTS) {
            into.addObject().put("what", part.what()).put("why", part.why()).put("where", part.where());
        }
    }
}
