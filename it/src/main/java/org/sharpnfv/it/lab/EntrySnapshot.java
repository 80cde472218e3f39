/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * SHarP's entries on both switches at one moment, told apart by what they do: what names a life of the controller, a
 * request or a group (the cookie behind its prefix, the metadata behind its prefix but for the direction) is left out,
 * because it may differ after a restart. Two entries that differ in such names only are two all the same.
 *
 * @param lines one an entry
 */
public record EntrySnapshot(List<String> lines) {
    private static final Pattern OURS = Pattern.compile("cookie=0x5350[0-9a-f]{12}");
    private static final Pattern METADATA = Pattern.compile("metadata([=:])0x5350[0-9a-f]{11}([0-9a-f])");

    /** Copies. */
    public EntrySnapshot {
        lines = List.copyOf(lines);
    }

    /**
     * Looks at all switches.
     *
     * @param ovs the switches
     * @return what is there
     */
    public static EntrySnapshot of(final OpenVSwitch ovs) {
        final var lines = new ArrayList<String>();
        for (String bridge : ovs.bridges()) {
            ovs.flows(bridge).stream().filter(line -> OURS.matcher(line).find()).map(EntrySnapshot::anonymous)
                .forEach(line -> lines.add(bridge + ": " + line));
        }
        return new EntrySnapshot(lines);
    }

    static String anonymous(final String line) {
        final String plain = OURS.matcher(line).replaceFirst("cookie=0x5350");
        return METADATA.matcher(plain).replaceAll(found -> "metadata" + found.group(1)
            + ((Character.digit(found.group(2).charAt(0), 16) & 1) == 0 ? "forward" : "reverse"));
    }

    /**
     * What is here and is not there.
     *
     * @param other the other snapshot
     * @return one line an entry
     */
    public List<String> without(final EntrySnapshot other) {
        final var rest = new ArrayList<>(lines);
        other.lines.forEach(rest::remove);
        return rest;
    }

    /**
     * Whether the same entries are here and there.
     *
     * @param other the other snapshot
     * @return true if nothing is left over or missing
     */
    public boolean isLike(final EntrySnapshot other) {
        return without(other).isEmpty() && other.without(this).isEmpty();
    }
}
