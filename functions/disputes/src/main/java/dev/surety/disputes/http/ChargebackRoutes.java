package dev.surety.disputes.http;

import static dev.surety.model.refusal.CommonReason.APPROVER_IS_MAKER;
import static dev.surety.model.refusal.CommonReason.EVIDENCE_LOCKED;
import static dev.surety.model.refusal.CommonReason.FORBIDDEN;
import static dev.surety.model.refusal.CommonReason.HASH_MISMATCH;
import static dev.surety.model.refusal.CommonReason.INVALID;
import static dev.surety.model.refusal.CommonReason.LIMIT_EXCEEDED;
import static dev.surety.model.refusal.CommonReason.MALFORMED;
import static dev.surety.model.refusal.CommonReason.TRANSITION_NOT_ALLOWED;
import static dev.surety.model.refusal.CommonReason.VERSION_CONFLICT;
import static dev.surety.model.refusal.CommonReason.WINDOW_CLOSED;
import static dev.surety.runtime.edge.http.Route.People.MARKETPLACE_ONLY;
import static dev.surety.runtime.edge.http.Route.People.PARTICIPANTS_TOO;

import dev.surety.disputes.app.chargeback.ChargebackChains.Stored;
import dev.surety.disputes.app.chargeback.ChargebackChains;
import dev.surety.disputes.app.chargeback.Chargebacks;
import dev.surety.disputes.app.chargeback.DecideChargeback.Asked;
import dev.surety.disputes.app.chargeback.DecideChargeback.Words;
import dev.surety.disputes.app.chargeback.LockedEvidence;
import dev.surety.disputes.domain.chargeback.ChargebackCase;
import dev.surety.disputes.domain.chargeback.ChargebackCommand;
import dev.surety.disputes.domain.evidence.EvidenceItem;
import dev.surety.disputes.domain.evidence.EvidenceKind;
import dev.surety.files.StoredFiles;
import dev.surety.model.id.ChargebackId;
import dev.surety.model.id.DisputeId;
import dev.surety.model.id.Id;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.edge.http.Cursors;
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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** The routes of banks' cases. */
public final class ChargebackRoutes {
    private static final Set<String> READ = Set.of("disputes:read");
    private static final Set<String> WRITE = Set.of("disputes:write");
    private static final Set<String> RULE = Set.of("disputes:rule");
    private static final String PATH = "/v1/chargebacks";

    /** The list by due time looks at so many of the newest cases. */
    private static final int MOST_BY_DUE = 500;

    private final Chargebacks use;
    private final LockedEvidence locked;
    private final RequestKeys keys;
    private final Cursors cursors;

    public ChargebackRoutes(Chargebacks use, LockedEvidence locked, RequestKeys keys, Cursors cursors) {
        this.use = use;
        this.locked = locked;
        this.keys = keys;
        this.cursors = cursors;
    }

    public List<Route<?>> table() {
        String one = PATH + "/{id}";
        return List.of(
                Route.reads(PATH, READ, PARTICIPANTS_TOO, ChargebackRequests::list, this::list),
                Route.reads(one, READ, PARTICIPANTS_TOO, Request::plain, this::get),
                Route.changes(
                                "POST", one + "/evidence", WRITE, PARTICIPANTS_TOO, ChargebackRequests::add, this::add)
                        .refuses(FORBIDDEN, VERSION_CONFLICT, INVALID, LIMIT_EXCEEDED, TRANSITION_NOT_ALLOWED)
                        .refuses(WINDOW_CLOSED, EVIDENCE_LOCKED),
                Route.changes(
                                "POST", one + "/submit", WRITE, MARKETPLACE_ONLY, ChargebackRequests::submit,
                                this::submit)
                        .refuses(VERSION_CONFLICT, INVALID, TRANSITION_NOT_ALLOWED, WINDOW_CLOSED),
                Route.changes(
                                "POST", one + "/submit/approve", RULE, MARKETPLACE_ONLY, ChargebackRequests::approve,
                                this::approve)
                        .verified()
                        .refuses(FORBIDDEN, VERSION_CONFLICT, TRANSITION_NOT_ALLOWED, WINDOW_CLOSED)
                        .refuses(HASH_MISMATCH, APPROVER_IS_MAKER),
                Route.changes(
                                "POST", one + "/accept", WRITE, MARKETPLACE_ONLY, ChargebackRequests::plain,
                                this::accept)
                        .refuses(VERSION_CONFLICT, TRANSITION_NOT_ALLOWED, WINDOW_CLOSED));
    }

