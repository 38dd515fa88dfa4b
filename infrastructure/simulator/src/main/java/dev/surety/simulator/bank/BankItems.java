package dev.surety.simulator.bank;

import dev.surety.model.money.Money;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import dev.surety.simulator.bank.BankBooks.At;
import dev.surety.simulator.bank.BankLine.Detail;
import dev.surety.simulator.bank.BankLine.Direction;
import dev.surety.simulator.bank.BankLine.FileRef;
import dev.surety.simulator.bank.files.FilePlay;
import dev.surety.simulator.bank.files.PaymentFile.Traces;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items of the simulated bank's books. */
final class BankItems {
    static final String TRANSFER = "tx#";
    static final String DUE = "due#";
    static final String LINE = "line#";
    static final String KEY = "key#";
    static final String SCRIPT = "script";
    static final String FILE = "file#";
    static final String MESSAGE = "message#";
    static final String STATEMENT = "statement#";
    static final String STATEMENTS = "statements#";

    private BankItems() {}

    static String books(At at) {
        return "bank#" + at.marketplace() + "#" + at.account();
    }

    static Map<String, AttributeValue> key(At at, String name) {
        return new HashMap<>(Map.of("pk", Items.of(books(at)), "sk", Items.of(name)));
    }

    /** Orders bookings by time; debits of one hour and currency, which share lines, stand together. */
    static String name(Pending pending) {
        return DUE + Times.text(pending.at()) + "#" + (pending.gathered() ? "a" : "b") + "#"
                + pending.direction().word() + "#" + pending.amount().currency() + "#" + pending.id();
    }

    static Map<String, AttributeValue> item(At at, CommandKey key) {
        Map<String, AttributeValue> item = key(at, KEY + key.hash());
        item.put("fingerprint", Items.of(key.fingerprint()));
        return item;
    }

    static Map<String, AttributeValue> item(At at, Transfer transfer) {
        Map<String, AttributeValue> item = key(at, TRANSFER + transfer.payout());
        item.put("payout", Items.of(transfer.payout()));
        item.put("reference", Items.of(transfer.reference()));
        put(item, "amount", transfer.amount());
        item.put("lastDigits", Items.of(transfer.lastDigits()));
        item.put("played", Items.of(transfer.played()));
        item.put("status", Items.of(transfer.status().word()));
        item.put("code", Items.of(transfer.code()));
        item.put("at", Items.of(Times.text(transfer.at())));
        item.put("readyAt", Items.of(Times.text(transfer.readyAt())));
        item.put("returned", AttributeValue.fromBool(transfer.isReturned()));
        put(item, transfer.file());
        transfer.ach().ifPresent(ach -> item.put("ach", Items.of(Json.text(Json.tree(ach)))));
        return item;
    }

    static Transfer transfer(Map<String, AttributeValue> item) {
        return new Transfer(
                Items.text(item, "payout"),
                Items.text(item, "reference"),
                money(item, "amount"),
                Items.text(item, "lastDigits"),
                Items.text(item, "played"),
                Transfer.Status.of(Items.text(item, "status")),
                Items.text(item, "code"),
                time(item, "at"),
                time(item, "readyAt"),
                flag(item, "returned"),
                fileRef(item),
                Items.findText(item, "ach").map(ach -> Json.read(ach, AchTransfer.class)));
    }

    static Map<String, AttributeValue> item(At at, Pending pending) {
        Map<String, AttributeValue> item = key(at, name(pending));
        item.put("at", Items.of(Times.text(pending.at())));
        item.put("direction", Items.of(pending.direction().word()));
        item.put("gathered", AttributeValue.fromBool(pending.gathered()));
        item.put("id", Items.of(pending.id()));
        put(item, "amount", pending.amount());
        put(item, "charge", pending.charge());
        item.put("details", details(pending.details()));
        item.put("payments", Items.of(pending.payments()));
        put(item, pending.file());
        item.put("code", Items.of(pending.code()));
        return item;
    }

    static Pending pending(Map<String, AttributeValue> item) {
        return new Pending(
                time(item, "at"),
                Direction.of(Items.text(item, "direction")),
                flag(item, "gathered"),
                Items.text(item, "id"),
                money(item, "amount"),
                money(item, "charge"),
                details(item),
                Math.toIntExact(Items.number(item, "payments")),
                fileRef(item),
                Items.text(item, "code"));
    }

    static Map<String, AttributeValue> item(At at, BankLine line) {
        Map<String, AttributeValue> item = key(at, LINE + BankBooks.padded(line.number()));
        item.put("number", Items.of(line.number()));
        item.put("at", Items.of(Times.text(line.at())));
        item.put("direction", Items.of(line.direction().word()));
        put(item, "amount", line.amount());
        put(item, "charge", line.charge());
        item.put("details", details(line.details()));
        item.put("payments", Items.of(line.payments()));
        put(item, line.file());
        item.put("code", Items.of(line.code()));
        item.put("balances", numbers(line.balances()));
        return item;
    }

