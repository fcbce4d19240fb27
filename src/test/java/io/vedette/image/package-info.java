/**
 * Tests of what is handed out, in a system of its own: the image that the Dockerfile makes, and the Debian package in a Debian that
 * was just made. They need root, a network, and Debian's {@code buildah} and {@code debootstrap}; where these are not there they are
 * skipped, and a line says so.
 */
package io.vedette.image;
