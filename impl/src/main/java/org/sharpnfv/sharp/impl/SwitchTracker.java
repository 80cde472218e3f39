/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.opendaylight.openflowplugin.api.openflow.device.DeviceInfo;
import org.opendaylight.openflowplugin.api.openflow.mastership.MastershipChangeService;
import org.opendaylight.openflowplugin.api.openflow.mastership.MastershipChangeServiceManager;
import org.opendaylight.yangtools.concepts.Registration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when a switch takes orders from this node and when it does not any more. Mastership is what openflowplugin
 * tells first: at a loss at once, where the inventory follows half a second later and misses a quick reconnect
 * altogether.
 *
 * <p>Who registers is told of the switches that are there already, but not of one that connects in the same second:
 * openflowplugin has told the others of it then, and does not list it before it is in the inventory. So this goes on
 * asking. What a look finds counts when the next one finds it, too, and openflowplugin has not told of a loss in
 * between: a switch that is going stays in the list for a moment after its end was told.
 */
final class SwitchTracker implements MastershipChangeService, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SwitchTracker.class);
    private static final long LOOK_MS = 1_000;

    private final MastershipChangeServiceManager mastership;
    private final Audience audience;
    private final Map<String, Integer> versions = new ConcurrentHashMap<>();
    /** Found by the last look alone. */
    private final Set<String> found = new HashSet<>();
    private final Thread looks = Thread.ofPlatform().name("sharp-switches").daemon().unstarted(this::run);
    private final Registration registration;

    /** Who is told. */
    interface Audience {
        /**
         * A switch takes orders, maybe once more.
         *
         * @param node its id
         */
        void connected(String node);

        /**
         * A switch does not take orders any more.
         *
         * @param node its id
         */
        void disconnected(String node);
    }

    SwitchTracker(final MastershipChangeServiceManager mastership, final Audience audience) {
        this.mastership = mastership;
        this.audience = audience;
        registration = mastership.register(this);
    }

    /** Begins to look for what has not been told. */
    void start() {
        looks.start();
    }

    @Override
    public synchronized void onBecomeOwner(final DeviceInfo deviceInfo) {
        versions.put(name(deviceInfo), deviceInfo.getVersion().intValue());
        audience.connected(name(deviceInfo));
    }

    @Override
    public synchronized void onLoseOwnership(final DeviceInfo deviceInfo) {
        versions.remove(name(deviceInfo));
        found.remove(name(deviceInfo));
        audience.disconnected(name(deviceInfo));
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(LOOK_MS);
                tryToLook();
            }
        } catch (InterruptedException e) {
            LOG.debug("No more looks for switches", e);
        }
    }

    @SuppressWarnings("checkstyle:illegalCatch")
    private void tryToLook() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.warn("Cannot ask openflowplugin for its switches", e);
        }
    }

    /** Asks openflowplugin, and tells of a switch that it has not told of. */
    void look() {
        final var newcomer = new Newcomer();
        mastership.register(newcomer).close();
        synchronized (this) {
            final var missed = newcomer.told();
            missed.keySet().removeAll(versions.keySet());
            missed.forEach((node, deviceInfo) -> {
                if (found.contains(node)) {
                    LOG.info("{}: is connected, though openflowplugin has not told", node);
                    onBecomeOwner(deviceInfo);
                }
            });
            found.clear();
            found.addAll(missed.keySet());
        }
    }

    private static String name(final DeviceInfo deviceInfo) {
        return deviceInfo.getNodeId().getValue();
    }

    /** The versions of OpenFlow, as on the wire, of the switches that take orders from this node. */
    Map<String, Integer> versions() {
        return Map.copyOf(versions);
    }

    @Override
    public void close() {
        looks.interrupt();
        registration.close();
    }

    /** Is told what all newcomers are told. */
    private static final class Newcomer implements MastershipChangeService {
        private final Map<String, DeviceInfo> told = new HashMap<>();

        @Override
        public synchronized void onBecomeOwner(final DeviceInfo deviceInfo) {
            told.put(name(deviceInfo), deviceInfo);
        }

        @Override
        public synchronized void onLoseOwnership(final DeviceInfo deviceInfo) {
            told.remove(name(deviceInfo));
        }

        synchronized Map<String, DeviceInfo> told() {
            return new HashMap<>(told);
        }
    }
}