    static BankLine line(Map<String, AttributeValue> item) {
        return new BankLine(
                Items.number(item, "number"),
                time(item, "at"),
                Direction.of(Items.text(item, "direction")),
                money(item, "amount"),
                money(item, "charge"),
                details(item),
                Math.toIntExact(Items.number(item, "payments")),
                fileRef(item),
                Items.text(item, "code"),
                numbers(item, "balances"));
    }

    static Map<String, AttributeValue> item(At at, Script script) {
        Map<String, AttributeValue> item = key(at, SCRIPT);
        item.put("version", Items.of(script.version() + 1));
        item.put(
                "next",
                AttributeValue.fromL(script.next().stream().map(Items::of).toList()));
        item.put("openings", numbers(script.openings()));
        item.put("charges", numbers(script.charges()));
        item.put("traces", Items.of(Json.text(Json.tree(script.traces()))));
        script.refusesUntil().ifPresent(until -> item.put("refusesUntil", Items.of(Times.text(until))));
        script.file().ifPresent(play -> item.put("file", Items.of(Json.text(Json.tree(play)))));
        return item;
    }

    static Script script(Map<String, AttributeValue> item) {
        return new Script(
                Items.number(item, "version"),
                attribute(item, "next").l().stream().map(AttributeValue::s).toList(),
                numbers(item, "openings"),
                numbers(item, "charges"),
                Items.findText(item, "refusesUntil").map(Instant::parse),
                Items.findText(item, "file").map(play -> Json.read(play, FilePlay.class)),
                Items.findText(item, "traces")
                        .map(traces -> List.of(Json.read(traces, Traces[].class)))
                        .orElse(List.of()));
    }

    static Map<String, AttributeValue> item(At at, FileRecord file) {
        Map<String, AttributeValue> item = key(at, FILE + file.taken().id());
        item.put("file", Items.of(Json.text(Json.tree(file))));
        item.put("written", Items.of(file.written()));
        return item;
    }

    static FileRecord file(Map<String, AttributeValue> item) {
        return Json.read(Items.text(item, "file"), FileRecord.class);
    }

    static Map<String, AttributeValue> message(At at, TakenFile file) {
        Map<String, AttributeValue> item = key(at, MESSAGE + file.messageId().orElseThrow());
        item.put("file", Items.of(file.id()));
        return item;
    }

    private static AttributeValue details(List<Detail> details) {
        return AttributeValue.fromL(details.stream()
                .map(detail -> {
                    Map<String, AttributeValue> one = new HashMap<>();
                    one.put("payout", Items.of(detail.payout()));
                    one.put("reference", Items.of(detail.reference()));
                    put(one, "amount", detail.amount());
                    one.put("number", Items.of(detail.number()));
                    one.put("trace", Items.of(detail.trace()));
                    return AttributeValue.fromM(one);
                })
                .toList());
    }

    private static List<Detail> details(Map<String, AttributeValue> item) {
        return attribute(item, "details").l().stream()
                .map(AttributeValue::m)
                .map(one -> new Detail(
                        Items.text(one, "payout"),
                        Items.text(one, "reference"),
                        money(one, "amount"),
                        Items.text(one, "number"),
                        Items.findText(one, "trace").orElse("")))
                .toList();
    }

    private static void put(Map<String, AttributeValue> item, Optional<FileRef> file) {
        file.ifPresent(ref -> {
            item.put("message", Items.of(ref.messageId()));
            item.put("group", Items.of(ref.groupId()));
        });
    }

    private static Optional<FileRef> fileRef(Map<String, AttributeValue> item) {
        return Items.findText(item, "message").map(message -> new FileRef(message, Items.text(item, "group")));
    }

    private static void put(Map<String, AttributeValue> item, String name, Money amount) {
        item.put(name, Items.of(amount.amountMinor()));
        item.put("currency", Items.of(amount.currency().code()));
    }

    private static Money money(Map<String, AttributeValue> item, String name) {
        return Money.of(Items.number(item, name), Items.text(item, "currency"));
    }

    private static Instant time(Map<String, AttributeValue> item, String name) {
        return Instant.parse(Items.text(item, name));
    }

    private static boolean flag(Map<String, AttributeValue> item, String name) {
        return attribute(item, name).bool();
    }

    private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name))
                .orElseThrow(() -> new IllegalArgumentException("an item lacks its attribute " + name));
    }

    private static AttributeValue numbers(Map<String, Long> numbers) {
        Map<String, AttributeValue> all = new HashMap<>();
        numbers.forEach((name, number) -> all.put(name, Items.of(number)));
        return AttributeValue.fromM(all);
    }

    private static Map<String, Long> numbers(Map<String, AttributeValue> item, String name) {
        Map<String, Long> all = new HashMap<>();
        attribute(item, name).m().forEach((key, value) -> all.put(key, Long.parseLong(value.n())));
        return all;
    }
}
