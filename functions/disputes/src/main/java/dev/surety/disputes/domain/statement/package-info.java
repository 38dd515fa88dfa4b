/** Statements of reasons: texts in plain English that tell a decision, its facts, its rule and the ways to object. */
package dev.surety.disputes.domain.statement;