    private ChargebackChains cases() {
        return use.cases();
    }

    private Response list(ChargebackRequests.Listed asked, Request request) {
        Caller caller = request.caller();
        if (asked.byDue()) {
            return Response.ok(page(byDue(asked, caller), Optional.empty(), caller));
        }
        String filters = "chargebacks " + asked.state() + " " + asked.payment();
        Optional<String> from = asked.cursor().flatMap(cursor -> cursors.parse(caller, filters, cursor));
        if (asked.cursor().isPresent() && from.isEmpty()) {
            return Response.refuse(Refusal.of(MALFORMED, List.of(new FieldError("cursor", "format"))));
        }
        List<Found> found = found(asked, caller, from.map(Found::parse));
        List<Stored> shown = SideBySide.map(
                        Limits.LIST_READS_AT_ONCE,
                        found,
                        hint -> cases().find(caller.marketplace(), new ChargebackId(hint.chain().id())))
                .stream()
                .flatMap(Optional::stream)
                .filter(of -> isSeen(of, asked, caller))
                .toList();
        boolean isFull = found.size() == asked.limit();
        return Response.ok(page(
                shown,
                isFull ? Optional.of(cursors.of(caller, filters, found.getLast().place())) : Optional.empty(),
                caller));
    }

    private List<Found> found(ChargebackRequests.Listed asked, Caller caller, Optional<Found> after) {
        if (asked.payment().isPresent()) {
            return cases().ofPayment(caller.marketplace(), asked.payment().get(), asked.limit(), after);
        }
        return caller.isParticipant()
                ? cases().ofPayee(caller.marketplace(), new ParticipantId(caller.id()), asked.limit(), after)
                : cases().list(caller.marketplace(), asked.limit(), after);
    }

    private List<Stored> byDue(ChargebackRequests.Listed asked, Caller caller) {
        return cases().newest(caller.marketplace(), MOST_BY_DUE)
                .filter(of -> of.state().state().isAnswerable() && isSeen(of, asked, caller))
                .sorted(Comparator.comparing(of -> of.state().dueBy().orElse(Instant.MAX)))
                .limit(asked.limit())
                .toList();
    }

    private static boolean isSeen(Stored of, ChargebackRequests.Listed asked, Caller caller) {
        return maySee(of, caller)
                && asked.state().map(state -> state == of.state().state()).orElse(true)
                && asked.payment().map(of.state().facts().payment()::equals).orElse(true);
    }

    private ObjectNode page(List<Stored> shown, Optional<String> next, Caller caller) {
        ObjectNode body = Json.object();
        var data = body.putArray("data");
        shown.forEach(of -> data.add(view(of, caller)));
        return body.put("nextCursor", next.orElse(null));
    }

    private ObjectNode view(Stored of, Caller caller) {
        return ChargebackView.of(of, cases().needs(of.state()), caller);
    }

    private static boolean maySee(Stored of, Caller caller) {
        return !caller.isParticipant() || of.isOf(caller.id());
    }

    private Response get(Request asked, Request request) {
        return find(request)
                .<Response>map(of -> Response.ok(view(of, request.caller())).version(of.version()))
                .orElseGet(Response::notFound);
    }

    private Optional<Stored> find(Request request) {
        return id(request)
                .flatMap(id -> cases().find(request.caller().marketplace(), id))
                .filter(of -> maySee(of, request.caller()));
    }

    private static Optional<ChargebackId> id(Request request) {
        String id = request.parameter("id");
        return Id.isWellFormed(ChargebackId.PREFIX, id) ? Optional.of(new ChargebackId(id)) : Optional.empty();
    }

