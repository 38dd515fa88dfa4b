package dev.surety.sanctions.list;

import java.io.InputStream;

/** The four published files of OFAC's list of specially designated nationals. They are read once and not closed. */
public record OfacFiles(InputStream sdn, InputStream alt, InputStream add, InputStream comments) {}
