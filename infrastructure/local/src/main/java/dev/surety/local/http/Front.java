package dev.surety.local.http;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server: connections and bytes to {@link Call}s, and {@link Reply}s back. It answers bytes that are no HTTP
 * in the API gateway's words, and closes connections on which nothing comes. Jetty, which the local tables bring along:
 * the JDK's server names its exceptions in pages of its own and waits for ever.
 */
public final class Front implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Front.class);
    private static final int MOST_CONNECTIONS = 1_000;
    private static final int MOST_HEADER_BYTES = 16 * 1024;
    private static final Set<String> OWN_TO_SERVER =
            Set.of("content-length", "transfer-encoding", "connection", "date");

    private final Server server;
    private final ServerConnector connector;
    private volatile @Nullable LocalFiles files;

    private Front(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Takes the address; nothing is answered before {@link #start}. If the address will not do, one sentence names the
     * setting that is wrong.
     *
     * @param idle after which a connection is closed on which nothing comes, half a request or none
     */
    public static Front bind(String host, int port, Duration idle) throws IOException, Unusable {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new Unusable("The host " + host + " is unknown; set HOST to an address of this machine.");
        }
        InetAddress at = address.getAddress();
        if (!at.isAnyLocalAddress() && NetworkInterface.getByInetAddress(at) == null) {
            throw new Unusable("The host " + host + " is not this machine; set HOST to an address of this machine.");
        }
        var threads = new QueuedThreadPool();
        threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("gateway-"));
        threads.setDaemon(true);
        var server = new Server(threads);
        var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(idle.toMillis());
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, server));
        server.setErrorHandler(new NoHttp());
        try {
            connector.open();
        } catch (IOException e) {
            if (!(e instanceof BindException) && !(e.getCause() instanceof BindException)) {
                throw e;
            }
            boolean denied = String.valueOf(e.getMessage()).contains("denied")
                    || String.valueOf(e.getCause()).contains("denied");
            throw new Unusable("The port " + port + (denied ? " may not be used" : " is taken")
                    + "; set PORT to a free one.");
        }
        return new Front(server, connector);
    }

    private static HttpConfiguration configuration() {
        var configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setRequestHeaderSize(MOST_HEADER_BYTES);
        // Takes the path as it was written, because routes match segment by segment.
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        return configuration;
    }

    /** Where it listens. */
    public URI base() {
        String host = connector.getHost().equals("0.0.0.0") ? "127.0.0.1" : connector.getHost();
        return URI.create("http://" + host + ":" + connector.getLocalPort());
    }

    /** From now on it answers links to files. */
    public void serve(LocalFiles stored) {
        files = stored;
    }

    void start(Function<Call, Reply> answers) {
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws IOException {
                LocalFiles stored = files;
                if (stored != null && LocalFiles.answers(request)) {
                    stored.answer(request, response, callback);
                } else {
                    send(request, response, callback, answer(request, answers));
                }
                return true;
            }
        });
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("The HTTP server does not start.", e);
        }
    }

    private static Reply answer(Request request, Function<Call, Reply> answers) throws IOException {
        try {
            return answers.apply(Call.read(request));
        } catch (Call.Unacceptable e) {
            return e.answer();
        } catch (RuntimeException e) {
            LOG.error("The local gateway failed.", e);
            return Reply.gateway(500, "Internal Server Error");
        }
    }

    private static void send(Request request, Response response, Callback callback, Reply answer) {
        response.setStatus(answer.status());
        answer.headers().forEach((name, values) -> {
            if (!OWN_TO_SERVER.contains(name)) {
                values.forEach(value -> response.getHeaders().add(new HttpField(name, value)));
            }
        });
        boolean bodiless = answer.status() == 204 || answer.status() == 304
                || request.getMethod().equals("HEAD");
        response.write(true, bodiless ? null : ByteBuffer.wrap(answer.body()), callback);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            LOG.warn("The HTTP server does not stop.", e);
        }
    }

    /** The address it should listen at is of no use, and why. */
    public static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(String message) {
            super(message);
        }
    }

    /** The answer to bytes that are no request. */
    private static final class NoHttp extends ErrorHandler {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            int status = response.getStatus();
            send(request, response, callback, Reply.gateway(status, HttpStatus.getMessage(status)));
            return true;
        }
    }
}
