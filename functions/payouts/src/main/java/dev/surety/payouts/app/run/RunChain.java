package dev.surety.payouts.app.run;

import dev.surety.model.Invariants;
import dev.surety.model.id.RunId;
import dev.surety.model.journal.Entry;
import dev.surety.payouts.domain.run.Run;
import dev.surety.payouts.domain.run.RunEvent;
import dev.surety.runtime.journal.Chain;
import java.util.Optional;

/** A run with its chain, as loaded. */
public record RunChain(Chain chain, Run run, RunEvent lastEvent) {
    static Optional<RunChain> of(Chain chain) {
        if (chain.isEmpty()) {
            return Optional.empty();
        }
        RunEvent event = RunTypes.ALL.read(chain.first());
        Invariants.hold(event instanceof RunEvent.Planning, "a run begins with its order");
        Run run = Run.begun(((RunEvent.Planning) event).order(), chain.first().at());
        for (Entry entry : chain.entries().subList(1, chain.version())) {
            event = RunTypes.ALL.read(entry);
            run = run.after(event, entry.at());
        }
        return Optional.of(new RunChain(chain, run, event));
    }

    public RunId id() {
        return new RunId(chain.id().id());
    }

    public int version() {
        return chain.version();
    }

    /** The run as it was when its chain had that many entries. */
    public RunChain at(int version) {
        return of(chain.at(version)).orElseThrow();
    }
}
