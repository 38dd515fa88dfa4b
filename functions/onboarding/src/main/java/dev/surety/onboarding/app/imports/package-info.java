/** Imports of an existing marketplace's participants, a line of a file each. */
package dev.surety.onboarding.app.imports;
