package dev.surety.disputes.http;

import dev.surety.disputes.app.dispute.DisputeChains.Stored;
import dev.surety.disputes.app.dispute.EscrowCases;
import dev.surety.disputes.app.dispute.ReadStatement;
import dev.surety.disputes.domain.dispute.Bench;
import dev.surety.disputes.domain.dispute.Dispute;
import dev.surety.disputes.domain.dispute.Enforcement;
import dev.surety.disputes.domain.dispute.Finding;
import dev.surety.disputes.domain.dispute.Judgement.Fact;
import dev.surety.disputes.domain.dispute.Judgement;
import dev.surety.disputes.domain.dispute.Offer;
import dev.surety.disputes.domain.dispute.Opening;
import dev.surety.disputes.domain.dispute.Outcome;
import dev.surety.disputes.domain.dispute.Parties.Notice;
import dev.surety.disputes.domain.dispute.Role;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.dispute.Stage;
import dev.surety.disputes.domain.procedure.AvailableCommands;
import dev.surety.disputes.domain.procedure.Context;
import dev.surety.disputes.domain.statement.Statement;
import dev.surety.model.dispute.DisputedMoney;
import dev.surety.model.dispute.Division;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.tokens.Caller;
import dev.surety.runtime.vault.Vault;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A dispute as the API shows it. A party sees no name of a person who mediates or rules: only that there is one. */
final class DisputeView {
    static final Set<String> STATES =
            Arrays.stream(Stage.values()).map(Stage::code).collect(Collectors.toUnmodifiableSet());

    /** The findings that people make. */
    static final Map<String, Finding> FINDINGS = Arrays.stream(Finding.values())
            .filter(finding -> !finding.isAutomated())
            .collect(Collectors.toUnmodifiableMap(Finding::code, Function.identity()));

    private static final String WORDS = "words";

    private static final String DESTROYED = "(These words have been destroyed.)";

    private final Vault vault;
    private final ReadStatement statements;

    DisputeView(Vault vault, ReadStatement statements) {
        this.vault = vault;
        this.statements = statements;
    }

    /** With all that people said of it, and the statement of reasons. */
    ObjectNode of(Stored stored, Caller caller, Instant now) {
        Map<String, ObjectNode> said = said(stored);
        Optional<Statement> statement =
                statements.of(stored, commitment -> words(said, commitment).orElse(DESTROYED));
        return of(stored, caller, said, now).put("statement", statement.map(Statement::text).orElse(null));
    }

    /** Without the words, as lists show it. */
    static ObjectNode inList(Stored stored, Caller caller, Instant now) {
        return of(stored, caller, Map.of(), now).putNull("statement");
    }

    private static ObjectNode of(Stored stored, Caller caller, Map<String, ObjectNode> said, Instant now) {
        Dispute dispute = stored.dispute();
        Opening opening = dispute.opening();
        ObjectNode view = Json.object()
                .put("id", stored.id().value())
                .put("escrow", opening.escrow().value())
                .put("reference", opening.reference().isEmpty() ? null : opening.reference())
                .put("payer", opening.payer().value())
                .put("payee", opening.payee().value())
                .put("state", dispute.state())
                .put("outcome", dispute.outcome().map(Outcome::code).orElse(null))
                .put("opener", opening.opener().code())
                .put("reason", opening.reason().code())
                .put(WORDS, opening.words().flatMap(of -> words(said, of)).orElse(null));
        view.set("claim", Json.tree(opening.claim()));
        view.set("frozen", Json.tree(dispute.frozen()));
        lines(view.putArray("asks"), dispute.asks());
        dispute.deadline()
                .ifPresentOrElse(
                        at -> view.putObject("deadline")
                                .put("at", Times.text(at))
                                .put("then", dispute.then().orElse(null)),
                        () -> view.putNull("deadline"));
        notices(view.putObject("notified"), dispute);
        ArrayNode offers = view.putArray("offers");
        dispute.offers().forEach(offer -> offer(offers, offer, dispute));
        return judged(view, stored, caller, said, now);
    }

