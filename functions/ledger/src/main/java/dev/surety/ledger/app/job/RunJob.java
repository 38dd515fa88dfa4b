package dev.surety.ledger.app.job;

import dev.surety.ledger.domain.job.Job;
import dev.surety.ledger.domain.job.JobKind;
import dev.surety.ledger.domain.job.Progress;
import dev.surety.ledger.domain.job.Progresses;
import dev.surety.ledger.domain.job.WorkQueue;
import dev.surety.model.journal.ChainId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does a job step by step within the time of one call, and then asks to be called again. A job that needs the scan
 * waits for it first. One worker at a time has a job. A worker that dies keeps it until its time is over, which is
 * before the job's message comes again. A step that was not saved is done again.
 */
public final class RunJob {
    private static final Logger LOG = LoggerFactory.getLogger(RunJob.class);

    /** Longer than the function's time-out by the five minutes clocks may differ; shorter than the queue's silence. */
    private static final Duration TAKEN = Duration.ofMinutes(10);

    /** A part of a job that may be done twice. */
    public interface Step {
        Progress from(Job job, Progress at);
    }

    private final Jobs jobs;
    private final Progresses progresses;
    private final WorkQueue queue;
    private final RunScan scan;
    private final Map<JobKind, Step> steps;
    private final InstantSource clock;
    private final Duration budget;

    /** @param budget after which a call begins no further step */
    public RunJob(
            Jobs jobs,
            Progresses progresses,
            WorkQueue queue,
            RunScan scan,
            Map<JobKind, Step> steps,
            InstantSource clock,
            Duration budget) {
        this.jobs = jobs;
        this.progresses = progresses;
        this.queue = queue;
        this.scan = scan;
        this.steps = Map.copyOf(steps);
        this.clock = clock;
        this.budget = budget;
    }

    public void schedule() {
        queue.daily();
    }

    public void daily() {
        scan.daily();
    }

    public void scanOn() {
        scan.drive();
    }

    /** Whether the message may go; if not, it is to come again. */
    public boolean run(ChainId id) {
        Optional<Job> job = jobs.find(id);
        if (job.isEmpty() || job.get().finishedAt().isPresent()) {
            return true;
        }
        Progress known = progresses.find(id).orElse(Progress.NONE);
        if (job.get().kind().needsScan() && known.phase().isEmpty()) {
            scan.await(job.get());
        }
        if (job.get().kind().needsScan() && (known.phase().isEmpty() || known.phase().equals(Progress.SCAN))) {
            scan.drive();
            return true;
        }
        return work(job.get());
    }

    private boolean work(Job job) {
        ChainId id = job.chain();
        Instant now = clock.instant();
        Instant until = now.plus(TAKEN);
        Optional<Progress> at = progresses.take(id, now, until);
        if (at.isEmpty()) {
            LOG.atInfo().addKeyValue("job", id).log("another is at work on this");
            return false;
        }
        Progress progress = at.get();
        Instant end = now.plus(budget);
        while (!progress.isOver()) {
            Step step = Optional.ofNullable(steps.get(job.kind())).orElseThrow();
            Optional<Progress> saved = progresses.save(id, step.from(job, progress), until);
            if (saved.isEmpty()) {
                return false;
            }
            progress = saved.get();
            if (!progress.isOver() && !clock.instant().isBefore(end)) {
                if (progresses.leave(id, progress, until).isEmpty()) {
                    return false;
                }
                queue.goOn(id);
                return true;
            }
        }
        jobs.finish(job, progress);
        LOG.atInfo().addKeyValue("job", id).addKeyValue("state", progress.phase()).log("a job has ended");
        return true;
    }
}
