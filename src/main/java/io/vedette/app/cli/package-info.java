/**
 * The command line: run, validate, check, notify, import, pryv setup, demo, hash-password, version.
 *
 * <p>In: arguments, {@code application.properties}, the environment. Out: an exit code, and text for people or machines.
 */
package io.vedette.app.cli;
