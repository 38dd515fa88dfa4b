/** The chart of accounts of a marketplace, as its settings name it. */
package dev.surety.onboarding.http.chart;
