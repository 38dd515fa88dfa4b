package dev.surety.onboarding.http.closing;

import static dev.surety.model.refusal.CommonReason.INVALID;
import static dev.surety.model.refusal.CommonReason.LEGAL_HOLD;
import static dev.surety.model.refusal.CommonReason.TRANSITION_NOT_ALLOWED;
import static dev.surety.model.refusal.CommonReason.VERSION_CONFLICT;
import static dev.surety.runtime.edge.http.Route.People.MARKETPLACE_ONLY;

import dev.surety.model.id.Id;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Entry;
import dev.surety.onboarding.app.closing.CloseParticipant.HoldRequest;
import dev.surety.onboarding.app.closing.CloseParticipant;
import dev.surety.onboarding.http.ParticipantView;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.IfMatch;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.vault.Vault;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The routes by which a marketplace closes a participant, or has to keep its data. */
public final class ClosingRoutes {
    private static final String PATH = "/v1/participants/{id}";
    private static final Set<String> WRITE = Set.of("participants:write");
    private static final Set<String> DECIDE = Set.of("participants:decide");
    private static final Set<String> REASONS =
            Set.of("court_order", "authority_request", "litigation", "investigation");
    private static final int LONGEST_FACTS = 2_000;

    private final Journal journal;
    private final Vault vault;
    private final CloseParticipant closing;
    private final RequestKeys keys;

    public ClosingRoutes(Journal journal, Vault vault, CloseParticipant closing, RequestKeys keys) {
        this.journal = journal;
        this.vault = vault;
        this.closing = closing;
        this.keys = keys;
    }

    /** A command, with the version it is meant for. */
    private record Meant<C>(C command, Optional<Integer> ifMatch) {}

    private interface Use {
        Outcome<Entry> run(CommandEnvelope envelope, String participant);
    }

    public List<Route<?>> table() {
        String hold = PATH + "/legal-hold";
        return List.of(
                Route.changes("DELETE", PATH, WRITE, MARKETPLACE_ONLY, ClosingRoutes::plain, this::close)
                        .refuses(VERSION_CONFLICT, LEGAL_HOLD),
                Route.changes("PUT", hold, DECIDE, MARKETPLACE_ONLY, ClosingRoutes::hold, this::hold)
                        .refuses(VERSION_CONFLICT, TRANSITION_NOT_ALLOWED, INVALID),
                Route.changes("DELETE", hold, DECIDE, MARKETPLACE_ONLY, ClosingRoutes::plain, this::lift)
                        .refuses(VERSION_CONFLICT, TRANSITION_NOT_ALLOWED));
    }

    private static Parsed<Meant<Boolean>> plain(Request request) {
        Fields body = request.optionalFields();
        Optional<Integer> ifMatch = IfMatch.of(request, body);
        return body.build(() -> new Meant<>(true, ifMatch));
    }

    private static Parsed<Meant<HoldRequest>> hold(Request request) {
        Fields body = request.fields();
        Optional<String> reason = body.choice("reason", REASONS);
        Optional<String> facts = body.text("facts", 1, LONGEST_FACTS);
        Optional<Integer> ifMatch = IfMatch.of(request, body);
        return body.build(() -> new Meant<>(new HoldRequest(reason.orElseThrow(), facts.orElseThrow()), ifMatch));
    }

    private Response close(Meant<Boolean> asked, Request request) {
        return answer(closing::close, asked.ifMatch(), request);
    }

    private Response hold(Meant<HoldRequest> asked, Request request) {
        return answer((envelope, id) -> closing.hold(envelope, id, asked.command()), asked.ifMatch(), request);
    }

    private Response lift(Meant<Boolean> asked, Request request) {
        return answer(closing::lift, asked.ifMatch(), request);
    }

    private Response answer(Use use, Optional<Integer> ifMatch, Request request) {
        String id = request.parameter("id");
        return Id.isWellFormed(ParticipantId.PREFIX, id)
                ? use.run(CommandEnvelope.of(request, keys, ifMatch), id).answer(entry ->
                        Response.ok(ParticipantView.asAnswered(journal, vault, entry, request.caller()))
                                .version(entry.number()))
                : Response.notFound();
    }
}
