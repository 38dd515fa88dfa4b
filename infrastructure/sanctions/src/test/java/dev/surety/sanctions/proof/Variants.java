package dev.surety.sanctions.proof;

import dev.surety.sanctions.name.Spellings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Ways in which a listed name comes to be written otherwise. Each is empty for a name that it does not fit. */
enum Variants {
    TYPO {
        @Override
        Optional<String> of(String name, Random random) {
            List<MatchResult> words = matches("[A-Za-z]{4,}", name);
            if (words.isEmpty()) {
                return Optional.empty();
            }
            MatchResult word = words.get(random.nextInt(words.size()));
            String wrong = typo(word.group(), random);
            return changed(name, name.substring(0, word.start()) + wrong + name.substring(word.end()));
        }
    },
    SWAPPED {
        @Override
        Optional<String> of(String name, Random random) {
            List<String> words = new ArrayList<>(Arrays.asList(name.replace(",", " ").trim().split(" +")));
            if (words.size() < 2) {
                return Optional.empty();
            }
            int first = random.nextInt(words.size());
            int second = (first + 1 + random.nextInt(words.size() - 1)) % words.size();
            Collections.swap(words, first, second);
            return changed(name, String.join(" ", words));
        }
    },
    LETTERS {
        private static final Map<String, String> OTHERS = Map.ofEntries(
                Map.entry("a", "áàâäãåāą"),
                Map.entry("c", "çćč"),
                Map.entry("d", "đďð"),
                Map.entry("e", "éèêëēęəě"),
                Map.entry("g", "ğģǥ"),
                Map.entry("h", "ħĥ"),
                Map.entry("i", "ıíìîïīį"),
                Map.entry("l", "łľļ"),
                Map.entry("n", "ñńňŋ"),
                Map.entry("o", "øóòôöõōő"),
                Map.entry("r", "řŕ"),
                Map.entry("s", "śšşșſ"),
                Map.entry("t", "ţțŧť"),
                Map.entry("u", "úùûüūůű"),
                Map.entry("y", "ýÿ"),
                Map.entry("z", "źżžƶ"),
                Map.entry("ss", "ß"),
                Map.entry("ae", "æ"),
                Map.entry("oe", "œ"),
                Map.entry("th", "þ"));

        @Override
        Optional<String> of(String name, Random random) {
            return replaced(name, OTHERS, random);
        }
    },
    INVISIBLE {
        private static final String MARKS =
                "\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u00ad\ufeff\u0301\u0308\u0336";
        private static final Map<String, String> OTHERS = Map.ofEntries(
                Map.entry("a", "аα"),
                Map.entry("c", "сϲ"),
                Map.entry("e", "е"),
                Map.entry("i", "іι"),
                Map.entry("j", "ј"),
                Map.entry("o", "оο"),
                Map.entry("p", "рρ"),
                Map.entry("s", "ѕ"),
                Map.entry("x", "хχ"),
                Map.entry("y", "у"));

        @Override
        Optional<String> of(String name, Random random) {
            return replaced(name, OTHERS, random).map(looking -> {
                var written = new StringBuilder(looking);
                for (int i = 1 + random.nextInt(3); i > 0; i--) {
                    int at = 1 + random.nextInt(written.length() - 1);
                    boolean inPair = Character.isLowSurrogate(written.charAt(at));
                    written.insert(inPair ? at - 1 : at, MARKS.charAt(random.nextInt(MARKS.length())));
                }
                return written.toString();
            });
        }
    },
    TRANSLITERATED {
        @Override
        Optional<String> of(String name, Random random) {
            var written = new StringBuilder();
            int done = 0;
            boolean isChanged = false;
            for (MatchResult word : matches("[A-Za-z]{2,}", name)) {
                List<String> others = Spellings.othersOf(word.group().toLowerCase(Locale.ROOT));
                written.append(name, done, word.start());
                written.append(others.isEmpty() ? word.group() : others.get(random.nextInt(others.size())));
                isChanged |= !others.isEmpty();
                done = word.end();
            }
            return isChanged ? Optional.of(written + name.substring(done)) : Optional.empty();
        }
    },
    WITHOUT_MIDDLE_NAME {
        @Override
        Optional<String> of(String name, Random random) {
            int comma = name.indexOf(',');
            String natural = comma < 0 ? name : name.substring(comma + 1) + " " + name.substring(0, comma);
            List<String> words = new ArrayList<>(Arrays.asList(natural.trim().split("[ ,]+")));
            int last = comma < 0 ? words.size() - 1 : words.size() - name.substring(0, comma).trim().split(" +").length;
            List<Integer> middle = new ArrayList<>();
            for (int i = 1; i < last; i++) {
                if (isName(words.get(i)) && isName(words.get(i - 1))) {
                    middle.add(i);
                }
            }
            if (middle.isEmpty()) {
                return Optional.empty();
            }
            words.remove((int) middle.get(random.nextInt(middle.size())));
            return Optional.of(String.join(" ", words));
        }
    };

    abstract Optional<String> of(String name, Random random);

    /** One letter replaced, left out or put in, or two neighbours swapped. */
    static String typo(String word, Random random) {
        int at = random.nextInt(word.length());
        char letter = (char) ('a' + random.nextInt(26));
        return switch (random.nextInt(4)) {
            case 0 -> word.substring(0, at) + letter + word.substring(at + 1);
            case 1 -> word.substring(0, at) + word.substring(at + 1);
            case 2 -> word.substring(0, at) + letter + word.substring(at);
            default -> {
                int left = Math.min(at, word.length() - 2);
                yield word.substring(0, left)
                        + word.charAt(left + 1)
                        + word.charAt(left)
                        + word.substring(left + 2);
            }
        };
    }

    /** A particle or an article is no name that people leave out alone. */
    private static boolean isName(String word) {
        return word.matches("[A-Za-z'\\-]{2,}") && !Spellings.isLight(word.toLowerCase(Locale.ROOT))
                && !word.toLowerCase(Locale.ROOT).matches("abd|abdul|abdel|abdal|abdol");
    }

    /** At least one letter becomes another, and about a third of those that may. */
    private static Optional<String> replaced(String name, Map<String, String> others, Random random) {
        List<MatchResult> places = matches("(?i)ss|ae|oe|th|[a-z]", name).stream()
                .filter(place -> others.containsKey(place.group().toLowerCase(Locale.ROOT)))
                .toList();
        if (places.isEmpty()) {
            return Optional.empty();
        }
        MatchResult sure = places.get(random.nextInt(places.size()));
        var written = new StringBuilder();
        int done = 0;
        for (MatchResult place : places) {
            if (place == sure || random.nextInt(3) == 0) {
                String choice = others.get(place.group().toLowerCase(Locale.ROOT));
                written.append(name, done, place.start()).append(choice.charAt(random.nextInt(choice.length())));
                done = place.end();
            }
        }
        return Optional.of(written + name.substring(done));
    }

    private static Optional<String> changed(String name, String other) {
        return other.equalsIgnoreCase(name) ? Optional.empty() : Optional.of(other);
    }

    private static List<MatchResult> matches(String pattern, String name) {
        return Pattern.compile(pattern).matcher(name).results().toList();
    }
}
