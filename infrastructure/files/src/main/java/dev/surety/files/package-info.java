/** Files that people hand us or fetch from us: bank files, statements, documents. In AWS they lie in a bucket. */
@NullMarked
package dev.surety.files;

import org.jspecify.annotations.NullMarked;
