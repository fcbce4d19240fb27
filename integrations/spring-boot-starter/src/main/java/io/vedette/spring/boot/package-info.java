/**
 * Vedette in a Camel Spring Boot application: settings of its environment come in; a {@link io.vedette.Vedette} bean, application
 * events, health, an actuator endpoint and, when asked for, the dashboard go out.
 */
package io.vedette.spring.boot;
