/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.linux.UnixListener;

/** What carries the frames between the agent and the VNF; each kind knows what its two sides are named by. */
public enum ShimKind {
    /** Two existing interfaces whose other ends the VNF has. */
    VETH("IF", "interfaces"),
    /** Two TAP interfaces to be made. */
    TAP("NAME", "interfaces"),
    /** Two stream sockets to be made, which the VNF connects to. */
    UNIX_STREAM("PATH", "sockets"),
    /** Two seqpacket sockets to be made, which the VNF connects to. */
    UNIX_SEQPACKET("PATH", "sockets"),
    /** Two memif sockets to be made, which the VNF connects to as client. */
    MEMIF("PATH[/ID]", "sockets");

    private final String word;
    private final String plural;

    ShimKind(final String word, final String plural) {
        this.word = word;
        this.plural = plural;
    }

    static Optional<ShimKind> of(final String prefix) {
        return Arrays.stream(values()).filter(kind -> kind.prefix().equals(prefix)).findFirst();
    }

    /** What a person may write, all kinds. */
    static String forms() {
        return Arrays.stream(values()).map(ShimKind::form).collect(Collectors.joining(" or "));
    }

    String prefix() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String form() {
        return prefix() + ':' + word + ',' + word;
    }

    String plural() {
        return plural;
    }

    /** Refuses what cannot name a side. */
    void check(final String name) {
        switch (this) {
            case VETH, TAP -> ShimAddress.checkName(name);
            case UNIX_STREAM, UNIX_SEQPACKET -> checkPath(name);
            case MEMIF -> MemifAddress.parse(name);
        }
    }

    /** What the two sides must not have in common. */
    public String place(final String name) {
        return this == MEMIF ? MemifAddress.parse(name).path() : name;
    }

    private static void checkPath(final String path) {
        final int bytes = path.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > UnixListener.PATH_BYTES_MAX || path.endsWith("/") || path.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("expected the path of a socket, 1 to " + UnixListener.PATH_BYTES_MAX
                + " bytes and no slash at its end, found \"" + path + "\"; choose a shorter one in a directory"
                + " that exists");
        }
    }

    Shim open(final Libc libc, final String name, final String peer, final ShimOptions options,
            final ShimCounters counters) throws ShimException {
        return switch (this) {
            case VETH -> AfPacketShim.open(libc, name, options, counters);
            case TAP -> TapShim.open(libc, name, peer, options, counters);
            case UNIX_STREAM -> UnixStreamShim.open(libc, name, peer, options, counters);
            case UNIX_SEQPACKET -> UnixSeqpacketShim.open(libc, name, peer, options, counters);
            case MEMIF -> MemifShim.open(libc, name, options, counters);
        };
    }
}
