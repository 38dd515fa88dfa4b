package dev.surety.sandbox;

import static dev.surety.model.refusal.CommonReason.INVALID;
import static dev.surety.runtime.edge.http.Route.People.MARKETPLACE_ONLY;

import dev.surety.files.StoredFiles;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.marketplace.MoneyOut.BankAccount;
import dev.surety.model.money.Currency;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.secrets.Digests;
import dev.surety.simulator.bank.BankFile;
import dev.surety.simulator.bank.BankFiles.Account;
import dev.surety.simulator.bank.BankFiles;
import dev.surety.simulator.bank.BankNotices.Kind;
import dev.surety.simulator.bank.BankNotices;
import dev.surety.simulator.bank.BankReports;
import dev.surety.simulator.bank.BankStatements;
import dev.surety.simulator.bank.ReportOrder;
import dev.surety.simulator.bank.StatementOrder;
import dev.surety.simulator.bank.TakenFile;
import dev.surety.simulator.bank.files.Oddity;
import dev.surety.simulator.bank.files.ReadPayments;
import dev.surety.simulator.bank.files.WriteStatement;
import dev.surety.simulator.bank.files.WriteStatusReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The routes by which an operator hands files to the marketplace's bank, and gets statements and reports from it. */
final class BankFileRoutes {
    private static final Set<String> OPERATOR = Set.of("operator");
    private static final Set<String> ENCODINGS = Set.of("UTF-8", "ISO-8859-1", "ISO-8859-15", "windows-1252");
    private static final Pattern FILE = Pattern.compile("pf_[a-z2-7]{26}\\.(xml|ach)");

    private static final Map<String, Kind> NOTICES =
            Map.of("nacha.returns", Kind.RETURNS, "nacha.changes", Kind.CHANGES);
    private static final Set<String> CURRENCIES = Set.of("EUR", "USD");

    private static final int LONGEST = 64;
    private static final int LONGEST_XML = 60_000;
    private static final int MOST_PAGES = 10;
    private static final int MOST_ODDITIES = 10;

    private final Bank bank;
    private final StoredFiles stored;
    private final Marketplaces marketplaces;
    private final RequestKeys keys;

    /** The counters of the simulated bank. */
    record Bank(BankFiles files, BankStatements statements, BankReports reports, BankNotices notices) {}

    /** @param file the name of one that payouts has written; else {@code text} is the file */
    private record Handed(String account, Optional<String> text, Optional<String> file) {}

    private record Ordered<T>(String account, T order) {}

    /** An order of statements, or of a NACHA file about the same days. */
    private sealed interface Days {
        /** @param isFree whether the account's own currency is meant */
        record Lines(StatementOrder order, boolean isFree) implements Days {}

        record Notices(Kind kind, LocalDate from, LocalDate to) implements Days {}
    }

    private record Report(String file, ReportOrder order) {}

    BankFileRoutes(Bank bank, StoredFiles stored, Marketplaces marketplaces, RequestKeys keys) {
        this.bank = bank;
        this.stored = stored;
        this.marketplaces = marketplaces;
        this.keys = keys;
    }

    List<Route<?>> table() {
        String root = "/v1/sandbox/bank";
        return List.of(
                Route.changes(
                                "POST",
                                root + "/files",
                                OPERATOR,
                                MARKETPLACE_ONLY,
                                BankFileRoutes::handed,
                                this::take)
                        .refuses(INVALID),
                Route.changes(
                                "POST",
                                root + "/statements",
                                OPERATOR,
                                MARKETPLACE_ONLY,
                                BankFileRoutes::statements,
                                this::state)
                        .refuses(INVALID),
                Route.changes(
                                "POST",
                                root + "/status-reports",
                                OPERATOR,
                                MARKETPLACE_ONLY,
                                BankFileRoutes::reports,
                                this::report)
                        .refuses(INVALID));
    }

    private static Optional<String> account(Fields body) {
        Optional<String> account = body.text("account", 1, LONGEST);
        if (account.filter(name -> !BankRoutes.ACCOUNT.matcher(name).matches()).isPresent()) {
            body.wrong("account", "format");
        }
        return account;
    }

