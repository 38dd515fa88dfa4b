package dev.surety.disputes.http;

import dev.surety.disputes.app.chargeback.ChargebackChains.Stored;
import dev.surety.disputes.domain.chargeback.ChargebackCase.LostBy;
import dev.surety.disputes.domain.chargeback.ChargebackCase;
import dev.surety.disputes.domain.chargeback.ChargebackEvent.CaseFile;
import dev.surety.disputes.domain.chargeback.EvidenceNeeds;
import dev.surety.disputes.domain.evidence.EvidenceFault;
import dev.surety.disputes.domain.evidence.EvidenceItem;
import dev.surety.disputes.domain.evidence.EvidenceKind;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.tokens.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A bank's case as the API shows it. A payee sees its own shares and items. */
final class ChargebackView {
    private ChargebackView() {}

    static ObjectNode of(Stored stored, EvidenceNeeds needs, Caller caller) {
        ChargebackCase state = stored.state();
        ObjectNode view = Json.object()
                .put("id", stored.id().value())
                .put("payment", state.facts().payment().value())
                .put("chargeback", state.facts().told().id())
                .put("gateway", state.facts().gateway())
                .put("state", state.state().code())
                .put("reason", state.facts().reason().code())
                .put("gatewayReason", state.facts().told().reason())
                .put("dueBy", time(state.dueBy()).orElse(null))
                .put("submitBy", time(state.submitBy()).orElse(null));
        view.set("amount", Json.tree(state.facts().told().amount()));
        ArrayNode escrows = view.putArray("escrows");
        state.facts().told().shares().stream()
                .filter(share -> !caller.isParticipant() || caller.is(share.payee()))
                .forEach(share -> escrows.addObject()
                        .put("escrow", share.escrow().value())
                        .put("payee", share.payee().value())
                        .set("amount", Json.tree(share.amount())));
        ArrayNode evidence = view.putArray("evidence");
        state.evidence().stream()
                .filter(item -> !caller.isParticipant() || item.by().equals(caller.id()))
                .forEach(item -> evidence.add(item(item)));
        needs(view, state, needs);
        answer(view, state);
        view.put("lostBy", state.lostBy().map(LostBy::code).orElse(null));
        ArrayNode commands = view.putArray("commands");
        commands(state, caller).forEach(commands::add);
        return view.put("version", stored.version()).put("openedAt", Times.text(state.openedAt()));
    }

    private static Optional<String> time(Optional<Instant> at) {
        return at.map(Times::text);
    }

    private static ObjectNode item(ChargebackCase.Item of) {
        EvidenceItem item = of.item();
        ObjectNode view = Json.object()
                .put("id", item.id())
                .put("kind", item.kind().code())
                .put("state", item.state().name().toLowerCase(Locale.ROOT))
                .put("fault", item.fault().map(EvidenceFault::code).orElse(null))
                .put("bytes", item.bytes())
                .put("sha256", item.file().map(file -> file.sha256()).orElse(null))
                .put("fromDispute", of.of().map(Object::toString).orElse(null));
        return view.put("by", of.by()).put("addedAt", Times.text(item.addedAt()));
    }

    private static void needs(ObjectNode view, ChargebackCase state, EvidenceNeeds needs) {
        ObjectNode asks = view.putObject("needs");
        kinds(asks.putArray("required"), needs.required());
        kinds(asks.putArray("oneOf"), needs.oneOf());
        kinds(asks.putArray("never"), needs.never());
        EvidenceNeeds.Missing missing = state.missing(needs);
        ObjectNode lacks = view.putObject("missing");
        kinds(lacks.putArray("required"), missing.required());
        kinds(lacks.putArray("oneOf"), missing.oneOf());
        view.put("complete", missing.isNothing());
    }

    private static void kinds(ArrayNode to, List<EvidenceKind> kinds) {
        kinds.forEach(kind -> to.add(kind.code()));
    }

    private static void answer(ObjectNode view, ChargebackCase state) {
        if (state.wish().isPresent()) {
            ChargebackCase.Wish wish = state.wish().get();
            view.putObject("approval")
                    .put("by", wish.by())
                    .put("hash", wish.hash())
                    .put("at", Times.text(wish.at()));
        } else {
            view.putNull("approval");
        }
        if (state.answer().isEmpty()) {
            view.putNull("answer");
            return;
        }
        ChargebackCase.Answer answer = state.answer().get();
        ObjectNode shown = view.putObject("answer")
                .put("n", answer.n())
                .put("kind", answer.kind().name().toLowerCase(Locale.ROOT))
                .put("by", answer.by())
                .put("at", Times.text(answer.at()))
                .put("sha256", answer.file().map(CaseFile::sha256).orElse(null))
                .put("known", answer.outcome().isPresent())
                .put("declined", answer.outcome().flatMap(ChargebackCase.Outcome::declined).orElse(null));
        ArrayNode out = shown.putArray("leftOut");
        answer.file().map(CaseFile::leftOut).orElse(List.of()).forEach(out::add);
    }

    /** The commands that make sense in this state; the rules ask for more. */
    private static List<String> commands(ChargebackCase state, Caller caller) {
        List<String> commands = new ArrayList<>();
        if (state.state().isAnswerable()) {
            commands.add("evidence");
            if (!caller.isParticipant()) {
                commands.add(state.wish().isPresent() ? "submit/approve" : "submit");
                commands.add("accept");
            }
        }
        return commands;
    }
}
