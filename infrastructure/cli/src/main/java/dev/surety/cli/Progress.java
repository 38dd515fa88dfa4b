package dev.surety.cli;

import java.io.PrintWriter;
import java.util.Optional;

/** Shows how far long work is: a bar that moves in a terminal, else a line for each change. */
final class Progress {
    private static final int WIDTH = 30;

    private final PrintWriter out;
    private final boolean isTerminal;
    private Optional<String> last = Optional.empty();

    Progress(PrintWriter out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
    }

    void show(String state, long done, long of) {
        String text = of > 0 ? "%s %d of %d".formatted(state, done, of) : state;
        if (last.filter(text::equals).isPresent()) {
            return;
        }
        last = Optional.of(text);
        if (isTerminal) {
            int full = of > 0 ? (int) (WIDTH * Math.min(done, of) / of) : 0;
            out.print("\r[" + "#".repeat(full) + ".".repeat(WIDTH - full) + "] " + text + "   ");
        } else {
            out.println(text);
        }
        out.flush();
    }

    void end() {
        if (isTerminal && last.isPresent()) {
            out.println();
            out.flush();
        }
    }
}
