/**
 * The command line: run, validate, check, version.
 *
 * <p>In: arguments, {@code application.properties}, the environment. Out: an exit code, and text for people or machines.
 */
package io.vedette.cli;