    private static ObjectNode judged(
            ObjectNode view, Stored stored, Caller caller, Map<String, ObjectNode> said, Instant now) {
        Dispute dispute = stored.dispute();
        Bench bench = dispute.bench();
        view.put("mediator", person(bench, Role.MEDIATOR, caller).orElse(null))
                .put("arbiter", person(bench, arbiter(dispute), caller).orElse(null));
        Judgement judgement = dispute.judgement();
        judgement.proposal().ifPresentOrElse(of -> proposal(view.putObject("proposal"), of, caller, said), () ->
                view.putNull("proposal"));
        if (!caller.isParticipant()) {
            ArrayNode drafts = view.putArray("drafts");
            judgement.drafts().forEach(draft -> {
                ObjectNode shown = drafts.addObject().put("by", draft.by()).put("hash", draft.hash());
                lines(shown.putArray("lines"), draft.division());
                shown.put("finding", draft.finding().code());
                facts(shown.putArray("facts"), draft.facts(), said);
            });
        }
        judgement.ruling().ifPresentOrElse(of -> ruling(view.putObject("ruling"), of, caller, said), () ->
                view.putNull("ruling"));
        judgement.appeal().ifPresentOrElse(of -> appeal(view.putObject("appeal"), of, caller, said), () ->
                view.putNull("appeal"));
        dispute.suspension()
                .ifPresentOrElse(
                        of -> {
                            ObjectNode bank = view.putObject("bank")
                                    .put("since", Times.text(of.since()))
                                    .put("interrupted", of.from().code())
                                    .put("left", Times.text(of.left()));
                            bank.set("drawn", Json.tree(dispute.drawn()));
                        },
                        () -> view.putNull("bank"));
        dispute.enforcement().ifPresentOrElse(of -> enforcement(view.putObject("enforcement"), of), () ->
                view.putNull("enforcement"));
        commands(view.putObject("commands"), dispute, now);
        return view.put("version", stored.version())
                .put("openedAt", Times.text(dispute.opening().openedAt()))
                .put("updatedAt", Times.text(stored.last().at()));
    }

    private static void commands(ObjectNode shown, Dispute dispute, Instant now) {
        // The rules look for another arbiter only when a side asks for one.
        var context = new Context(now, List.of("-"), Set.of(), List.of());
        for (Side side : Side.values()) {
            AvailableCommands.of(dispute, side, context).forEach(shown.putArray(side.code())::add);
        }
        ArrayNode arbiter = shown.putArray("arbiter");
        dispute.role()
                .flatMap(dispute.bench()::person)
                .ifPresent(person -> AvailableCommands.of(dispute, person, context).forEach(arbiter::add));
    }

    private static void notices(ObjectNode shown, Dispute dispute) {
        for (Side side : Side.values()) {
            Optional<Notice> notice = dispute.parties().of(side).notice();
            if (notice.isPresent()) {
                shown.putObject(side.code())
                        .put("at", Times.text(notice.get().at()))
                        .put("channel", notice.get().channel());
            } else {
                shown.putNull(side.code());
            }
        }
    }

    private static void offer(ArrayNode offers, Offer offer, Dispute dispute) {
        ObjectNode shown = offers.addObject()
                .put("id", offer.id())
                .put("by", offer.side().code())
                .put("status", word(offer.status()))
                .put("acceptable", offer.isStanding() && dispute.stage().isOpen());
        lines(shown.putArray("lines"), offer.division());
        shown.put("hash", offer.hash()).put("at", Times.text(offer.at()));
    }

    private static void proposal(
            ObjectNode shown, Judgement.Proposal of, Caller caller, Map<String, ObjectNode> said) {
        shown.put("by", name(of.by(), caller)).put("at", Times.text(of.at()));
        lines(shown.putArray("lines"), of.division());
        facts(shown.putArray("facts"), of.facts(), said);
        shown.put("payer", answer(of.payer())).put("payee", answer(of.payee()));
    }

    private static String answer(Optional<Boolean> yes) {
        return yes.map(of -> of ? "accepted" : "rejected").orElse("open");
    }

