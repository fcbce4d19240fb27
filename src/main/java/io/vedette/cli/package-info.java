/**
 * The command line: run, validate, check, pryv setup, demo, version.
 *
 * <p>In: arguments, {@code application.properties}, the environment. Out: an exit code, and text for people or machines.
 */
package io.vedette.cli;
