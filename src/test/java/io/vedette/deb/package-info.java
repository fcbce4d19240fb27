/**
 * Tests of what is handed out: the Debian package of the build, installed into a folder as dpkg installs it into a system,
 * its service run as its unit says. They run after packaging, and are skipped where there is no dpkg.
 */
package io.vedette.deb;
