package dev.surety.payouts.http;

import static dev.surety.model.refusal.CommonReason.APPROVER_IS_MAKER;
import static dev.surety.model.refusal.CommonReason.BLOCKED;
import static dev.surety.model.refusal.CommonReason.FORBIDDEN;
import static dev.surety.model.refusal.CommonReason.HASH_MISMATCH;
import static dev.surety.model.refusal.CommonReason.INVALID;
import static dev.surety.model.refusal.CommonReason.PAUSED;
import static dev.surety.model.refusal.CommonReason.TRANSITION_NOT_ALLOWED;
import static dev.surety.model.refusal.CommonReason.VERSION_CONFLICT;
import static dev.surety.model.refusal.CommonReason.VOID_UNPROVED;
import static dev.surety.runtime.edge.http.Route.People.MARKETPLACE_ONLY;

import dev.surety.files.StoredFiles;
import dev.surety.model.id.FileId;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.payouts.app.file.DecideFile.Proof;
import dev.surety.payouts.app.file.DecideFile;
import dev.surety.payouts.app.file.FileChains.Stored;
import dev.surety.payouts.app.file.FileChains;
import dev.surety.payouts.app.file.WriteFile;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.domain.file.FileCommand;
import dev.surety.payouts.domain.file.FileEvent;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.tokens.Caller;
import dev.surety.runtime.vault.Vault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** The routes of files that a bank is handed. */
public final class FileRoutes {
    private static final Set<String> READ = Set.of("payouts:read");
    private static final Set<String> FILES = Set.of("payouts:files");
    private static final Set<String> APPROVE = Set.of("payouts:approve");
    private static final String PATH = "/v1/payout-files";
    private static final Duration LINK = Duration.ofMinutes(5);

    private final FileChains chains;
    private final DecideFile deciding;
    private final StoredFiles store;
    private final Present present;
    private final Vault vault;
    private final RequestKeys keys;
    private final Pages pages;

    public FileRoutes(
            FileChains chains,
            DecideFile deciding,
            StoredFiles store,
            Present present,
            Vault vault,
            RequestKeys keys,
            Cursors cursors) {
        this.chains = chains;
        this.deciding = deciding;
        this.store = store;
        this.present = present;
        this.vault = vault;
        this.keys = keys;
        this.pages = new Pages(cursors);
    }

    public List<Route<?>> table() {
        String one = PATH + "/{id}";
        return List.of(
                Route.reads(PATH, READ, MARKETPLACE_ONLY, FileRequests::list, this::list),
                Route.reads(one, READ, MARKETPLACE_ONLY, Request::plain, this::get),
                Route.changes(
                                "POST", one + "/download", FILES, MARKETPLACE_ONLY, FileRequests::download,
                                this::download)
                        .verified()
                        .refuses(FORBIDDEN, VERSION_CONFLICT, BLOCKED, PAUSED, TRANSITION_NOT_ALLOWED),
                Route.changes(
                                "POST", one + "/handed-over", FILES, MARKETPLACE_ONLY, FileRequests::handedOver,
                                this::handedOver)
                        .verified()
                        .refuses(FORBIDDEN, VERSION_CONFLICT, INVALID, TRANSITION_NOT_ALLOWED, HASH_MISMATCH),
                Route.changes("POST", one + "/void", FILES, MARKETPLACE_ONLY, RunRequests::withReason, this::askVoid)
                        .verified()
                        .refuses(FORBIDDEN, VERSION_CONFLICT, TRANSITION_NOT_ALLOWED, VOID_UNPROVED),
                Route.changes(
                                "POST", one + "/void/approve", APPROVE, MARKETPLACE_ONLY, FileRequests::approve,
                                this::approveVoid)
                        .verified()
                        .refuses(
                                FORBIDDEN,
                                VERSION_CONFLICT,
                                TRANSITION_NOT_ALLOWED,
                                VOID_UNPROVED,
                                HASH_MISMATCH,
                                APPROVER_IS_MAKER),
                Route.changes(
                                "POST", one + "/void/reject", APPROVE, MARKETPLACE_ONLY, RunRequests::withReason,
                                this::rejectVoid)
                        .verified()
                        .refuses(FORBIDDEN, VERSION_CONFLICT, TRANSITION_NOT_ALLOWED));
    }

