/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.spoof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every control frame that was heard on the links of the VNF hosts, and every one that an attacker has sent. An honest
 * frame is never sent twice with the same octets, because it has a sequence number: whatever is heard although an
 * attacker sent it before has come through.
 */
final class Evidence {
    /** Frames remembered for replays; the latest are the most dangerous ones. */
    private static final int HEARD_MAX = 20_000;
    private static final int SENT_MAX = 2_000_000;
    private static final int SHOWN_MAX = 5;
    private static final int TYPE_AT = 12;

    private final int etherType;
    private final List<byte[]> heard = new ArrayList<>();
    private final Set<Octets> sent = new HashSet<>();
    private final Map<Octets, Integer> heardTimes = new HashMap<>();
    private final List<String> examples = new ArrayList<>();
    private long leaked;
    private boolean inside;
    private long heardInside;
    private int next;

    /** By its octets. */
    private record Octets(byte[] frame) {
        @Override
        public boolean equals(final Object other) {
            return other instanceof Octets(var octets) && Arrays.equals(frame, octets);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(frame);
        }
    }

    Evidence(final int etherType) {
        this.etherType = etherType;
    }

    /** A frame was heard on a link. Tagged ones are users' frames, whatever is in them. */
    synchronized void heard(final String link, final boolean toHsl, final byte[] frame) {
        if (((frame[TYPE_AT] & 0xFF) << 8 | frame[TYPE_AT + 1] & 0xFF) != etherType) {
            return;
        }
        final var octets = new Octets(frame);
        final boolean again = heardTimes.merge(octets, 1, Integer::sum) > 1;
        if (sent.contains(octets) && inside) {
            heardInside += toHsl ? 1 : 0;
        } else if (sent.contains(octets)) {
            leaked++;
            if (examples.size() < SHOWN_MAX) {
                examples.add((again ? "replayed" : "forged") + " on " + link + ": "
                    + HexFormat.of().formatHex(frame));
            }
        } else if (heard.size() < HEARD_MAX) {
            heard.add(frame);
        } else {
            heardTimes.remove(new Octets(heard.get(next)));
            heard.set(next, frame);
            next = (next + 1) % HEARD_MAX;
        }
    }

    /** From now on attackers sit on the links themselves: what is heard of them has not come through a switch. */
    synchronized void attackersInside() {
        inside = true;
    }

    /** Frames of attackers inside that have reached an HSL. */
    synchronized long heardInside() {
        return heardInside;
    }

    /** An attacker is about to send a frame. */
    synchronized byte[] sending(final byte[] frame) {
        if (sent.size() < SENT_MAX) {
            sent.add(new Octets(frame.clone()));
        }
        return frame;
    }

    /** Honest frames, oldest first, as far as they are remembered. */
    synchronized int heardCount() {
        return heard.size();
    }

    synchronized byte[] heardFrame(final int index) {
        return heard.get(index).clone();
    }

    synchronized long leaked() {
        return leaked;
    }

    synchronized List<String> examples() {
        return List.copyOf(examples);
    }
}
