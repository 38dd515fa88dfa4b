/** The provider of identity checks that plays in sandboxes. */
package dev.surety.simulator.identity;
