package dev.surety.reputation.domain.score;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The ratings of strangers' trust networks, in the order of their exact times. */
final class Ratings {
    static final Path DATA = Path.of(System.getProperty("surety.root", "../.."))
            .resolve("../shared/data/trust")
            .normalize();

    private Ratings() {}

    record Rating(int rater, int rated, int value, BigDecimal time) {
        Instant second() {
            return Instant.ofEpochSecond(time.longValue());
        }

        boolean isGood() {
            return value > 0;
        }
    }

    static List<Rating> otc() {
        return read("soc-sign-bitcoinotc.csv");
    }

    static List<Rating> alpha() {
        return read("soc-sign-bitcoinalpha.csv");
    }

    /** Whether each labelled user is honest. */
    static Map<Integer, Boolean> labels() {
        Map<Integer, Boolean> labels = new HashMap<>();
        for (String line : lines("otc_gt.csv")) {
            String[] parts = line.split(",", -1);
            labels.put(Integer.valueOf(parts[0].strip()), Integer.parseInt(parts[1].strip()) > 0);
        }
        return labels;
    }

    /** Hands over the ratings of one instant together: all are scored before the first of them counts. */
    static void together(List<Rating> ratings, Consumer<List<Rating>> instant) {
        int from = 0;
        for (int i = 1; i <= ratings.size(); i++) {
            if (i == ratings.size() || ratings.get(i).time().compareTo(ratings.get(from).time()) != 0) {
                instant.accept(ratings.subList(from, i));
                from = i;
            }
        }
    }

    private static List<Rating> read(String name) {
        List<Rating> ratings = new ArrayList<>();
        List<String> lines = lines(name);
        for (String line : lines.subList(1, lines.size())) {
            String[] parts = line.split(",", -1);
            ratings.add(new Rating(
                    Integer.parseInt(parts[0]),
                    Integer.parseInt(parts[1]),
                    Integer.parseInt(parts[2]),
                    new BigDecimal(parts[3])));
        }
        ratings.sort(Comparator.comparing(Rating::time));
        return ratings;
    }

    private static List<String> lines(String name) {
        Path file = DATA.resolve(name);
        assumeTrue(Files.exists(file), () -> "the ratings are not there: " + file);
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
