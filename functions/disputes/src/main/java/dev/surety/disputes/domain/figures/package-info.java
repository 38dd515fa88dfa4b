/** The figures of many disputes. */
package dev.surety.disputes.domain.figures;
