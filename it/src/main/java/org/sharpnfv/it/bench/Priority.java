/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.bench;

import java.util.List;
import org.sharpnfv.it.lab.Command;

/**
 * What is measured goes before what else runs on the machine. Each child has a session of its own, so it is the
 * session's group whose weight counts and not what nice(1) says to the process.
 */
final class Priority {
    private static final List<String> RAISE = List.of("sh", "-c", "[ ! -e /proc/self/autogroup ]"
        + " || echo -20 > /proc/self/autogroup || echo 'no priority over other programs: measure on an idle machine'"
        + " >&2; exec \"$@\"", "sh");

    /** Real-time, one above what the C programs take while they measure, and without it where that is not allowed. */
    private static final List<String> ABOVE = List.of("sh", "-c", "chrt -f -p 2 $$ 2> /dev/null; exec \"$@\"", "sh");

    private Priority() {
        // two functions
    }

    static Command over(final Command command) {
        return command.behind(RAISE);
    }

    /** Before the traffic, which polls: what seldom works but is to be punctual. */
    static Command overTraffic(final Command command) {
        return over(command.behind(ABOVE));
    }
}
