package dev.surety.sandbox;

import static dev.surety.model.refusal.CommonReason.INVALID;
import static dev.surety.model.refusal.CommonReason.MALFORMED;
import static dev.surety.model.refusal.CommonReason.TRANSITION_NOT_ALLOWED;
import static dev.surety.runtime.edge.http.Route.People.MARKETPLACE_ONLY;

import dev.surety.model.id.Id;
import dev.surety.model.id.PayoutId;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.QueryFields;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import dev.surety.simulator.bank.BankLine.Direction;
import dev.surety.simulator.bank.BankLine.FileRef;
import dev.surety.simulator.bank.MagicAccounts;
import dev.surety.simulator.bank.PlayBank;
import dev.surety.simulator.bank.PlayBank.Acts;
import dev.surety.simulator.bank.PlayBank.Foreign;
import dev.surety.simulator.bank.PlayBank.Return;
import dev.surety.simulator.bank.SimulatedBank;
import dev.surety.simulator.bank.Transfer;
import dev.surety.simulator.bank.files.FilePlay;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The routes by which an operator plays the marketplace's bank, and reads what the bank counts itself. */
final class BankRoutes {
    private static final Set<String> OPERATOR = Set.of("operator");
    private static final Set<String> NAMES = MagicAccounts.names().collect(Collectors.toSet());
    /** The name of an account at the bank. */
    static final Pattern ACCOUNT = Pattern.compile("[a-z0-9_-]{1,64}");
    /** Of a file's payment: no id of ours has its form. */
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9-]{1,35}");

    private static final Pattern CODE = Pattern.compile("[A-Z0-9]{3,4}");
    private static final String DEFAULT_ACCOUNT = "sandbox";
    private static final String DEFAULT_CODE = "AC04";

    private static final int MOST_NEXT = 20;
    private static final int MOST_LINES = 20;
    private static final int LONGEST = 64;

    private final PlayBank playing;
    private final SimulatedBank bank;
    private final RequestKeys keys;
    private final Cursors cursors;

    private record Asked(String account, int limit, Optional<String> cursor) {
        String filters() {
            return "bank transfers " + account + " " + limit;
        }
    }

    BankRoutes(PlayBank playing, SimulatedBank bank, RequestKeys keys, Cursors cursors) {
        this.playing = playing;
        this.bank = bank;
        this.keys = keys;
        this.cursors = cursors;
    }

    List<Route<?>> table() {
        String root = "/v1/sandbox/bank";
        return List.of(
                Route.changes(
                                "POST", root + "/scripts", OPERATOR, MARKETPLACE_ONLY, BankRoutes::script, this::act)
                        .refuses(INVALID),
                Route.changes(
                                "POST", root + "/returns", OPERATOR, MARKETPLACE_ONLY, BankRoutes::back, this::giveBack)
                        .refuses(INVALID, TRANSITION_NOT_ALLOWED),
                Route.reads(root + "/transfers", OPERATOR, MARKETPLACE_ONLY, BankRoutes::asked, this::transfers));
    }

    private static Parsed<Acts> script(Request request) {
        Fields body = request.fields();
        Optional<String> account = account(body);
        Optional<Money> atBank = notNegative(body, "atBank");
        List<String> next = body.has("next") ? body.texts("next", MOST_NEXT, LONGEST) : List.of();
        if (!NAMES.containsAll(next)) {
            body.wrong("next", "format");
        }
        Optional<Money> charge = notNegative(body, "charge");
        List<Foreign> lines = new ArrayList<>();
        for (Fields line : body.has("lines") ? body.objects("lines", MOST_LINES) : List.<Fields>of()) {
            Optional<String> direction = line.choice("direction", Set.of("in", "out"));
            Optional<Money> amount = line.money("amount");
            Optional<String> text = line.optionalText("text", 1, LONGEST);
            line.finish();
            Direction way = direction.filter("in"::equals).isPresent() ? Direction.CREDIT : Direction.DEBIT;
            amount.ifPresent(moved -> lines.add(new Foreign(way, moved, text)));
        }
        Optional<FilePlay> file = FileScripts.read(body);
        return body.build(() -> new Acts(account.orElseThrow(), atBank, next, charge, lines, file));
    }

    private static Optional<Money> notNegative(Fields body, String name) {
        Optional<Money> amount = body.has(name) ? body.signedMoney(name) : Optional.empty();
        if (amount.filter(Money::isNegative).isPresent()) {
            body.wrong(name, "bound");
        }
        return amount;
    }

    private static Optional<String> account(Fields body) {
        if (!body.has("account")) {
            return Optional.of(DEFAULT_ACCOUNT);
        }
        Optional<String> account = body.text("account", 1, LONGEST);
        if (account.filter(name -> !ACCOUNT.matcher(name).matches()).isPresent()) {
            body.wrong("account", "format");
        }
        return account;
    }

    private static Parsed<Return> back(Request request) {
        Fields body = request.fields();
        Optional<String> payout = body.text("payout", 1, LONGEST);
        if (payout.filter(text -> !Id.isWellFormed(PayoutId.PREFIX, text))
                .filter(text -> !REFERENCE.matcher(text).matches())
                .isPresent()) {
            body.wrong("payout", "format");
        }
        Optional<String> account = account(body);
        Optional<String> code = body.optionalText("code", 1, LONGEST);
        if (code.filter(word -> !CODE.matcher(word).matches()).isPresent()) {
            body.wrong("code", "format");
        }
        Optional<Money> fee = body.optionalMoney("fee");
        return body.build(() -> new Return(
                account.orElseThrow(), payout.orElseThrow(), code.orElse(DEFAULT_CODE), fee));
    }

    private static Parsed<Asked> asked(Request request) {
        QueryFields query = request.queryFields();
        Optional<String> account = query.text("account", LONGEST);
        if (account.filter(name -> !ACCOUNT.matcher(name).matches()).isPresent()) {
            query.wrong("account", "format");
        }
        int limit = query.limit();
        Optional<String> cursor = query.text("cursor", 1024);
        return query.build(() -> new Asked(account.orElse(DEFAULT_ACCOUNT), limit, cursor));
    }

    /** Responds 202: the bank has acted, and the payouts follow. */
    private Response act(Acts acts, Request request) {
        var key = keys.of(request);
        Outcome<Acts> outcome = playing.act(
                request.caller().marketplace(), acts, key, stored -> keys.isSame(stored, key, request));
        return outcome.answer(played -> {
            ObjectNode body = Json.object().put("account", played.account());
            body.set("atBank", played.atBank().map(Json::tree).orElse(null));
            body.set("next", Json.tree(played.next()));
            body.set("charge", played.charge().map(Json::tree).orElse(null));
            return Response.of(
                    202, body.put("lines", played.lines().size()).put("file", played.file().isPresent()));
        });
    }

    private Response giveBack(Return back, Request request) {
        var key = keys.of(request);
        Outcome<Money> outcome = playing.giveBack(
                request.caller().marketplace(), back, key, stored -> keys.isSame(stored, key, request));
        return outcome.answer(amount -> {
            ObjectNode body = Json.object()
                    .put("account", back.account())
                    .put("payout", back.payout())
                    .put("code", back.code());
            body.set("amount", Json.tree(amount));
            return Response.of(202, body);
        });
    }

    private Response transfers(Asked asked, Request request) {
        Optional<String> after =
                asked.cursor().flatMap(cursor -> cursors.parse(request.caller(), asked.filters(), cursor));
        if (asked.cursor().isPresent() && after.isEmpty()) {
            return Response.refuse(Refusal.of(MALFORMED, List.of(new FieldError("cursor", "format"))));
        }
        var marketplace = request.caller().marketplace();
        List<Transfer> found = bank.transfers(marketplace, asked.account(), after.orElse(""), asked.limit() + 1);
        List<Transfer> page = found.subList(0, Math.min(found.size(), asked.limit()));
        ObjectNode body = Json.object().put("account", asked.account());
        ArrayNode data = body.putArray("data");
        page.forEach(transfer -> data.add(view(transfer)));
        if (after.isEmpty()) {
            ArrayNode counts = body.putArray("counts");
            bank.counts(marketplace, asked.account()).values().forEach(count -> counts.add(view(count)));
        }
        String next = found.size() > page.size()
                ? cursors.of(request.caller(), asked.filters(), page.getLast().payout())
                : null;
        return Response.ok(body.put("nextCursor", next));
    }

    private static ObjectNode view(SimulatedBank.Count count) {
        ObjectNode view = Json.object().put("executed", count.executed()).put("declined", count.declined());
        view.set("sum", Json.tree(count.sum()));
        return view;
    }

    private static ObjectNode view(Transfer transfer) {
        ObjectNode view = Json.object()
                .put("payout", transfer.file().isPresent() ? null : transfer.payout())
                .put("message", transfer.file().map(FileRef::messageId).orElse(null))
                .put("group", transfer.file().map(FileRef::groupId).orElse(null))
                .put("reference", transfer.reference());
        view.set("amount", Json.tree(transfer.amount()));
        return view.put("lastDigits", transfer.lastDigits())
                .put("played", transfer.played())
                .put("status", transfer.status().word())
                .put("code", transfer.code().isEmpty() ? null : transfer.code())
                .put("at", Times.text(transfer.at()))
                .put("returned", transfer.isReturned());
    }
}
