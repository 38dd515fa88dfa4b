package dev.surety.ledger.app.job;

import dev.surety.ledger.app.Present;
import dev.surety.ledger.domain.job.Job;
import dev.surety.ledger.domain.job.JobKind;
import dev.surety.ledger.domain.job.Orders.Order;
import dev.surety.ledger.domain.job.Orders;
import dev.surety.ledger.domain.job.Progress;
import dev.surety.ledger.domain.job.Progresses;
import dev.surety.ledger.domain.job.StackScan;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.Chain;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Asks for work in the background: one entry. The entry's event brings it to the worker, so a crash here leaves either
 * nothing or a job that will be done.
 */
public final class Jobs {
    public static final String TYPE = "ledger_job";
    public static final String PREFIX = "job";
    static final String STARTED = "ledger.job_started.v1";
    static final String FINISHED = "ledger.job_finished.v1";

    /**
     * A job that no worker has taken up for this time blocks no new order. It is twice the silence of the queue: by
     * then the job's message is a dead letter, or the bus never brought it. A worker may still take the job up later.
     */
    private static final Duration SILENCE = Duration.ofHours(1);

    /** The limit for each kind and marketplace: a scan reads every marketplace's entries. */
    private static final int MOST_A_DAY = 12;

    private static final Actor LEDGER = Actor.of("ledger");

    private final Journal journal;
    private final Progresses progresses;
    private final Orders orders;
    private final StackScan scan;
    private final Present present;
    private final InstantSource clock;

    public Jobs(
            Journal journal,
            Progresses progresses,
            Orders orders,
            StackScan scan,
            Present present,
            InstantSource clock) {
        this.journal = journal;
        this.progresses = progresses;
        this.orders = orders;
        this.scan = scan;
        this.present = present;
        this.clock = clock;
    }

    public sealed interface Outcome {
        record Done(Job job, boolean replayed) implements Outcome {}

        record Refused(Refusal refusal) implements Outcome {}
    }

    /** A job, and how far it has come if it has begun. */
    public record Seen(Job job, Optional<Progress> progress) {}

    public record JobRequest(MarketplaceId marketplace, Actor actor, CommandKey key, Predicate<Entry> isSame) {}

    /**
     * Two orders of the same instant may both be taken: one has then looked between the other's note and its entry.
     * Each part of a job may be done twice at once.
     */
    public Outcome start(JobKind kind, JobRequest asked) {
        Chain chain = journal.load(chain(asked.marketplace(), Id.derive(PREFIX, asked.key().hash())));
        if (!chain.isEmpty()) {
            return replay(chain.first(), asked);
        }
        Optional<Refusal> refusal = noted(kind, chain.id());
        if (refusal.isPresent()) {
            // Unless this very order, sent twice at once, blocks itself.
            Chain since = journal.load(chain.id());
            return since.isEmpty() ? new Outcome.Refused(refusal.get()) : replay(since.first(), asked);
        }
        return switch (append(chain, kind, asked.actor(), asked.key())) {
            case Append.Done(var entry, var fresh) -> new Outcome.Done(job(chain.plus(entry)), !fresh);
            case Append.Lost(var other) -> replay(other, asked);
        };
    }

    private Append append(Chain chain, JobKind kind, Actor actor, CommandKey key) {
        // Former releases had jobs about one chain; today's have an empty subject, as the stored ones do.
        var data = Json.object().put("kind", kind.code()).put("subject", "");
        return journal.append(
                chain, Draft.of(STARTED, data, present.now(chain.id().marketplace()), actor, key));
    }

    /** The audit of a marketplace in a scan that all take part in. */
    ChainId dailyId(MarketplaceId marketplace, long scan) {
        return chain(marketplace, Id.derive(PREFIX, "daily", marketplace.value(), Long.toString(scan)));
    }

    Job daily(ChainId id, long scan) {
        Chain chain = journal.load(id);
        if (!chain.isEmpty()) {
            return job(chain);
        }
        var key = CommandKey.ofFact(STARTED, id.toString(), Long.toString(scan));
        return switch (append(chain, JobKind.AUDIT, LEDGER, key)) {
            case Append.Done(var entry, _) -> job(chain.plus(entry));
            case Append.Lost(var other) -> job(chain.plus(other));
        };
    }

