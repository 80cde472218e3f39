/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.lab;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sharpnfv.sharp.controller.Cookie;

/**
 * Which of SHarP's entries a switch has, by what {@code ovs-ofctl monitor} prints of each change. It says ADDED for an
 * entry that takes another one's place, too, and does not tell priorities: entries are told apart by table, match and
 * what they are for. An offer takes the place of the exact entry of its flow, so these two count as one.
 */
final class EntryTally {
    /** The digit behind the cookie's prefix is its kind: what an entry is for. */
    private static final Pattern CHANGE = Pattern.compile(
        " event=(\\w+) (?:reason=\\w+ )?(table=\\d+) (?:\\w+_timeout=\\d+ )*cookie=0x5350([0-9a-f])[0-9a-f]{11}"
            + " ?(.*?) ?(?:actions=.*)?");
    private static final String GONE = "DELETED";
    private static final String EXACT = digit(Cookie.Kind.EXACT);
    private static final String OFFER = digit(Cookie.Kind.OFFER);

    private final Set<String> present = new HashSet<>();
    private int most;

    void note(final String line) {
        final Matcher change = CHANGE.matcher(line);
        if (!change.matches()) {
            return;
        }
        final String purpose = change.group(3).equals(OFFER) ? EXACT : change.group(3);
        final String entry = purpose + ' ' + change.group(2) + ' ' + change.group(4);
        if (change.group(1).equals(GONE)) {
            present.remove(entry);
        } else {
            present.add(entry);
            most = Math.max(most, present.size());
        }
    }

    private static String digit(final Cookie.Kind kind) {
        return Integer.toHexString(kind.ordinal());
    }

    int present() {
        return present.size();
    }

    /** At any time so far. */
    int most() {
        return most;
    }
}
