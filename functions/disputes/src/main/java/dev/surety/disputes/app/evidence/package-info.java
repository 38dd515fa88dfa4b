/** Files of evidence: their links, their check, and the one file that a bank gets. */
package dev.surety.disputes.app.evidence;
