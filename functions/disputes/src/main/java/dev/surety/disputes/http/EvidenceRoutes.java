package dev.surety.disputes.http;

import static dev.surety.model.refusal.CommonReason.BANK_DECIDES;
import static dev.surety.model.refusal.CommonReason.EVIDENCE_LOCKED;
import static dev.surety.model.refusal.CommonReason.FORBIDDEN;
import static dev.surety.model.refusal.CommonReason.INVALID;
import static dev.surety.model.refusal.CommonReason.LIMIT_EXCEEDED;
import static dev.surety.model.refusal.CommonReason.TRANSITION_NOT_ALLOWED;
import static dev.surety.model.refusal.CommonReason.VERSION_CONFLICT;
import static dev.surety.model.refusal.CommonReason.WINDOW_CLOSED;
import static dev.surety.runtime.edge.http.Route.People.PARTICIPANTS_TOO;

import dev.surety.disputes.app.dispute.DecideDispute.Words;
import dev.surety.disputes.app.dispute.DisputeChains.Stored;
import dev.surety.disputes.app.dispute.DisputeChains;
import dev.surety.disputes.app.dispute.Standpoint;
import dev.surety.disputes.app.evidence.EvidenceFiles;
import dev.surety.disputes.app.evidence.EvidenceWords;
import dev.surety.disputes.domain.dispute.Dispute;
import dev.surety.disputes.domain.dispute.Evidence.Exhibit;
import dev.surety.disputes.domain.dispute.Evidence.Submission;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.evidence.EvidenceAccess.Reader;
import dev.surety.disputes.domain.evidence.EvidenceAccess;
import dev.surety.disputes.domain.evidence.EvidenceFault;
import dev.surety.disputes.domain.evidence.EvidenceItem;
import dev.surety.disputes.domain.procedure.DisputeCommand;
import dev.surety.disputes.http.EvidenceRequests.Added;
import dev.surety.disputes.http.EvidenceRequests.Read;
import dev.surety.files.StoredFiles;
import dev.surety.model.id.Id;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.tokens.Caller;
import dev.surety.runtime.vault.Vault;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The routes of evidence. As long as a round is sealed, a side sees its own items alone. */
public final class EvidenceRoutes {
    private static final Set<String> READ = Set.of("disputes:read");
    private static final String PATH = DisputeRoutes.ONE + "/evidence";
    private static final String ITEM = PATH + "/{evidence}";
    private static final String WORDS = "words";

    private final DisputeChains disputes;
    private final DisputeAnswers answers;
    private final EvidenceFiles files;
    private final Vault vault;
    private final RequestKeys keys;

    public EvidenceRoutes(
            DisputeChains disputes, DisputeAnswers answers, EvidenceFiles files, Vault vault, RequestKeys keys) {
        this.disputes = disputes;
        this.answers = answers;
        this.files = files;
        this.vault = vault;
        this.keys = keys;
    }

    public List<Route<?>> table() {
        Set<String> write = DisputeRoutes.WRITE;
        return List.of(
                Route.reads(PATH, READ, PARTICIPANTS_TOO, EvidenceRequests::read, this::list),
                Route.reads(ITEM + "/file", READ, PARTICIPANTS_TOO, EvidenceRequests::read, this::file),
                Route.changes("POST", PATH, write, PARTICIPANTS_TOO, EvidenceRequests::add, this::add)
                        .refuses(FORBIDDEN, VERSION_CONFLICT, INVALID, LIMIT_EXCEEDED, TRANSITION_NOT_ALLOWED)
                        .refuses(BANK_DECIDES, WINDOW_CLOSED, EVIDENCE_LOCKED),
                Route.changes("DELETE", ITEM, write, PARTICIPANTS_TOO, DisputeRequests::ofSide, this::remove)
                        .refuses(FORBIDDEN, VERSION_CONFLICT, LIMIT_EXCEEDED, TRANSITION_NOT_ALLOWED)
                        .refuses(BANK_DECIDES, WINDOW_CLOSED, EVIDENCE_LOCKED),
                Route.changes(
                                "POST",
                                DisputeRoutes.ONE + "/submit-evidence",
                                write,
                                PARTICIPANTS_TOO,
                                DisputeRequests::worded,
                                this::submit)
                        .refuses(FORBIDDEN, VERSION_CONFLICT, LIMIT_EXCEEDED, TRANSITION_NOT_ALLOWED)
                        .refuses(BANK_DECIDES, WINDOW_CLOSED, EVIDENCE_LOCKED));
    }

    private Response add(Added asked, Request request) {
        String id = Id.derive(EvidenceItem.PREFIX, keys.of(request).hash());
        Response answer = answers.outcome(
                asked.common(),
                request,
                (side, words) -> new DisputeCommand.AddEvidence(side, item(asked, id, request.caller(), words)),
                stored -> {
                    Exhibit exhibit = stored.dispute().evidence().find(id).orElseThrow();
                    ObjectNode view = shown(exhibit, Optional.of(asked.words()));
                    files.upload(stored.marketplace(), stored.id().value(), exhibit.item())
                            .ifPresentOrElse(link -> view.set("upload", upload(link)), () -> view.putNull("upload"));
                    return Response.of(201, view).version(stored.version());
                });
        return answer;
    }

    private EvidenceItem item(Added asked, String id, Caller caller, Words words) {
        Optional<String> kept =
                asked.words().isEmpty() ? Optional.empty() : Optional.of(words.keep(asked.words().forVault()));
        Instant now = disputes.present().now(caller.marketplace());
        return asked.file()
                .map(file -> EvidenceItem.awaiting(id, asked.kind(), file, kept, now))
                .orElseGet(() -> EvidenceItem.ofWords(id, asked.kind(), kept.orElseThrow(), now));
    }

