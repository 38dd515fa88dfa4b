package dev.surety.disputes.http;

import static dev.surety.model.refusal.CommonReason.APPROVER_IS_MAKER;
import static dev.surety.model.refusal.CommonReason.FORBIDDEN;
import static dev.surety.model.refusal.CommonReason.INVALID;
import static dev.surety.model.refusal.CommonReason.MALFORMED;
import static dev.surety.model.refusal.CommonReason.TRANSITION_NOT_ALLOWED;
import static dev.surety.model.refusal.CommonReason.WINDOW_CLOSED;
import static dev.surety.runtime.edge.http.Route.People.MARKETPLACE_ONLY;
import static dev.surety.runtime.edge.http.Route.People.PARTICIPANTS_TOO;

import dev.surety.disputes.app.complaint.Complaints;
import dev.surety.disputes.domain.complaint.Complaint.About;
import dev.surety.disputes.domain.complaint.Complaint.Decision;
import dev.surety.disputes.domain.complaint.Complaint.Outcome;
import dev.surety.disputes.domain.complaint.Complaint;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Entry;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.QueryFields;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.journal.JournalIndexes.Found;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.SideBySide;
import dev.surety.runtime.tokens.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** The routes by which participants complain about moderation and restrictions, and people answer them. */
public final class ComplaintRoutes {
    private static final int LONGEST_WORDS = 2_000;
    private static final int LONGEST_CURSOR = 1024;
    private static final int LONGEST_ID = 64;
    private static final int MOST_ENTRIES = 1_000_000;
    private static final String PATH = "/v1/complaints";
    private static final String ONE = PATH + "/{id}";
    private static final Set<String> READ = Set.of("disputes:read");

    private final Complaints complaints;
    private final RequestKeys keys;
    private final Cursors cursors;

    public ComplaintRoutes(Complaints complaints, RequestKeys keys, Cursors cursors) {
        this.complaints = complaints;
        this.keys = keys;
        this.cursors = cursors;
    }

    public List<Route<?>> table() {
        return List.of(
                Route.changes(
                                "POST",
                                PATH,
                                Set.of("disputes:write"),
                                PARTICIPANTS_TOO,
                                ComplaintRoutes::opened,
                                this::open)
                        .refuses(FORBIDDEN, INVALID, WINDOW_CLOSED),
                Route.reads(PATH, READ, PARTICIPANTS_TOO, ComplaintRoutes::listed, this::list),
                Route.reads(ONE, READ, PARTICIPANTS_TOO, Request::plain, this::get),
                Route.changes(
                                "POST",
                                ONE + "/decide",
                                Set.of("disputes:operate"),
                                MARKETPLACE_ONLY,
                                ComplaintRoutes::decided,
                                this::decide)
                        .refuses(FORBIDDEN, TRANSITION_NOT_ALLOWED, APPROVER_IS_MAKER));
    }

    /** @param participant that the back end names; a participant is itself */
    private record Opened(
            Optional<ParticipantId> participant,
            About about,
            String words,
            Optional<Decision> decision,
            Optional<Instant> decidedAt) {}

    private record Listed(Optional<ParticipantId> participant, int limit, Optional<String> cursor) {}

    private static Parsed<Opened> opened(Request request) {
        Fields body = request.fields();
        Optional<String> participant =
                body.has("participant") ? body.id("participant", ParticipantId.PREFIX) : Optional.empty();
        Optional<About> about = body.choice("about", Set.of("moderation", "restriction"))
                .map(text -> About.valueOf(text.toUpperCase(Locale.ROOT)));
        Optional<String> words = body.text("words", 1, LONGEST_WORDS);
        Optional<Fields> named = body.has("decision") ? body.object("decision") : Optional.empty();
        Optional<String> subject = named.flatMap(of -> of.text("subject", 1, LONGEST_ID));
        Optional<Long> entry = named.flatMap(of -> of.integer("entry", 1, MOST_ENTRIES));
        named.ifPresent(Fields::finish);
        Optional<Instant> decidedAt = body.has("decidedAt") ? body.time("decidedAt") : Optional.empty();
        if (body.has("decision") == body.has("decidedAt")) {
            body.wrong("decidedAt", "one_of_decision_decided_at");
        }
        return body.build(() -> new Opened(
                participant.map(ParticipantId::new),
                about.orElseThrow(),
                words.orElseThrow(),
                subject.map(of -> new Decision(of, Math.toIntExact(entry.orElseThrow()))),
                decidedAt));
    }

    private static Parsed<Listed> listed(Request request) {
        QueryFields query = request.queryFields();
        Optional<String> participant = query.id("participant", ParticipantId.PREFIX);
        int limit = query.limit();
        Optional<String> cursor = query.text("cursor", LONGEST_CURSOR);
        return query.build(() -> new Listed(participant.map(ParticipantId::new), limit, cursor));
    }

