/** Rules of documents: what a participant hands in to prove who it is, and what people decide about it. */
package dev.surety.onboarding.domain.document;