    private Response remove(DisputeRequests.Plain asked, Request request) {
        String id = request.parameter("evidence");
        return answers.byParty(
                asked.common(), request, (side, _) -> new DisputeCommand.RemoveEvidence(side, id));
    }

    private Response submit(DisputeRequests.Worded asked, Request request) {
        return answers.byParty(
                asked.common(),
                request,
                (side, words) -> new DisputeCommand.SubmitEvidence(
                        side, asked.words().map(text -> words.keep(Json.object().put(WORDS, text)))));
    }

    private Response list(Read asked, Request request) {
        Optional<Stored> found = find(request);
        if (found.isEmpty()) {
            return Response.notFound();
        }
        Stored stored = found.get();
        Dispute dispute = stored.dispute();
        List<Exhibit> readable = dispute.evidence().exhibits().stream()
                .filter(exhibit -> mayRead(dispute, exhibit, asked, request.caller()))
                .toList();
        List<Submission> submissions = dispute.evidence().submissions().stream()
                .filter(one -> reader(dispute, one.side(), asked, request.caller()) != Reader.STRANGER)
                .toList();
        Map<String, ObjectNode> said = vault.findAll(stored.chain().id(), commitments(readable, submissions));
        ObjectNode body = Json.object();
        ArrayNode items = body.putArray("data");
        readable.forEach(exhibit -> items.add(shown(exhibit, exhibit.item().words().flatMap(of ->
                Optional.ofNullable(said.get(of)).map(EvidenceWords::from)))));
        ArrayNode rounds = body.putArray("submissions");
        for (Submission one : submissions) {
            Reader reader = reader(dispute, one.side(), asked, request.caller());
            boolean isOpen = reader != Reader.OTHER_SIDE || !dispute.evidence().isSealed(one.round());
            rounds.addObject()
                    .put("side", one.side().code())
                    .put("round", DisputeView.word(one.round()))
                    .put("at", Times.text(one.at()))
                    .put("byTimer", one.byTimer())
                    .put(WORDS, one.words()
                            .filter(_ -> isOpen)
                            .flatMap(of -> Optional.ofNullable(said.get(of)))
                            .map(text -> text.path(WORDS).asString(""))
                            .orElse(null));
        }
        return Response.ok(body);
    }

    private static Set<String> commitments(List<Exhibit> exhibits, List<Submission> submissions) {
        return Stream.concat(
                        exhibits.stream().flatMap(exhibit -> exhibit.item().words().stream()),
                        submissions.stream().flatMap(one -> one.words().stream()))
                .collect(Collectors.toSet());
    }

    private Response file(Read asked, Request request) {
        Optional<Stored> found = find(request);
        return found.flatMap(stored -> stored.dispute()
                        .evidence()
                        .find(request.parameter("evidence"))
                        .filter(exhibit -> mayRead(stored.dispute(), exhibit, asked, request.caller()))
                        .flatMap(exhibit ->
                                files.download(stored.marketplace(), stored.id().value(), exhibit.item())))
                .<Response>map(link -> Response.ok(
                        Json.object().put("url", link.url()).put("expiresAt", Times.text(link.expiresAt()))))
                .orElseGet(Response::notFound);
    }

    private Optional<Stored> find(Request request) {
        return DisputeAnswers.id(request)
                .flatMap(id -> disputes.find(request.caller().marketplace(), id))
                .filter(one -> Standpoint.maySee(request.caller(), one.dispute().opening()));
    }

    private static boolean mayRead(Dispute dispute, Exhibit exhibit, Read asked, Caller caller) {
        return EvidenceAccess.mayRead(
                reader(dispute, exhibit.side(), asked, caller),
                exhibit.item(),
                dispute.evidence().isSealed(exhibit.round()));
    }

    /** A back end reads for the side that it names; a person of the staff only with a role in the dispute. */
    private static Reader reader(Dispute dispute, Side owner, Read asked, Caller caller) {
        Optional<Side> side = switch (caller.kind()) {
            case PARTICIPANT -> Standpoint.sideOf(caller, dispute.opening());
            case BACKEND -> asked.side();
            case STAFF -> Optional.empty();
        };
        if (side.isPresent()) {
            return side.get() == owner ? Reader.OWNER : Reader.OTHER_SIDE;
        }
        boolean isAssigned = caller.kind() == Caller.Kind.STAFF && dispute.bench().role(caller.id()).isPresent();
        return isAssigned ? Reader.ASSIGNED : Reader.STRANGER;
    }

    private static ObjectNode shown(Exhibit exhibit, Optional<EvidenceWords> words) {
        EvidenceItem item = exhibit.item();
        ObjectNode view = Json.object()
                .put("id", item.id())
                .put("side", exhibit.side().code())
                .put("round", DisputeView.word(exhibit.round()))
                .put("kind", item.kind().code())
                .put("state", DisputeView.word(item.state()))
                .put("fault", item.fault().map(EvidenceFault::code).orElse(null))
                .put("pages", item.pages())
                .put(WORDS, words.flatMap(EvidenceWords::words).orElse(null))
                .put("addedAt", Times.text(item.addedAt()));
        item.file().ifPresentOrElse(
                file -> view.putObject("file")
                        .put("name", words.flatMap(EvidenceWords::name).orElse(null))
                        .put("contentType", file.type().contentType())
                        .put("bytes", file.bytes())
                        .put("sha256", file.sha256()),
                () -> view.putNull("file"));
        return view;
    }

    private static ObjectNode upload(StoredFiles.Link link) {
        ObjectNode view = Json.object().put("url", link.url());
        ObjectNode headers = view.putObject("headers");
        link.headers().forEach(headers::put);
        return view.put("expiresAt", Times.text(link.expiresAt()));
    }
}
