/** Evidence: its kinds, its limits, its states, and the rule of who may read it. */
package dev.surety.disputes.domain.evidence;