    private static void ruling(ObjectNode shown, Judgement.Ruling of, Caller caller, Map<String, ObjectNode> said) {
        shown.put("by", of.by().map(by -> name(by, caller)).orElse(null))
                .put("confirmedBy", of.confirmedBy().map(by -> name(by, caller)).orElse(null))
                .put("automated", of.finding().isAutomated())
                .put("at", Times.text(of.at()));
        lines(shown.putArray("lines"), of.division());
        shown.put("finding", of.finding().code());
        facts(shown.putArray("facts"), of.facts(), said);
    }

    private static void appeal(ObjectNode shown, Judgement.Appeal of, Caller caller, Map<String, ObjectNode> said) {
        shown.put("by", of.by().code())
                .put("at", Times.text(of.at()))
                .put("grounds", of.grounds().flatMap(grounds -> words(said, grounds)).orElse(null));
        of.ruling().ifPresentOrElse(last -> ruling(shown.putObject("ruling"), last, caller, said), () ->
                shown.putNull("ruling"));
    }

    private static void enforcement(ObjectNode shown, Enforcement of) {
        shown.put("cause", of.outcome().code()).put("n", of.n());
        of.division().ifPresentOrElse(division -> lines(shown.putArray("lines"), division), () ->
                shown.putNull("lines"));
        shown.put("since", Times.text(of.since())).put("stuck", of.isStuck());
        of.done().ifPresentOrElse(
                done -> shown.putObject("done")
                        .put("at", Times.text(done.at()))
                        .put("refund", done.refund().map(DisputeView::refund).orElse(null)),
                () -> shown.putNull("done"));
        // Until the escrow has spoken Surety acts, and then the bank, until the payer's part has arrived.
        shown.put("whoActs", of.done().isEmpty() ? "surety" : of.done().get().isPending() ? "bank" : "nobody");
    }

    private static String refund(DisputedMoney.Refund refund) {
        return word(refund);
    }

    private static void facts(ArrayNode shown, List<Fact> facts, Map<String, ObjectNode> said) {
        for (Fact fact : facts) {
            ObjectNode one =
                    shown.addObject().put(WORDS, words(said, fact.words()).orElse(null));
            fact.evidence().forEach(one.putArray("evidence")::add);
        }
    }

    static void lines(ArrayNode shown, Division division) {
        shown.addObject().put("to", "payer").set("amount", Json.tree(division.toPayer()));
        shown.addObject().put("to", "payee").set("amount", Json.tree(division.toPayee()));
    }

    private static Role arbiter(Dispute dispute) {
        return dispute.stage() == Stage.APPEAL ? Role.APPEAL_ARBITER : Role.ARBITER;
    }

    private static Optional<String> person(Bench bench, Role role, Caller caller) {
        return bench.person(role).map(person -> name(person, caller));
    }

    private static String name(String person, Caller caller) {
        return caller.isParticipant() ? "assigned" : person;
    }

    private static Optional<String> words(Map<String, ObjectNode> said, String commitment) {
        return Optional.ofNullable(said.get(commitment))
                .flatMap(text -> Stream.of(WORDS, "reason")
                        .map(member -> text.path(member).asString(""))
                        .filter(word -> !word.isEmpty())
                        .findFirst());
    }

    /** All words that a view shows, read at once; those of the opening lie with the escrow. */
    private Map<String, ObjectNode> said(Stored stored) {
        Dispute dispute = stored.dispute();
        Judgement judgement = dispute.judgement();
        Set<String> ours = new HashSet<>();
        judgement.proposal().ifPresent(of -> commitments(of.facts(), ours));
        judgement.drafts().forEach(of -> commitments(of.facts(), ours));
        judgement.ruling().ifPresent(of -> commitments(of.facts(), ours));
        judgement.appeal().ifPresent(of -> {
            of.grounds().ifPresent(ours::add);
            of.ruling().ifPresent(last -> commitments(last.facts(), ours));
        });
        Map<String, ObjectNode> said = new HashMap<>();
        if (!ours.isEmpty()) {
            said.putAll(vault.findAll(stored.chain().id(), ours));
        }
        ChainId escrow = EscrowCases.chain(stored.marketplace(), dispute.opening().escrow());
        dispute.opening().words().ifPresent(of -> said.putAll(vault.findAll(escrow, Set.of(of))));
        return said;
    }

    private static void commitments(List<Fact> facts, Set<String> all) {
        facts.forEach(fact -> all.add(fact.words()));
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
