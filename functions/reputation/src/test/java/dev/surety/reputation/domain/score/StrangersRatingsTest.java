package dev.surety.reputation.domain.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.reputation.domain.score.Ratings.Rating;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two programs that were written apart have computed these digests; ours computes them, too, to the last unit. */
final class StrangersRatingsTest {
    @Test
    void theScoresOfAllRatingsOfOtc() {
        assertEquals("b8088d788671a65c1b3731a99de99baadce8abcf0fe9a17bb9b8747082e584af", digest(Ratings.otc()));
    }

    @Test
    void theScoresOfAllRatingsOfAlpha() {
        assertEquals("77f8d5fb95d8295b8bf9aa701c46b078130dff638eb918a4e32a1c565c1739fd", digest(Ratings.alpha()));
    }

    private static String digest(List<Rating> ratings) {
        var book = new ScoreBook(100);
        MessageDigest sha256 = sha256();
        Ratings.together(ratings, instant -> {
            for (Rating rating : instant) {
                Reading before = book.at(rating.rated(), rating.second());
                String line = rating.rater() + "," + rating.rated() + ","
                        + rating.second().getEpochSecond() + "," + before.recent() + "," + before.low() + ","
                        + before.rank() + "\n";
                sha256.update(line.getBytes(StandardCharsets.UTF_8));
            }
            instant.forEach(
                    rating -> book.opinion(rating.rater(), rating.rated(), rating.isGood(), 100, rating.second()));
        });
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
