package dev.surety.runtime.observe;

import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * The logging of every function: SLF4J to redacted JSON lines on standard output, which is where Lambda takes them
 * from. Found by SLF4J through its service file. A few classes of our own in place of a logging library of 0.9 MB.
 */
public final class LinesProvider implements SLF4JServiceProvider {
    private static final String SLF4J_VERSION = "2.0.99";

    private final LogLevels levels = LogLevels.find();
    private final ConcurrentMap<String, Logger> loggers = new ConcurrentHashMap<>();
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter context = new NOPMDCAdapter();

    @Override
    public ILoggerFactory getLoggerFactory() {
        return name -> loggers.computeIfAbsent(
                name, each -> new LinesLogger(each, levels, InstantSource.system(), LinesProvider::print));
    }

    /** Standard output at that moment: tests and the local runtime replace it. */
    private static void print(String line) {
        System.out.println(line);
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return context;
    }

    @Override
    public String getRequestedApiVersion() {
        return SLF4J_VERSION;
    }

    @Override
    public void initialize() {}
}
