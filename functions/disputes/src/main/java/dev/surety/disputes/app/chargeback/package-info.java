/** The use cases of banks' cases. */
package dev.surety.disputes.app.chargeback;
