/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.sharpnfv.hsl.linux.TestNamespace;

/** A bridge in a thread of its own, in a namespace. */
record RunningBridge(Bridge bridge, Thread thread) {
    static RunningBridge start(final TestNamespace namespace, final Bridge bridge) {
        return new RunningBridge(bridge, Thread.ofPlatform().start(() -> {
            namespace.enter();
            bridge.run();
        }));
    }

    /** What a signal to the agent does. */
    void signal() {
        bridge.stop();
    }

    void assertEndsWithin(final Duration limit) throws InterruptedException {
        assertTrue(thread.join(limit), "expected the bridge to end within " + limit);
    }

    void end() throws InterruptedException {
        bridge.stop();
        thread.join();
    }
}
