package dev.surety.payouts.http;

import dev.surety.model.money.Money;
import dev.surety.payouts.app.run.ReadPlan.Progress;
import dev.surety.payouts.app.run.RunChain;
import dev.surety.payouts.domain.run.Run;
import dev.surety.payouts.domain.run.Run.State;
import dev.surety.payouts.domain.run.RunCounts;
import dev.surety.payouts.domain.run.RunEvent;
import dev.surety.payouts.domain.run.RunOrder;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** A run as the API shows it. */
final class RunView {
    /** Members of the plan's header that the view shows beside it. */
    private static final List<String> BESIDE = List.of("totals", "funding", "warnings", "summary");

    private RunView() {}

    static ObjectNode of(RunChain chain, Progress progress, Optional<Boolean> reconciled) {
        Run run = chain.run();
        RunOrder order = run.order();
        ObjectNode view = Json.object()
                .put("id", chain.id().value())
                .put("state", run.state().code())
                .put("hash", run.plan().map(RunEvent.Planned::hash).orElse(null))
                .put("rail", order.rail())
                .put("currency", order.currency().code())
                .put("schedule", order.schedule().orElse(null))
                .put("code", code(chain).orElse(null));
        ObjectNode header = run.plan().map(plan -> Json.object(plan.header())).orElseGet(() -> header(order));
        for (String member : BESIDE) {
            view.set(member, header.path(member).isMissingNode() ? NullNode.getInstance() : header.path(member));
            header.remove(member);
        }
        view.set("header", header);
        view.set("wish", order.wish().map(Json::tree).orElseGet(NullNode::getInstance));
        view.set("progress", progress(order, progress, run.state()));
        view.put("reconciled", reconciled.orElse(null));
        approvals(view.putArray("approvals"), run);
        if (run.agreed().needed().isPresent()) {
            view.put("needed", run.agreed().needed().getAsInt());
        } else {
            view.putNull("needed");
        }
        ArrayNode makers = view.putArray("makers");
        run.makers().forEach(makers::add);
        ArrayNode takenOut = view.putArray("takenOut");
        run.takenOut().stream().map(Object::toString).sorted().forEach(takenOut::add);
        ArrayNode files = view.putArray("files");
        run.files().forEach(part -> files.add(part.file().value()));
        ArrayNode commands = view.putArray("commands");
        commands(run.state()).forEach(commands::add);
        return view.put("version", chain.version())
                .put("createdAt", Times.text(chain.chain().first().at()));
    }

    /** Of a run that has no plan yet. */
    private static ObjectNode header(RunOrder order) {
        ObjectNode header = Json.object()
                .put("rail", order.rail())
                .put("account", order.account())
                .put("currency", order.currency().code())
                .put("cutoff", order.cutoff().map(Times::text).orElse(null))
                .put("onLess", order.payLess() ? "pay_less" : "exclude")
                .put("executeAt", order.executeAt().map(Times::text).orElse(null));
        header.set("minimum", Json.tree(order.minimum()));
        return header;
    }

    private static Optional<String> code(RunChain chain) {
        return chain.lastEvent() instanceof RunEvent.TooLarge ? Optional.of("limit_exceeded") : Optional.empty();
    }

    private static ObjectNode progress(RunOrder order, Progress progress, State state) {
        RunCounts counts = progress.counts();
        ObjectNode view = Json.object()
                .put("unit", state == State.PLANNING ? "pages" : "items")
                .put("done", progress.done())
                .put("of", progress.of())
                .put("sent", counts.sent())
                .put("failed", counts.failed())
                .put("unknown", counts.unknown())
                .put("excluded", counts.excluded())
                .put("takenOut", counts.takenOut())
                .put("paidLess", counts.paidLess());
        view.set("sentSum", Json.tree(Money.of(counts.sentSum(), order.currency())));
        return view;
    }

    private static void approvals(ArrayNode approvals, Run run) {
        run.agreed().approvals().forEach(approval -> approvals
                .addObject()
                .put("person", approval.person())
                .put("at", Times.text(approval.at())));
    }

    private static List<String> commands(State state) {
        return switch (state) {
            case PLANNING -> List.of("abort");
            case PLANNED -> List.of("submit", "abort");
            case AWAITING_APPROVAL -> List.of("approve", "reject", "abort", "take-out");
            case APPROVED -> List.of("abort", "take-out");
            case EXECUTING -> List.of("take-out");
            case STALE, REJECTED, EXPIRED, ABORTED, EXECUTED, EXECUTED_WITH_FAILURES -> List.of();
        };
    }
}
