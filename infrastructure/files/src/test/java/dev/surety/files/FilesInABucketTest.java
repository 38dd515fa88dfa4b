package dev.surety.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.files.StoredFiles.Link;
import dev.surety.runtime.secrets.Digests;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

class FilesInABucketTest extends StoredFilesContract {
    private ToyBucket bucket = new ToyBucket();

    @BeforeEach
    void start() {
        bucket = new ToyBucket();
        bucket.start();
    }

    @AfterEach
    void stop() {
        bucket.close();
    }

    @Override
    StoredFiles files() {
        return BucketFiles.of(
                "files",
                Region.EU_CENTRAL_1,
                Optional.of(bucket.address()),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")));
    }

    @Test
    void aLinkForAnUploadBindsTheNumberOfBytesAndOverwritesNothing() throws IOException, InterruptedException {
        Link link = files().upload("uploads/a/b", 6, Duration.ofMinutes(15));
        assertTrue(link.url().contains("X-Amz-SignedHeaders=content-length%3Bhost%3Bif-none-match"), link.url());
        assertTrue(link.url().contains("X-Amz-Expires=900"), link.url());
        assertEquals(Map.of("if-none-match", "*"), link.headers());
        assertEquals(200, put(link));
        assertEquals(412, put(link));
        assertEquals(6, files().find("uploads/a/b").orElseThrow().bytes());
    }

    @Test
    void aLinkForKnownBytesHasTheBucketCheckThem() {
        String hash = Digests.sha256Hex("a file");
        Link link = files().upload("uploads/a/b", 6, hash, Duration.ofMinutes(15));
        String signed = "content-length%3Bhost%3Bif-none-match%3Bx-amz-checksum-sha256";
        assertTrue(link.url().contains("X-Amz-SignedHeaders=" + signed), link.url());
        String checksum = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hash));
        assertEquals(Map.of("if-none-match", "*", "x-amz-checksum-sha256", checksum), link.headers());
    }

    private static int put(Link link) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(link.url())).PUT(BodyPublishers.ofString("a file"));
        link.headers().forEach(request::header);
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.discarding()).statusCode();
        }
    }

    @Test
    void aLinkForADownloadNamesTheFile() {
        Link link = files().download("payout-files/a/b.xml", "b.xml", Duration.ofMinutes(5));
        assertTrue(link.url().contains("/payout-files/a/b.xml?"), link.url());
        assertTrue(link.url().contains("response-content-disposition=attachment"), link.url());
        assertEquals(Map.of(), link.headers());
    }
}
