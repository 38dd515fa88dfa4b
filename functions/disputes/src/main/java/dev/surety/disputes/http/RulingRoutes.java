package dev.surety.disputes.http;

import static dev.surety.model.refusal.CommonReason.APPROVER_IS_MAKER;
import static dev.surety.model.refusal.CommonReason.BANK_DECIDES;
import static dev.surety.model.refusal.CommonReason.CONFLICTED;
import static dev.surety.model.refusal.CommonReason.FORBIDDEN;
import static dev.surety.model.refusal.CommonReason.FROZEN_CHANGED;
import static dev.surety.model.refusal.CommonReason.HASH_MISMATCH;
import static dev.surety.model.refusal.CommonReason.INVALID;
import static dev.surety.model.refusal.CommonReason.LIMIT_EXCEEDED;
import static dev.surety.model.refusal.CommonReason.NOT_ASSIGNED;
import static dev.surety.model.refusal.CommonReason.NO_ELIGIBLE_ARBITER;
import static dev.surety.model.refusal.CommonReason.TRANSITION_NOT_ALLOWED;
import static dev.surety.model.refusal.CommonReason.VERSION_CONFLICT;
import static dev.surety.model.refusal.CommonReason.WINDOW_CLOSED;
import static dev.surety.runtime.edge.http.Route.People.MARKETPLACE_ONLY;

import dev.surety.disputes.app.dispute.DecideDispute.Words;
import dev.surety.disputes.domain.dispute.Judgement.Fact;
import dev.surety.disputes.domain.procedure.DisputeCommand;
import dev.surety.disputes.http.DisputeRequests.Found;
import dev.surety.disputes.http.DisputeRequests.Judged;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.json.Json;
import java.util.List;
import java.util.Set;

/** The routes of people who mediate and rule, and of operators who assign them. */
public final class RulingRoutes {
    private static final Set<String> RULE = Set.of("disputes:rule");
    private static final Set<String> OPERATE = Set.of("disputes:operate");

    private final DisputeAnswers answers;

    public RulingRoutes(DisputeAnswers answers) {
        this.answers = answers;
    }

    public List<Route<?>> table() {
        String one = DisputeRoutes.ONE;
        return List.of(
                Route.changes("POST", one + "/propose", RULE, MARKETPLACE_ONLY, DisputeRequests::propose, this::propose)
                        .refuses(FORBIDDEN, VERSION_CONFLICT, INVALID, NOT_ASSIGNED, CONFLICTED)
                        .refuses(TRANSITION_NOT_ALLOWED, BANK_DECIDES, FROZEN_CHANGED, WINDOW_CLOSED),
                Route.changes("POST", one + "/rule", RULE, MARKETPLACE_ONLY, DisputeRequests::rule, this::rule)
                        .verified()
                        .refuses(FORBIDDEN, VERSION_CONFLICT, INVALID, NOT_ASSIGNED, CONFLICTED)
                        .refuses(TRANSITION_NOT_ALLOWED, BANK_DECIDES, FROZEN_CHANGED, WINDOW_CLOSED),
                Route.changes("POST", one + "/confirm", RULE, MARKETPLACE_ONLY, DisputeRequests::confirm, this::confirm)
                        .verified()
                        .refuses(FORBIDDEN, VERSION_CONFLICT, INVALID, NOT_ASSIGNED, CONFLICTED)
                        .refuses(TRANSITION_NOT_ALLOWED, BANK_DECIDES, FROZEN_CHANGED, WINDOW_CLOSED)
                        .refuses(HASH_MISMATCH, APPROVER_IS_MAKER),
                Route.changes(
                                "POST",
                                one + "/recuse",
                                RULE,
                                MARKETPLACE_ONLY,
                                DisputeRequests::plain,
                                (asked, request) -> answers.byPerson(
                                        asked.common(), request, (person, _) -> new DisputeCommand.Recuse(person)))
                        .refuses(FORBIDDEN, VERSION_CONFLICT, NOT_ASSIGNED, TRANSITION_NOT_ALLOWED, BANK_DECIDES),
                Route.changes(
                                "POST",
                                one + "/request-evidence",
                                RULE,
                                MARKETPLACE_ONLY,
                                DisputeRequests::plain,
                                (asked, request) -> answers.byPerson(
                                        asked.common(),
                                        request,
                                        (person, _) -> new DisputeCommand.RequestEvidence(person)))
                        .refuses(FORBIDDEN, VERSION_CONFLICT, NOT_ASSIGNED, LIMIT_EXCEEDED)
                        .refuses(TRANSITION_NOT_ALLOWED, BANK_DECIDES, WINDOW_CLOSED),
                Route.changes(
                                "POST",
                                one + "/assign",
                                OPERATE,
                                MARKETPLACE_ONLY,
                                DisputeRequests::plain,
                                (asked, request) -> answers.byMarketplace(
                                        asked.common(), request, new DisputeCommand.Assign()))
                        .refuses(FORBIDDEN, VERSION_CONFLICT, TRANSITION_NOT_ALLOWED, BANK_DECIDES)
                        .refuses(NO_ELIGIBLE_ARBITER));
    }

    private Response propose(DisputeRequests.Proposed asked, Request request) {
        return answers.byPerson(
                asked.common(),
                request,
                (person, words) ->
                        new DisputeCommand.Propose(person, asked.division(), facts(asked.facts(), words)));
    }

    private Response rule(DisputeRequests.Ruled asked, Request request) {
        Judged judged = asked.judged();
        return answers.byPerson(
                asked.common(),
                request,
                (person, words) -> new DisputeCommand.Rule(
                        person, judged.division(), judged.finding(), facts(judged.facts(), words)));
    }

    private Response confirm(DisputeRequests.Confirmed asked, Request request) {
        return answers.byPerson(
                asked.common(),
                request,
                (person, words) -> new DisputeCommand.Confirm(
                        person,
                        asked.hash(),
                        asked.other()
                                .map(other -> new DisputeCommand.Other(
                                        other.division(), other.finding(), facts(other.facts(), words)))));
    }

    private static List<Fact> facts(List<Found> found, Words words) {
        return found.stream()
                .map(one -> new Fact(words.keep(Json.object().put("words", one.words())), one.evidence()))
                .toList();
    }
}
