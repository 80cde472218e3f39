/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.sharpnfv.sharp.controller.ControllerMachine;
import org.sharpnfv.sharp.controller.RequestConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which ids are taken. A deleted request's id is free again when its flows have been handed back; a request of the same
 * id that comes before waits until then.
 */
final class RequestLedger {
    private static final Logger LOG = LoggerFactory.getLogger(RequestLedger.class);

    private final TakeoverJournal journal;
    private final Set<String> handingBack = ConcurrentHashMap.newKeySet();
    private final Map<String, RequestConfig> waiting = new HashMap<>();
    private volatile boolean asked;

    RequestLedger(final TakeoverJournal journal) {
        this.journal = journal;
    }

    /** From any thread: there is a request, new or of before this start. */
    void announce() {
        asked = true;
    }

    /** From any thread: whether there has been a request. */
    boolean isAsked() {
        return asked;
    }

    /** From any thread, ahead of {@link #remove}: a request was deleted. */
    void announceRemoval(final String id) {
        handingBack.add(id);
    }

    void put(final ControllerMachine machine, final long nowNs, final RequestConfig request) {
        if (isUnderWay(machine, request.id())) {
            LOG.info("{}: waits until the flows of its predecessor have been handed back", request.id());
            waiting.put(request.id(), request);
        } else {
            machine.putRequest(nowNs, request);
        }
    }

    void remove(final ControllerMachine machine, final long nowNs, final String id) {
        waiting.remove(id);
        machine.removeRequest(nowNs, id);
        settle(machine, nowNs, id);
    }

    /** Something has changed about a request. */
    void settle(final ControllerMachine machine, final long nowNs, final String id) {
        if (handingBack.contains(id) && !isUnderWay(machine, id)) {
            handingBack.remove(id);
            journal.handedBack(id, () -> { });
            final var next = waiting.remove(id);
            if (next != null) {
                machine.putRequest(nowNs, next);
            }
        }
    }

    private static boolean isUnderWay(final ControllerMachine machine, final String id) {
        final var view = machine.handBackView(id);
        return view != null && !view.phase().isFinal();
    }
}
