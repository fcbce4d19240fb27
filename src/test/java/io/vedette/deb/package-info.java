/**
 * Tests of what is handed out, after packaging: the two jars, and the Debian package, installed into a folder as dpkg installs
 * it into a system, its service run as its unit says. Those of the package are skipped where there is no dpkg.
 */
package io.vedette.deb;