    private Response list(FileRequests.Listed asked, Request request) {
        MarketplaceId marketplace = request.caller().marketplace();
        return pages.page(
                asked,
                request,
                "payout-files " + asked.run().orElse(""),
                from -> Optional.of(chains.list(marketplace, asked.run(), asked.limit(), from)),
                found -> chains.find(marketplace, new FileId(found.chain().id())).map(FileView::of));
    }

    private Response get(Request asked, Request request) {
        return id(request)
                .flatMap(id -> chains.find(request.caller().marketplace(), id))
                .<Response>map(FileRoutes::shown)
                .orElseGet(Response::notFound);
    }

    private static Response.Said shown(Stored file) {
        return Response.ok(FileView.of(file)).version(file.version());
    }

    private static Optional<FileId> id(Request request) {
        String id = request.parameter("id");
        return Id.isWellFormed(FileId.PREFIX, id) ? Optional.of(new FileId(id)) : Optional.empty();
    }

    /** The link is made when answering; a replay gives none, for the first may have been used. */
    private Response download(FileRequests.Download asked, Request request) {
        String by = request.caller().id();
        return outcome(request, asked.ifMatch(), Json.object(), _ -> new FileCommand.Download(by), outcome -> {
            boolean isReplay = outcome instanceof Outcome.Done<Stored>(var _, var replayed) && replayed;
            return outcome.answer(file -> Response.ok(link(file, isReplay)).version(file.version()));
        });
    }

    private ObjectNode link(Stored file, boolean isReplay) {
        FileEvent.Written written = file.file().written().orElseThrow();
        ObjectNode body = Json.object()
                .put("name", written.name())
                .put("sha256", written.sha256())
                .put("bytes", written.bytes());
        if (isReplay) {
            return body.putNull("url").putNull("expiresAt");
        }
        StoredFiles.Link link = store.download(WriteFile.key(file), written.name(), LINK);
        return body.put("url", link.url()).put("expiresAt", Times.text(link.expiresAt()));
    }

    private Response handedOver(FileRequests.HandedOver asked, Request request) {
        Caller caller = request.caller();
        return decided(
                request,
                asked.ifMatch(),
                Json.object(),
                _ -> new FileCommand.HandOver(
                        asked.sha256(),
                        asked.at().orElseGet(() -> present.now(caller.marketplace())),
                        caller.id()));
    }

    private Response askVoid(RunRequests.WithReason asked, Request request) {
        String by = request.caller().id();
        return decided(
                request,
                asked.ifMatch(),
                asked.words(),
                proof -> new FileCommand.AskVoid(by, proof.isShown()));
    }

    private Response approveVoid(FileRequests.Approve asked, Request request) {
        String by = request.caller().id();
        return decided(
                request,
                asked.ifMatch(),
                Json.object(),
                proof -> new FileCommand.ApproveVoid(by, asked.hash(), proof.isShown()));
    }

    private Response rejectVoid(RunRequests.WithReason asked, Request request) {
        String by = request.caller().id();
        return decided(request, asked.ifMatch(), asked.words(), _ -> new FileCommand.RejectVoid(by));
    }

    private Response decided(
            Request request, Optional<Integer> ifMatch, ObjectNode words, Function<Proof, FileCommand> command) {
        return outcome(request, ifMatch, words, command, outcome -> outcome.answer(FileRoutes::shown));
    }

    private Response outcome(
            Request request,
            Optional<Integer> ifMatch,
            ObjectNode words,
            Function<Proof, FileCommand> command,
            Function<Outcome<Stored>, Response> answer) {
        Optional<FileId> id = id(request);
        if (id.isEmpty()) {
            return Response.notFound();
        }
        ChainId chain = FileChains.chain(request.caller().marketplace(), id.get());
        CommandEnvelope envelope = CommandEnvelope.of(request, keys, ifMatch)
                .noting(() -> words.isEmpty() ? Optional.empty() : Optional.of(vault.keep(chain, words)));
        return answer.apply(deciding.decide(envelope, id.get(), command));
    }
}
