package dev.surety.payouts.app.file;

import dev.surety.model.id.FileId;
import dev.surety.model.id.MarketplaceId;
import dev.surety.payouts.app.payout.Nudges;
import dev.surety.payouts.app.payout.PayoutChain;
import dev.surety.payouts.app.payout.SendPayout;
import dev.surety.payouts.app.payout.SendPayout.OwnFiles;
import dev.surety.payouts.domain.file.FileKind;
import dev.surety.payouts.domain.file.FileOrder;
import dev.surety.payouts.domain.file.FileOrder.Part;
import dev.surety.payouts.domain.payout.PayoutEvent;
import dev.surety.payouts.domain.payout.PayoutFold;
import dev.surety.payouts.domain.payout.PayoutOrder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Begins files. The id of each is made of what it holds, so beginning it twice does nothing more. */
public final class BeginFiles implements OwnFiles {
    private static final String STAFF = "staff:";

    private final FileChains files;
    private final Nudges nudges;

    public BeginFiles(FileChains files, Nudges nudges) {
        this.files = files;
        this.nudges = nudges;
    }

    /** A single payout has a file of its own. */
    @Override
    public void begin(PayoutChain payout) {
        PayoutOrder of = payout.order();
        var order = new FileOrder(
                Optional.empty(),
                Optional.of(payout.id()),
                of.rail(),
                of.account(),
                of.amount().currency().code(),
                of.speed() == PayoutOrder.Speed.INSTANT,
                List.of(new Part(0, 0, 1)),
                makers(payout));
        FileKind kind = SendPayout.files(files.present().settings(payout.marketplace()), of.rail())
                .map(FileKind::of)
                .orElse(FileKind.SEPA);
        Instant now = files.present().now(payout.marketplace());
        begin(payout.marketplace(), FileOrder.idOf(payout.id()), order.as(kind), now);
    }

    /** The person who asked for it, if one did. */
    private static List<String> makers(PayoutChain payout) {
        Stream<String> asked = payout.events().stream()
                .map(PayoutFold.Dated::event)
                .flatMap(event -> event instanceof PayoutEvent.Requested requested
                        ? Stream.of(requested.maker())
                        : Stream.empty());
        return Stream.concat(asked, Stream.of(payout.chain().first().actor().toString()))
                .filter(actor -> actor.startsWith(STAFF))
                .map(actor -> actor.substring(STAFF.length()))
                .distinct()
                .toList();
    }

    /** Begins it and has its work done at once. */
    public void begin(MarketplaceId marketplace, FileId id, FileOrder order, Instant now) {
        files.begin(marketplace, id, order, now);
        nudges.nudge(FileChains.chain(marketplace, id));
    }
}
