package dev.surety.sandbox;

import dev.surety.model.money.Money;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.simulator.bank.files.FilePlay;
import dev.surety.simulator.bank.files.FilePlay.Booked;
import dev.surety.simulator.bank.files.FilePlay.Change;
import dev.surety.simulator.bank.files.FilePlay.Destination;
import dev.surety.simulator.bank.files.FilePlay.Level;
import dev.surety.simulator.bank.files.FilePlay.NameCheck;
import dev.surety.simulator.bank.files.FilePlay.Reject;
import dev.surety.simulator.bank.files.FilePlay.Return;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the play of the bank's next file. Words are those of the simulator in lower case. */
final class FileScripts {
    private static final Pattern CODE = Pattern.compile("[A-Z0-9]{3,4}");
    private static final Pattern IBAN = Pattern.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}");
    private static final Pattern CHANGE = Pattern.compile("C[0-9]{2}");
    private static final Pattern ASCII = Pattern.compile("[ -~]+");
    private static final int LONGEST = 64;
    private static final int LONGEST_DATA = 29;
    private static final int MOST_PLACES = 20;
    private static final int LAST_PLACE = 100_000;
    private static final int MOST_DAYS = 400;

    private FileScripts() {}

    static Optional<FilePlay> read(Fields body) {
        if (!body.has("file")) {
            return Optional.empty();
        }
        return body.object("file").flatMap(FileScripts::play);
    }

    private static Optional<FilePlay> play(Fields file) {
        Optional<Reject> reject =
                file.has("reject") ? file.object("reject").flatMap(FileScripts::reject) : Optional.empty();
        Optional<Booked> booking =
                file.has("booking") ? word(file, "booking", Booked.values()) : Optional.of(Booked.ONE);
        boolean recredited = flag(file, "recredited");
        boolean chargeApart = flag(file, "chargeApart");
        List<NameCheck> names = new ArrayList<>();
        Set<String> results = words(NameCheck.values());
        for (String word : file.has("names") ? file.texts("names", MOST_PLACES, LONGEST) : List.<String>of()) {
            if (results.contains(word)) {
                names.add(NameCheck.valueOf(word.toUpperCase(Locale.ROOT)));
            } else {
                file.wrong("names", "format");
            }
        }
        List<Return> returns = new ArrayList<>();
        for (Fields back : file.has("returns") ? file.objects("returns", MOST_PLACES) : List.<Fields>of()) {
            back(back).ifPresent(returns::add);
        }
        Optional<Destination> destination = file.has("destination")
                ? file.object("destination").flatMap(FileScripts::destination)
                : Optional.empty();
        List<Change> changes = new ArrayList<>();
        for (Fields change : file.has("changes") ? file.objects("changes", MOST_PLACES) : List.<Fields>of()) {
            change(change).ifPresent(changes::add);
        }
        file.finish();
        return booking.map(how ->
                new FilePlay(reject, how, recredited, chargeApart, names, returns, destination, changes));
    }

    private static Optional<Reject> reject(Fields of) {
        Optional<Level> level = word(of, "level", Level.values());
        Optional<String> code = code(of);
        Optional<Integer> at = of.has("at") ? place(of) : Optional.of(1);
        of.finish();
        return level.flatMap(which -> code.flatMap(why -> at.map(place -> new Reject(which, why, place))));
    }

    private static Optional<Return> back(Fields of) {
        Optional<Integer> at = place(of);
        Optional<Long> days = of.integer("days", 0, MOST_DAYS);
        Optional<String> code = code(of);
        long feeMinor = of.optionalMoney("fee").map(Money::amountMinor).orElse(0L);
        of.finish();
        return at.flatMap(place -> days.flatMap(after ->
                code.map(why -> new Return(place, Math.toIntExact(after), why, feeMinor))));
    }

    private static Optional<Change> change(Fields of) {
        Optional<Integer> at = place(of);
        Optional<Long> days = of.integer("days", 0, MOST_DAYS);
        Optional<String> code = of.text("code", 1, LONGEST);
        if (code.filter(word -> !CHANGE.matcher(word).matches()).isPresent()) {
            of.wrong("code", "format");
        }
        Optional<String> data = of.text("data", 1, LONGEST_DATA);
        if (data.filter(text -> !ASCII.matcher(text).matches()).isPresent()) {
            of.wrong("data", "format");
        }
        of.finish();
        return at.flatMap(place -> days.flatMap(after -> code.flatMap(why ->
                data.map(text -> new Change(place, Math.toIntExact(after), why, text)))));
    }

    private static Optional<Destination> destination(Fields of) {
        Optional<Integer> at = place(of);
        Optional<String> number = of.text("number", 1, LONGEST);
        if (number.filter(text -> !IBAN.matcher(text).matches()).isPresent()) {
            of.wrong("number", "format");
        }
        of.finish();
        return at.flatMap(place -> number.map(other -> new Destination(place, other)));
    }

    private static Optional<Integer> place(Fields of) {
        return of.integer("at", 1, LAST_PLACE).map(Math::toIntExact);
    }

    private static Optional<String> code(Fields of) {
        Optional<String> code = of.text("code", 1, LONGEST);
        if (code.filter(word -> !CODE.matcher(word).matches()).isPresent()) {
            of.wrong("code", "format");
        }
        return code;
    }

    private static boolean flag(Fields of, String name) {
        return of.has(name) && of.flag(name).orElse(false);
    }

    static <E extends Enum<E>> Optional<E> word(Fields of, String name, E[] all) {
        return of.choice(name, words(all)).flatMap(word -> find(word, all));
    }

    static <E extends Enum<E>> Optional<E> find(String word, E[] all) {
        return Arrays.stream(all).filter(each -> word(each).equals(word)).findFirst();
    }

    static <E extends Enum<E>> Set<String> words(E[] all) {
        return Arrays.stream(all).map(FileScripts::word).collect(Collectors.toSet());
    }

    private static String word(Enum<?> of) {
        return of.name().toLowerCase(Locale.ROOT);
    }
}
