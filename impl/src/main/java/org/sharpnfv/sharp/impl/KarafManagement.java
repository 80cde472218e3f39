/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.management.MBeanServer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that Karaf's management is there. While Karaf boots it is started twice, within a tenth of a second; if
 * its port is not free the second time, because the one of before still closes it or because somebody else has it, it
 * stays away. Then the boot is never over for OpenDaylight, and openflowplugin, which waits for that for five minutes,
 * opens no port for switches. Here it is started once more, until it is there.
 */
public final class KarafManagement implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KarafManagement.class);
    private static final String BUNDLE = "org.apache.karaf.management.server";
    private static final String FILTER = "(service.pid=org.apache.karaf.management)";
    /** Between two looks, and before the first one: a start takes a tenth of that. */
    private static final long INTERVAL_MS = 3_000;

    private final BundleContext context;
    private final ConfigurationAdmin configurations;
    private final CountDownLatch closed = new CountDownLatch(1);
    private boolean missed;

    /**
     * Does nothing yet.
     *
     * @param context where management would be found
     * @param configurations by which it is started
     */
    public KarafManagement(final BundleContext context, final ConfigurationAdmin configurations) {
        this.context = context;
        this.configurations = configurations;
    }

    /** Begins to look. */
    public void init() {
        Thread.ofPlatform().daemon().name("sharp-karaf-management").start(this::watch);
    }

    private void watch() {
        try {
            boolean over = false;
            while (!over) {
                over = closed.await(INTERVAL_MS, TimeUnit.MILLISECONDS) || look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts it once more if it is away. Returns whether that is over: management is there, or is not installed. */
    boolean look() {
        if (context.getServiceReference(MBeanServer.class) != null || !isInstalled()) {
            if (missed) {
                LOG.info("Karaf's management is there");
            }
            return true;
        }
        if (!missed) {
            LOG.warn("expected Karaf's management to be there, found that it is not: see 'Error starting activator' in"
                + " this log; it is started once more every {} s. Until it is there, openflowplugin opens no port for"
                + " switches. If another program has its port, set rmiRegistryPort and rmiServerPort in"
                + " etc/org.apache.karaf.management.cfg to others", INTERVAL_MS / 1000);
        }
        missed = true;
        startAgain();
        return false;
    }

    private boolean isInstalled() {
        return Stream.of(context.getBundles()).anyMatch(bundle -> BUNDLE.equals(bundle.getSymbolicName())
            && bundle.getState() == Bundle.ACTIVE);
    }

    private void startAgain() {
        try {
            final Configuration[] found = configurations.listConfigurations(FILTER);
            if (found != null) {
                found[0].update();
            }
        } catch (IOException | InvalidSyntaxException | IllegalStateException e) {
            LOG.warn("cannot start Karaf's management once more", e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