    /**
     * Notes this order as the last of its kind, unless an unfinished one blocks it or today's limit is reached. The
     * note comes before the entry: a crash in between leaves a note of a job that does not exist, which blocks no
     * other.
     */
    private Optional<Refusal> noted(JobKind kind, ChainId own) {
        return Contention.retry("the orders of a marketplace", () -> {
            Optional<Order> last = orders.last(own.marketplace(), kind);
            Instant now = clock.instant();
            int ofDay = last.filter(order -> day(order.at()).equals(day(now)))
                    .map(order -> order.ofDay() + (order.job().equals(own) ? 0 : 1))
                    .orElse(1);
            if (ofDay > MOST_A_DAY) {
                String detail = "At most " + MOST_A_DAY + " of these a day, by UTC.";
                return Optional.of(Optional.of(CommonReason.LIMIT_EXCEEDED.with(detail)));
            }
            Optional<Refusal> refusal = last
                    .filter(order -> !order.job().equals(own) && isUnderWay(order.job(), order.at()))
                    .map(order -> standsInTheWay(order.job()));
            boolean isDone = refusal.isPresent() || orders.note(new Order(own, kind, now, ofDay), last);
            return isDone ? Optional.of(refusal) : Optional.empty();
        });
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private boolean isUnderWay(ChainId id, Instant orderedAt) {
        Instant sign = Stream.of(progresses.takenUntil(id), scan.takenUntil(id))
                .flatMap(Optional::stream)
                .max(Instant::compareTo)
                .orElse(orderedAt);
        return sign.plus(SILENCE).isAfter(clock.instant())
                && find(id).isPresent()
                && progresses.find(id).filter(Progress::isOver).isEmpty();
    }

    private static Refusal standsInTheWay(ChainId job) {
        String detail = "There is one of these at a time, and " + job.id() + " is not finished.";
        return CommonReason.TRANSITION_NOT_ALLOWED.with(detail);
    }

    public static ChainId chain(MarketplaceId marketplace, String id) {
        return new ChainId(TYPE, marketplace, id);
    }

    private static Outcome replay(Entry stored, JobRequest asked) {
        return asked.isSame().test(stored)
                ? new Outcome.Done(job(new Chain(stored.chain(), List.of(stored))), true)
                : new Outcome.Refused(
                        CommonReason.IDEMPOTENCY_KEY_REUSED.with(CommonReason.IDEMPOTENCY_KEY_REUSED.title()));
    }

    public Optional<Seen> find(MarketplaceId marketplace, String id) {
        ChainId chain = chain(marketplace, id);
        return find(chain).map(job -> new Seen(job, progresses.find(chain)));
    }

    /** Nothing too where the job is of a kind that there no longer is. */
    Optional<Job> find(ChainId id) {
        Chain chain = journal.load(id);
        return chain.isEmpty() || JobKind.find(kind(chain)).isEmpty() ? Optional.empty() : Optional.of(job(chain));
    }

    private static String kind(Chain chain) {
        return Json.object(chain.first().data()).path("kind").asString("");
    }

    /** Says once and for ever how it ended. */
    void finish(Job job, Progress progress) {
        Chain chain = journal.load(job.chain());
        var key = CommandKey.ofFact(FINISHED, job.chain().toString());
        if (chain.seen(key).isPresent()) {
            return;
        }
        var data = Json.object()
                .put("kind", job.kind().code())
                .put("state", progress.phase())
                .put("scanned", progress.scanned())
                .put("posted", progress.posted());
        Append _ = journal.append(
                chain, Draft.of(FINISHED, data, present.now(job.marketplace()), LEDGER, key));
    }

    private static Job job(Chain chain) {
        return new Job(
                chain.id(),
                JobKind.find(kind(chain)).orElseThrow(),
                chain.first().at(),
                chain.version() > 1 ? Optional.of(chain.last().at()) : Optional.empty());
    }
}
