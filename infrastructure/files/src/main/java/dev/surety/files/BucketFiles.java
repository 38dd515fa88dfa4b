package dev.surety.files;

import dev.surety.model.Invariants;
import dev.surety.runtime.aws.Credentials;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.settings.Environment;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedGetObjectRequest;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

/**
 * Files in a bucket of S3. The bucket itself refuses a second file under a key. Each file's hash lies beside it as
 * metadata, by which we tell a repeated write from another one.
 */
public final class BucketFiles implements StoredFiles {
    private static final String SHA256 = "sha256";
    private static final int EXISTS = 412;
    private static final int MISSING = 404;

    /** Headers of a link that every HTTP client writes by itself. */
    private static final Set<String> OWN_TO_CLIENT = Set.of("host", "content-length");

    private final S3Client s3;
    private final S3Presigner presigner;
    private final String bucket;
    private final Region region;
    private final AwsCredentialsProvider credentials;
    private final InstantSource clock = InstantSource.system();
    private final Path spool;

    private BucketFiles(
            S3Client s3,
            S3Presigner presigner,
            String bucket,
            Region region,
            AwsCredentialsProvider credentials,
            Path spool) {
        this.s3 = s3;
        this.presigner = presigner;
        this.bucket = bucket;
        this.region = region;
        this.credentials = credentials;
        this.spool = spool;
    }

    /** The bucket in the function's region. */
    static BucketFiles ofEnvironment(String bucket) {
        String region = Environment.find("AWS_REGION").orElse("eu-central-1");
        return of(bucket, Region.of(region), Optional.empty(), Credentials.find());
    }

    /** @param endpoint of a stand-in */
    static BucketFiles of(
            String bucket, Region region, Optional<URI> endpoint, AwsCredentialsProvider credentials) {
        var style = S3Configuration.builder()
                .pathStyleAccessEnabled(endpoint.isPresent())
                .chunkedEncodingEnabled(false)
                .build();
        var client = S3Client.builder()
                .region(region)
                .credentialsProvider(credentials)
                .serviceConfiguration(style)
                // Our own hash stands beside the file; a second sum would make every link need a header more.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .httpClient(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Limits.CONNECT)
                        .socketTimeout(Limits.FILES_SILENCE)
                        .build())
                .overrideConfiguration(limits -> limits.apiCallTimeout(Limits.FILES_CALL)
                        .retryStrategy(StandardRetryStrategy.builder()
                                .maxAttempts(Limits.FILES_ATTEMPTS)
                                .build()));
        var presigner = S3Presigner.builder()
                .region(region)
                .credentialsProvider(credentials)
                .serviceConfiguration(style);
        endpoint.ifPresent(at -> {
            client.endpointOverride(at);
            presigner.endpointOverride(at);
        });
        return new BucketFiles(
                client.build(),
                presigner.build(),
                bucket,
                region,
                credentials,
                Path.of(System.getProperty("java.io.tmpdir")));
    }

    @Override
    public Written write(String key, Writer writer) {
        FileKeys.checked(key);
        try (Spooled spooled = Spooled.in(spool, writer)) {
            Written written = spooled.written();
            try {
                s3.putObject(
                        put -> put.bucket(bucket)
                                .key(key)
                                .ifNoneMatch("*")
                                .metadata(Map.of(SHA256, written.sha256())),
                        RequestBody.fromFile(spooled.file()));
            } catch (S3Exception e) {
                if (e.statusCode() != EXISTS) {
                    throw e;
                }
                String first = s3.headObject(head -> head.bucket(bucket).key(key)).metadata().get(SHA256);
                Invariants.hold(written.sha256().equals(first), "The file " + key + " is there with other bytes.");
            }
            return written;
        } catch (SdkException e) {
            throw new Outage("the bucket did not take the file " + key, e);
        } catch (IOException e) {
            throw new Outage("the file " + key + " could not be written", e);
        }
    }

    @Override
    public Optional<InputStream> open(String key) {
        FileKeys.checked(key);
        return found(key, () -> s3.getObject(get -> get.bucket(bucket).key(key)));
    }

    @Override
    public Optional<Stored> find(String key) {
        FileKeys.checked(key);
        return found(key, () -> s3.headObject(head -> head.bucket(bucket).key(key)))
                .map(head -> new Stored(head.contentLength(), head.lastModified()));
    }

    @Override
    public void delete(String key) {
        FileKeys.checked(key);
        try {
            s3.deleteObject(delete -> delete.bucket(bucket).key(key));
        } catch (SdkException e) {
            throw new Outage("the bucket did not delete the file " + key, e);
        }
    }

    private static <T> Optional<T> found(String key, Supplier<T> answer) {
        try {
            return Optional.of(answer.get());
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (S3Exception e) {
            if (e.statusCode() == MISSING) {
                return Optional.empty();
            }
            throw new Outage("the bucket refused to give the file " + key, e);
        } catch (SdkException e) {
            throw new Outage("the bucket did not give the file " + key, e);
        }
    }

    @Override
    public Link upload(String key, long bytes, Duration valid) {
        return upload(key, valid, put -> put.contentLength(bytes));
    }

    @Override
    public Link upload(String key, long bytes, String sha256, Duration valid) {
        String checksum = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256));
        return upload(key, valid, put -> put.contentLength(bytes).checksumSHA256(checksum));
    }

    private Link upload(String key, Duration valid, Consumer<PutObjectRequest.Builder> bound) {
        FileKeys.checked(key);
        PresignedPutObjectRequest link = signed(() -> presigner.presignPutObject(presign -> presign
                .signatureDuration(valid)
                .putObjectRequest(put -> bound.accept(put.bucket(bucket).key(key).ifNoneMatch("*")))));
        Map<String, String> headers = new LinkedHashMap<>();
        link.signedHeaders().forEach((name, values) -> {
            if (!OWN_TO_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, String.join(",", values));
            }
        });
        return new Link(link.url().toString(), headers, link.expiration());
    }

    @Override
    public Form form(String key, long mostBytes, URI then, Duration valid) {
        FileKeys.checked(key);
        String object = s3.utilities().getUrl(url -> url.bucket(bucket).key(key)).toString();
        String store = object.substring(0, object.length() - key.length());
        var policy = new PostPolicy(bucket, key, mostBytes, then, region.id());
        return new Form(store, signed(() -> policy.fields(credentials.resolveCredentials(), clock.instant(), valid)));
    }

    @Override
    public Link download(String key, String name, Duration valid) {
        FileKeys.checked(key);
        FileKeys.checked(name);
        PresignedGetObjectRequest link = signed(() -> presigner.presignGetObject(presign -> presign
                .signatureDuration(valid)
                .getObjectRequest(get -> get.bucket(bucket)
                        .key(key)
                        .responseContentDisposition("attachment; filename=\"" + name + "\""))));
        return new Link(link.url().toString(), Map.of(), link.expiration());
    }

    /** A link is made without a call, but a restored snapshot asks an endpoint for its credentials. */
    private static <T> T signed(Supplier<T> link) {
        try {
            return link.get();
        } catch (SdkException e) {
            throw new Outage("there are no credentials for a link", e);
        }
    }
}
