/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.traffic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Datagrams that the kernel dropped at the UDP sockets of this process's network namespace. */
final class UdpDrops {
    private UdpDrops() {
    }

    static long now() {
        try {
            return Files.readAllLines(Path.of("/proc/net/udp")).stream().skip(1)
                .map(String::strip).mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1))).sum();
        } catch (IOException e) {
            return -1;
        }
    }
}
