/** Targets on loopback that speak the real protocols: what the tests deliver to. */
package io.vedette.target;