    private static Parsed<Handed> handed(Request request) {
        Fields body = request.fields();
        Optional<String> account = account(body);
        Optional<String> file = body.optionalText("file", 1, LONGEST);
        if (file.filter(name -> !FILE.matcher(name).matches()).isPresent()) {
            body.wrong("file", "format");
        }
        Optional<String> xml = body.optionalText("xml", 1, LONGEST_XML);
        Optional<String> nacha = body.optionalText("nacha", 1, LONGEST_XML);
        if (!body.has("file") && !body.has("xml") && !body.has("nacha")) {
            body.wrong("file", "format");
        }
        return body.build(() -> new Handed(account.orElseThrow(), xml.or(() -> nacha), file));
    }

    private static Parsed<Ordered<Days>> statements(Request request) {
        Fields body = request.fields();
        Optional<String> account = account(body);
        Optional<LocalDate> from = day(body, "from");
        Optional<LocalDate> to = body.has("to") ? day(body, "to") : from;
        String message = body.optionalText("message", 1, LONGEST).orElse("camt.053.001.08");
        Optional<Kind> notices = Optional.ofNullable(NOTICES.get(message));
        if (notices.isEmpty() && !WriteStatement.Form.isKnown(message)) {
            body.wrong("message", "format");
        }
        Set<Oddity> with = words(body, Oddity.class, Oddity.values());
        int pages = body.has("pages") ? body.integer("pages", 1, MOST_PAGES).map(Math::toIntExact).orElse(1) : 1;
        String encoding = body.has("encoding") ? body.choice("encoding", ENCODINGS).orElse("UTF-8") : "UTF-8";
        Optional<Currency> currency =
                body.has("currency") ? body.choice("currency", CURRENCIES).map(Currency::of) : Optional.empty();
        return body.build(() -> {
            LocalDate first = from.orElseThrow();
            LocalDate last = to.orElseThrow();
            StatementOrder order = StatementOrder.of(first, last)
                    .as(message)
                    .with(with)
                    .pages(pages)
                    .encoded(encoding);
            Days days = notices.isPresent()
                    ? new Days.Notices(notices.get(), first, last)
                    : new Days.Lines(currency.map(order::in).orElse(order), currency.isEmpty());
            return new Ordered<>(account.orElseThrow(), days);
        });
    }

    private static Optional<LocalDate> day(Fields body, String name) {
        return body.text(name, 1, LONGEST).flatMap(text -> {
            try {
                return Optional.of(LocalDate.parse(text));
            } catch (DateTimeParseException bad) {
                body.wrong(name, "format");
                return Optional.empty();
            }
        });
    }

    private static Parsed<Ordered<Report>> reports(Request request) {
        Fields body = request.fields();
        Optional<String> account = account(body);
        Optional<String> file = body.id("file", "bf");
        String message = body.optionalText("message", 1, LONGEST).orElse("pain.002.001.10");
        if (!WriteStatusReport.isKnown(message)) {
            body.wrong("message", "format");
        }
        boolean nameCheck = body.has("nameCheck") && body.flag("nameCheck").orElse(false);
        Set<ReportOrder.Mistake> with = words(body, ReportOrder.Mistake.class, ReportOrder.Mistake.values());
        return body.build(() -> new Ordered<>(
                account.orElseThrow(), new Report(file.orElseThrow(), new ReportOrder(message, nameCheck, with))));
    }

    private static <E extends Enum<E>> Set<E> words(Fields body, Class<E> type, E[] all) {
        Set<E> found = EnumSet.noneOf(type);
        for (String word : body.has("with") ? body.texts("with", MOST_ODDITIES, LONGEST) : List.<String>of()) {
            Optional<E> known = FileScripts.find(word, all);
            known.ifPresent(found::add);
            if (known.isEmpty()) {
                body.wrong("with", "format");
            }
        }
        return found;
    }

