package dev.surety.payouts.http;

import dev.surety.payouts.app.adjustment.AdjustmentChains.Stored;
import dev.surety.payouts.app.adjustment.AdjustmentChains;
import dev.surety.payouts.domain.adjustment.AdjustedLine;
import dev.surety.payouts.domain.adjustment.Adjustment;
import dev.surety.payouts.domain.adjustment.Adjustment.State;
import dev.surety.payouts.domain.adjustment.AdjustmentRules;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An adjustment as the API shows it. Its lines, reason and commitment are all that its hash is made of. */
final class AdjustmentView {
    private AdjustmentView() {}

    /**
     * @param words of the request; empty if there were none, or they are destroyed
     * @param rejection the words of the person who rejected it
     */
    static ObjectNode of(Stored stored, Optional<ObjectNode> words, Optional<ObjectNode> rejection) {
        Adjustment of = stored.adjustment();
        ObjectNode view = Json.object()
                .put("id", stored.id())
                .put("state", of.state().code());
        ArrayNode lines = view.putArray("lines");
        for (int i = 0; i < of.order().lines().size(); i++) {
            AdjustedLine line = of.order().lines().get(i);
            ObjectNode one = lines.addObject().put("account", line.account());
            one.set("amount", Json.tree(line.amount()));
            String place = Integer.toString(i);
            one.put(
                    "note",
                    words.flatMap(texts -> texts.path("notes").path(place).asStringOpt()).orElse(null));
        }
        view.set("sum", Json.tree(of.order().sum()));
        view.put("reason", AdjustmentChains.code(of.order()))
                .put("words", words.flatMap(texts -> texts.path("words").asStringOpt()).orElse(null))
                .put("commitment", stored.words().orElse(null))
                .put("resolves", of.order().resolves().orElse(null))
                .put("hash", of.hash())
                .put("by", of.by())
                .put("needed", of.needed());
        ArrayNode approvals = view.putArray("approvals");
        of.approvals().forEach(approval -> approvals
                .addObject()
                .put("person", approval.person())
                .put("at", Times.text(approval.at())));
        view.put(
                "rejection", rejection.flatMap(texts -> texts.path("reason").asStringOpt()).orElse(null));
        ArrayNode commands = view.putArray("commands");
        if (of.state() == State.AWAITING_APPROVAL) {
            List.of("approve", "reject").forEach(commands::add);
        }
        return view.put("version", stored.chain().version())
                .put("createdAt", Times.text(of.requestedAt()))
                .put("expiresAt", Times.text(of.requestedAt().plus(AdjustmentRules.APPROVABLE)));
    }
}
