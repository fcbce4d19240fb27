/**
 * What Vedette is in an application of Quarkus: its settings are those of MicroProfile Config, it is a bean, what happens is told as events of
 * CDI, and API and dashboard stand on the HTTP server that is there.
 */
package io.vedette.quarkus;