    private Response take(Handed handed, Request request) {
        var marketplace = request.caller().marketplace();
        Optional<byte[]> bytes = handed.text()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .or(() -> handed.file().flatMap(name -> stored(marketplace, name)));
        if (bytes.isEmpty()) {
            return notFound("/file");
        }
        var key = keys.of(request);
        return at(marketplace, handed.account(), (account, _) -> bank.files()
                .take(account, bytes.get(), key, fingerprint -> keys.isSame(fingerprint, key, request))
                .answer(taken -> Response.of(202, view(taken))));
    }

    /** The bytes as the payouts function wrote them, and not more than the bank takes. */
    private Optional<byte[]> stored(MarketplaceId marketplace, String name) {
        try (InputStream in = stored.open("payout-files/" + marketplace + "/" + name)
                .orElseGet(InputStream::nullInputStream)) {
            byte[] bytes = in.readNBytes(ReadPayments.MOST_BYTES + 1);
            return bytes.length == 0 ? Optional.empty() : Optional.of(bytes);
        } catch (IOException e) {
            throw new Outage("the file " + name + " could not be read", e);
        }
    }

    private Response state(Ordered<Days> ordered, Request request) {
        var key = keys.of(request);
        Predicate<String> isSame = fingerprint -> keys.isSame(fingerprint, key, request);
        return at(request.caller().marketplace(), ordered.account(), (account, own) -> {
            Outcome<List<BankFile>> files = switch (ordered.order()) {
                case Days.Lines(var order, var isFree) ->
                    bank.statements().statements(account, isFree ? order.in(currency(own)) : order, key, isSame);
                case Days.Notices(var kind, var from, var to) ->
                    bank.notices().notices(account, kind, from, to, key, isSame);
            };
            return files.answer(all -> Response.of(202, view(ordered.account(), all)));
        });
    }

    /** An account in dollars alone has statements in dollars. */
    private static Currency currency(BankAccount own) {
        return Currency.of(own.currencies().equals(List.of("USD")) ? "USD" : "EUR");
    }

    private Response report(Ordered<Report> ordered, Request request) {
        var key = keys.of(request);
        Report report = ordered.order();
        return at(request.caller().marketplace(), ordered.account(), (account, _) -> {
            Outcome<BankFile> outcome = bank.reports()
                    .report(
                            account,
                            report.file(),
                            report.order(),
                            key,
                            fingerprint -> keys.isSame(fingerprint, key, request));
            return outcome.answer(file -> Response.of(202, view(ordered.account(), List.of(file))));
        });
    }

    /** The account's number is in the marketplace's settings. */
    private Response at(
            MarketplaceId marketplace, String name, BiFunction<Account, BankAccount, Response> act) {
        return marketplaces
                .find(marketplace)
                .flatMap(settings -> settings.moneyOut().bankAccount(name))
                .flatMap(own -> own.iban()
                        .or(own::number)
                        .map(number -> act.apply(new Account(marketplace, name, number), own)))
                .orElseGet(() -> notFound("/account"));
    }

    private static Response notFound(String pointer) {
        return Response.refuse(Refusal.of(INVALID, List.of(new FieldError(pointer, "not_found"))));
    }

    private static ObjectNode view(TakenFile taken) {
        ObjectNode view = Json.object()
                .put("id", taken.id())
                .put("messageId", taken.messageId().orElse(null))
                .put("status", taken.status().name().toLowerCase(Locale.ROOT))
                .put("payments", taken.payments())
                .put("rejected", taken.rejected());
        view.set("sum", Json.tree(taken.sum()));
        view.set("fault", taken.fault().map(Json::tree).orElse(null));
        return view;
    }

    private static ObjectNode view(String account, List<BankFile> files) {
        ObjectNode view = Json.object().put("account", account);
        ArrayNode data = view.putArray("data");
        for (BankFile file : files) {
            byte[] bytes = file.bytes();
            data.addObject()
                    .put("name", file.name())
                    .put("bytes", bytes.length)
                    .put("sha256", HexFormat.of().formatHex(Digests.sha256(bytes)))
                    .put("base64", Base64.getEncoder().encodeToString(bytes));
        }
        return view;
    }
}