    private static Parsed<Complaints.Decide> decided(Request request) {
        Fields body = request.fields();
        Optional<Outcome> outcome = body.choice("outcome", Set.of("upheld", "rejected"))
                .map(text -> Outcome.valueOf(text.toUpperCase(Locale.ROOT)));
        Optional<String> words = body.text("words", 1, LONGEST_WORDS);
        return body.build(() -> new Complaints.Decide(outcome.orElseThrow(), words.orElseThrow()));
    }

    /** A member of staff does not complain, because it may have to answer. */
    private Response open(Opened asked, Request request) {
        Caller caller = request.caller();
        Optional<ParticipantId> of = own(caller).or(asked::participant);
        boolean isOther = caller.isParticipant() && asked.participant().stream().anyMatch(one -> !caller.is(one));
        if (of.isEmpty() || isOther || caller.kind() == Caller.Kind.STAFF) {
            return Response.refuse(FORBIDDEN.with("A participant complains, or the back end for one it names."));
        }
        var wanted = new Complaints.Open(
                of.get(), asked.about(), asked.words(), asked.decision(), asked.decidedAt());
        return complaints
                .open(CommandEnvelope.of(request, keys, Optional.empty()), wanted)
                .answer(entry -> Response.of(201, view(entry, caller)));
    }

    private Response decide(Complaints.Decide asked, Request request) {
        Caller caller = request.caller();
        if (caller.kind() != Caller.Kind.STAFF) {
            return Response.refuse(FORBIDDEN.with("Only a person answers a complaint."));
        }
        return complaints
                .decide(CommandEnvelope.of(request, keys, Optional.empty()), request.parameter("id"), asked)
                .answer(entry -> Response.ok(view(entry, caller)));
    }

    private static Optional<ParticipantId> own(Caller caller) {
        return caller.isParticipant() ? Optional.of(new ParticipantId(caller.id())) : Optional.empty();
    }

    private Response get(Request asked, Request request) {
        Caller caller = request.caller();
        return complaints.find(caller.marketplace(), request.parameter("id"))
                .filter(entry -> !caller.isParticipant()
                        || caller.is(Complaints.from(entry).participant()))
                .<Response>map(entry -> Response.ok(view(entry, caller)))
                .orElseGet(Response::notFound);
    }

    /** A participant's own token lists its own, whatever it names. */
    private Response list(Listed asked, Request request) {
        Caller caller = request.caller();
        Optional<ParticipantId> of = own(caller).or(asked::participant);
        String filters = PATH + " " + of;
        Optional<String> from = asked.cursor().flatMap(cursor -> cursors.parse(caller, filters, cursor));
        if (asked.cursor().isPresent() && from.isEmpty()) {
            return Response.refuse(Refusal.of(MALFORMED, List.of(new FieldError("cursor", "format"))));
        }
        List<Found> found = complaints.list(caller.marketplace(), of, asked.limit(), from.map(Found::parse));
        ObjectNode body = Json.object();
        var data = body.putArray("data");
        SideBySide.map(Limits.LIST_READS_AT_ONCE, found, complaints::find).stream()
                .flatMap(Optional::stream)
                .forEach(entry -> data.add(view(entry, Map.of(), caller)));
        boolean isFull = found.size() == asked.limit();
        return Response.ok(body.put(
                "nextCursor", isFull ? cursors.of(caller, filters, found.getLast().place()) : null));
    }

    private ObjectNode view(Entry entry, Caller caller) {
        return view(entry, complaints.words(entry), caller);
    }

    /** A participant does not see the name of a person of the staff. */
    private static ObjectNode view(Entry entry, Map<String, String> words, Caller caller) {
        Complaint complaint = Complaints.from(entry);
        ObjectNode view = Json.object()
                .put("id", complaint.id())
                .put("participant", complaint.participant().value())
                .put("about", complaint.about().code())
                .put("state", complaint.state())
                .put("words", words.get(complaint.words()));
        complaint.decision()
                .ifPresentOrElse(
                        of -> view.putObject("decision")
                                .put("subject", of.subject())
                                .put("entry", of.entry()),
                        () -> view.putNull("decision"));
        view.put("decidedAt", Times.text(complaint.decidedAt()))
                .put("openedAt", Times.text(complaint.openedAt()));
        complaint.answer()
                .ifPresentOrElse(
                        of -> view.putObject("answer")
                                .put("outcome", of.outcome().code())
                                .put("by", caller.isParticipant() ? "staff" : of.by())
                                .put("at", Times.text(of.at()))
                                .put("words", words.get(of.words())),
                        () -> view.putNull("answer"));
        return view;
    }
}
