package dev.surety.ledger.http;

import dev.surety.ledger.app.report.ExplainBalance;
import dev.surety.ledger.app.report.ReadAccount;
import dev.surety.ledger.app.report.ReadBalance;
import dev.surety.ledger.app.report.ReadStatement;
import dev.surety.ledger.app.report.ReadTrialBalance;
import dev.surety.ledger.domain.account.Balance;
import dev.surety.ledger.domain.report.Explanation;
import dev.surety.ledger.domain.report.ParticipantBalance;
import dev.surety.ledger.domain.report.Statement;
import dev.surety.ledger.domain.report.TrialBalance;
import dev.surety.ledger.domain.report.WaitReason;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.ChainId;
import dev.surety.model.ledger.Line;
import dev.surety.model.money.Money;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** How the books look from outside. Money is signed in lines and accounts, and not in a participant's balance. */
final class LedgerViews {
    private LedgerViews() {}

    static ObjectNode of(ReadBalance.Read read) {
        ObjectNode view = Json.object().put("participant", read.participant().value());
        var balances = view.putArray("balances");
        for (ParticipantBalance balance : read.balances()) {
            put(balances.addObject(), balance);
        }
        return view.put("asOf", Times.text(read.asOf()));
    }

    private static void put(ObjectNode one, ParticipantBalance balance) {
        one.put("currency", balance.currency().code());
        one.set("available", Json.tree(balance.available()));
        one.set("inEscrow", Json.tree(balance.inEscrow()));
        one.set("onHold", Json.tree(balance.onHold()));
        one.set("reserved", Json.tree(balance.reserved()));
        one.set("inTransit", Json.tree(balance.inTransit()));
        one.set("debt", Json.tree(balance.debt()));
        one.set("net", Json.tree(balance.net()));
    }

    static ObjectNode of(ExplainBalance.Read read) {
        ObjectNode view = Json.object()
                .put("participant", read.participant().value())
                .put("complete", read.complete());
        var balances = view.putArray("balances");
        for (Explanation explanation : read.currencies()) {
            ObjectNode one = balances.addObject();
            put(one, explanation.balance());
            var waits = one.putArray("payoutWaits");
            explanation.waits().forEach(wait -> waits.addObject()
                    .put("reason", wait.reason().code())
                    .put("whoActs", wait.reason().whoActs().code())
                    .put("nextStep", wait.reason().nextStep())
                    .put("releases", wait.reason().releases())
                    .put("earliest", wait.earliest().map(Times::text).orElse(null)));
            var parts = one.putArray("parts");
            for (Explanation.Part part : explanation.parts()) {
                ObjectNode shown = parts.addObject().put("account", part.account().code());
                shown.set("amount", Json.tree(part.amount()));
                shown.put("status", part.status().code())
                        .put("reason", part.reason().map(WaitReason::code).orElse(null))
                        .put("whoActs", part.reason().map(reason -> reason.whoActs().code()).orElse(null))
                        .put("nextStep", part.reason().map(WaitReason::nextStep).orElse(null))
                        .put("subject", part.subject().map(ChainId::id).orElse(null))
                        .put("reference", part.subject().map(read.references()::get).orElse(null))
                        .put("releases", part.reason().map(WaitReason::releases).orElse(null))
                        .put("earliest", part.earliest().map(Times::text).orElse(null));
            }
        }
        return view.put("asOf", Times.text(read.asOf()));
    }

    static ObjectNode of(ReadStatement.Request wanted, ReadStatement.Read read, Optional<String> next) {
        ObjectNode view = Json.object()
                .put("participant", wanted.participant().value())
                .put("account", wanted.of().code())
                .put("from", Times.text(wanted.from()))
                .put("to", Times.text(wanted.until()))
                .put("timeZone", read.zone().getId())
                .put("asOf", Times.text(read.asOf()));
        var balances = view.putArray("balances");
        for (Statement statement : read.statements()) {
            ObjectNode one =
                    balances.addObject().put("currency", statement.currency().code());
            one.set("opening", Json.tree(statement.opening()));
            one.set("closing", Json.tree(statement.closing()));
        }
        var lines = view.putArray("data");
        for (Statement.Stated stated : read.rows()) {
            lines.add(stated(stated, read));
        }
        return view.put("nextCursor", next.orElse(null));
    }

    static ObjectNode of(Account account, ReadAccount.Read read, Optional<String> next) {
        ObjectNode view = Json.object().put("account", account.toString()).put("asOf", Times.text(read.asOf()));
        var balances = view.putArray("balances");
        for (Balance balance : read.balances()) {
            ObjectNode one = balances.addObject()
                    .put("currency", balance.account().currency().code())
                    .put("lines", balance.lines());
            one.set("balance", Json.tree(balance.money()));
        }
        var lines = view.putArray("data");
        read.lines().forEach(line -> lines.add(line(line, read.settledUntil())));
        return view.put("nextCursor", next.orElse(null));
    }

    static ObjectNode of(ReadTrialBalance.Read read) {
        ObjectNode view = Json.object().put("asOf", Times.text(read.asOf())).put("complete", read.complete());
        var currencies = view.putArray("currencies");
        for (TrialBalance.OfCurrency of : read.balance().currencies()) {
            ObjectNode one = currencies.addObject().put("currency", of.currency().code());
            one.set("sum", Json.tree(of.sum()));
            var accounts = one.putArray("accounts");
            for (TrialBalance.Row row : of.accounts()) {
                ObjectNode account = accounts.addObject().put("account", row.account());
                account.set("balance", Json.tree(row.balance()));
                account.put("holders", row.holders());
            }
        }
        return view;
    }

    private static ObjectNode stated(Statement.Stated stated, ReadStatement.Read read) {
        Line line = stated.line();
        Money net = stated.row().net();
        Money fee = read.fee(line);
        ObjectNode view = line(line, read.settledUntil());
        view.remove("amount");
        view.put("date", LocalDate.ofInstant(line.at(), read.zone()).toString())
                .put("escrow", stated.row().escrow().map(ChainId::id).orElse(null))
                .put("reference", read.reference(stated.row()).orElse(null));
        view.set("gross", Json.tree(net.plus(fee)));
        view.set("fee", Json.tree(fee));
        view.set("net", Json.tree(net));
        view.set("balance", Json.tree(stated.balance()));
        return view;
    }

    /** As the feed names it, without the version of its stored form. */
    static String event(Line line) {
        return line.event().replaceFirst("\\.v[0-9]+$", "");
    }

    private static ObjectNode line(Line line, Instant settledUntil) {
        ObjectNode view = Json.object()
                .put("entry", line.entry())
                .put("event", event(line))
                .put("subject", line.chain().id())
                .put("sequence", line.number())
                .put("at", Times.text(line.at()));
        view.set("amount", Json.tree(line.money()));
        return view.put("provisional", line.at().isAfter(settledUntil));
    }
}