    private Response add(ChargebackRequests.Added asked, Request request) {
        Optional<Stored> found = find(request);
        if (found.isEmpty()) {
            return Response.notFound();
        }
        Caller caller = request.caller();
        String id = Id.derive(EvidenceItem.PREFIX, keys.of(request).hash());
        if (asked.fromDispute().isEmpty()) {
            EvidenceKind kind = asked.kind().orElseThrow();
            Instant now = cases().now(caller.marketplace());
            return decided(
                    request,
                    asked.ifMatch(),
                    words -> new ChargebackCommand.AddEvidence(
                            caller.id(), Optional.empty(), List.of(item(asked, id, kind, now, words))),
                    of -> added(of, id, caller));
        }
        DisputeId dispute = asked.fromDispute().get();
        List<EvidenceItem> items = offered(found.get(), dispute, keys.of(request).hash());
        return items.isEmpty()
                ? Response.refuse(Refusal.of(INVALID, List.of(new FieldError("/fromDispute", "nothing_submitted"))))
                : decided(
                        request,
                        asked.ifMatch(),
                        _ -> new ChargebackCommand.AddEvidence(caller.id(), Optional.of(dispute), items),
                        of -> added(of, "", caller));
    }

    private static EvidenceItem item(
            ChargebackRequests.Added asked, String id, EvidenceKind kind, Instant now, Words words) {
        Optional<String> kept =
                asked.words().isEmpty() ? Optional.empty() : Optional.of(words.keep(asked.words().forVault()));
        return asked.file()
                .map(file -> EvidenceItem.awaiting(id, kind, file, kept, now))
                .orElseGet(() -> EvidenceItem.ofWords(id, kind, kept.orElseThrow(), now));
    }

    /** The locked items that a bank may get and that the case has not, or that this very request has added. */
    private List<EvidenceItem> offered(Stored of, DisputeId dispute, String key) {
        boolean isReplay = cases().isSeen(of, key);
        Set<String> had = of.state().evidence().stream()
                .map(ChargebackCase.Item::item)
                .map(EvidenceItem::id)
                .collect(Collectors.toSet());
        List<EvidenceKind> never = cases().needs(of.state()).never();
        return locked.of(of, dispute).stream()
                .filter(item -> !never.contains(item.kind()))
                .filter(item -> isReplay || !had.contains(item.id()))
                .toList();
    }

    private Response.Said added(Stored of, String id, Caller caller) {
        ObjectNode body = Json.object().put("item", id.isEmpty() ? null : id);
        Optional<StoredFiles.Link> link = of.state().evidence().stream()
                .map(ChargebackCase.Item::item)
                .filter(item -> item.id().equals(id))
                .findFirst()
                .flatMap(item -> use.files().upload(of.marketplace(), of.id().value(), item));
        link.ifPresentOrElse(to -> body.set("upload", upload(to)), () -> body.putNull("upload"));
        body.set("chargeback", view(of, caller));
        return Response.of(201, body).version(of.version());
    }

    private static ObjectNode upload(StoredFiles.Link link) {
        ObjectNode view = Json.object().put("url", link.url());
        ObjectNode headers = view.putObject("headers");
        link.headers().forEach(headers::put);
        return view.put("expiresAt", Times.text(link.expiresAt()));
    }

    private Response submit(ChargebackRequests.Submit asked, Request request) {
        String by = request.caller().id();
        return shown(
                request, asked.ifMatch(), _ -> new ChargebackCommand.Submit(by, asked.evenIfIncomplete()));
    }

    private Response approve(ChargebackRequests.Approve asked, Request request) {
        String by = request.caller().id();
        return shown(request, asked.ifMatch(), _ -> new ChargebackCommand.ApproveSubmit(by, asked.hash()));
    }

    private Response accept(ChargebackRequests.Plain asked, Request request) {
        String by = request.caller().id();
        return shown(request, asked.ifMatch(), _ -> new ChargebackCommand.Accept(by));
    }

    private Response shown(Request request, Optional<Integer> ifMatch, Asked command) {
        return decided(
                request,
                ifMatch,
                command,
                of -> Response.ok(view(of, request.caller())).version(of.version()));
    }

    private Response decided(
            Request request, Optional<Integer> ifMatch, Asked command, Function<Stored, Response.Said> done) {
        Optional<ChargebackId> id = id(request);
        if (id.isEmpty()) {
            return Response.notFound();
        }
        Outcome<Stored> outcome =
                use.deciding().decide(CommandEnvelope.of(request, keys, ifMatch), id.get(), command);
        return outcome.answer(done);
    }
}
