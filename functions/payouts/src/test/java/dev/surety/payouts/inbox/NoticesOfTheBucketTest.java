package dev.surety.payouts.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.files.FolderFiles;
import dev.surety.files.FolderLinks;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.json.Json.Malformed;
import dev.surety.runtime.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bucket tells of a file that was put. */
class NoticesOfTheBucketTest {
    @TempDir
    private Path folder = Path.of("");

    private final List<String> heard = new ArrayList<>();

    private Handled handle(String message) throws IOException, Malformed {
        var files = FolderFiles.of(folder, new FolderLinks("", new byte[] {1}, InstantSource.system()));
        assertEquals(1, files.write("uploads/demo/bs_1", out -> out.write(1)).bytes());
        assertEquals(1, files.write("payout-files/demo/pf_1", out -> out.write(1)).bytes());
        var inbox = new UploadInbox(
                files, (marketplace, name) -> heard.add(marketplace.value() + " " + name), _ -> Handled.AGAIN);
        return inbox.handle(Json.parse(message.getBytes(StandardCharsets.UTF_8)));
    }

    private static String notice(String key) {
        return """
                {"Records": [{"eventSource": "aws:s3", "eventName": "ObjectCreated:Put",
                  "s3": {"bucket": {"name": "b"}, "object": {"key": "%s", "size": 1}}}]}""".formatted(key);
    }

    @Test
    void anUploadIsHeard() throws IOException, Malformed {
        assertEquals(Handled.DONE, handle(notice("uploads%2Fdemo%2Fbs_1")));
        assertEquals(Handled.DONE, handle(notice("uploads/demo/bs_1")));
        assertEquals(List.of("demo bs_1", "demo bs_1"), heard);
    }

    @Test
    void aFileThatIsNotThereOrNoUploadIsNotHeard() throws IOException, Malformed {
        assertEquals(Handled.DONE, handle(notice("uploads/demo/bs_2")));
        assertEquals(Handled.DONE, handle(notice("payout-files/demo/pf_1")));
        assertEquals(List.of(), heard);
    }

    @Test
    void theBucketsFirstMessageIsNoFile() throws IOException, Malformed {
        assertEquals(Handled.DONE, handle("{\"Service\": \"Amazon S3\", \"Event\": \"s3:TestEvent\"}"));
        assertEquals(List.of(), heard);
    }

    @Test
    void anotherMessageIsHandedOn() throws IOException, Malformed {
        assertEquals(Handled.AGAIN, handle("{\"chain\": \"run#demo#run_1\"}"));
    }
}
